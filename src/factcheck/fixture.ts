/** A match that is to be played between two days. */
import type { Said } from '../record/claim-input.js';
import type { MatchRow } from '../record/matches.js';
import { dayAfter, holds, within } from '../statistics/days.js';
import { type Facts, heldDays, teamName, tournamentName } from './facts.js';
import { isPlayed, matchAs, type Played, scoreline } from './match.js';
import { type Answer, answer, silent } from './verdict.js';

type FixtureSaid = Said<'fixture'>;

/**
 * Found, it is confirmed; not found, it is wrong only where the days are over and the record holds every match of them. The
 * record has the day at the ground: elsewhere it may have been the day before or after.
 */
export function checkFixture(said: FixtureSaid, asOf: string | null, facts: Facts): Answer {
  const { reference, through } = facts;
  const team = reference.teams.find(said.team);
  const opponent = reference.teams.find(said.opponent);
  if (!team || !opponent) {
    return silent(`The record has no team "${team ? said.opponent : said.team}".`);
  }
  if (said.tournament !== undefined && !reference.tournaments.find(said.tournament)) {
    return silent(`The record has no tournament "${said.tournament}".`);
  }
  const day = asOf ?? through ?? said.from;
  const around = meetingsAround(said, team.id, facts).filter(({ date }) => date <= day);
  const meetings = around.filter(({ date }) => within(date, said));
  const isClaimed = (match: Played) => isAsClaimed(match, said, team.id, facts);
  const found = meetings.find(isClaimed);
  if (found) {
    const words = inWords(found, facts);
    return answer('CONFIRMED', words, `They played: ${words}.`, [matchAs(found)]);
  }
  if (said.to > day) {
    return answer('NOT_YET', null, `The days until ${said.to} are not over by ${day}.`);
  }
  const near = around.find(isClaimed);
  if (near) {
    const words = inWords(near, facts);
    const why = `They played a day away, by the day at the ground: ${words}.`;
    return answer('CONSISTENT', words, why, [matchAs(near)]);
  }
  const isHeld = [team, opponent].some((one) => holds(heldDays(facts, one), said.from, said.to));
  const [other] = meetings;
  if (!isHeld) {
    const why = `The record does not hold every match of ${team.name} or ${opponent.name} from ${said.from} to ${said.to}, and has none like that.`;
    return silent(why, meetings.map(matchAs));
  }
  const instead = other ? `only ${inWords(other, facts)}` : 'none between the two';
  const why = `The record holds every match from ${said.from} to ${said.to}, and has ${instead}.`;
  const words = other ? inWords(other, facts) : 'no such match';
  return answer('CONTRADICTED', words, why, meetings.map(matchAs));
}

/** The meetings of the two teams in the days that are claimed, and on the days next to them. */
function meetingsAround(
  { opponent: slug, from, to }: FixtureSaid,
  team: number,
  facts: Facts,
): Played[] {
  const opponent = facts.reference.teams.find(slug)?.id;
  return facts.meetings
    .filter(isPlayed)
    .filter(
      ({ homeId, awayId, date }) =>
        [homeId, awayId].includes(team) &&
        [homeId, awayId].some((id) => id === opponent) &&
        dayAfter(date) >= from &&
        date <= dayAfter(to),
    );
}

function isAsClaimed(
  match: MatchRow,
  { tournament, venue }: FixtureSaid,
  team: number,
  { reference }: Facts,
): boolean {
  const isThere =
    tournament === undefined || reference.tournaments.get(match.tournamentId).slug === tournament;
  return isThere && (venue === undefined || venueOf(match, team) === venue);
}

function venueOf({ neutral, homeId }: MatchRow, team: number): 'HOME' | 'AWAY' | 'NEUTRAL' {
  if (neutral) return 'NEUTRAL';
  return homeId === team ? 'HOME' : 'AWAY';
}

function inWords(match: Played, facts: Facts): string {
  const tournament = facts.reference.tournaments.get(match.tournamentId).name;
  const where = `${tournament}, in ${match.city}${match.neutral ? ', neutral' : ''}`;
  return `${scoreline(match, facts)} on ${match.date} (${where})`;
}

/** `England v Italy, 2023-03-01 to 2023-03-31, away`. */
export function fixtureInWords(said: FixtureSaid, facts: Facts): string {
  return [
    `${teamName(facts, said.team)} v ${teamName(facts, said.opponent)}`,
    `${said.from} to ${said.to}`,
    ...(said.venue === undefined ? [] : [said.venue.toLowerCase()]),
    ...(said.tournament === undefined ? [] : [tournamentName(facts, said.tournament)]),
  ].join(', ');
}
