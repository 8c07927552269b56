/** A match that is to be played between two days. */
import { dayOf, scopeOf } from '../analysis/scope.js';
import type { Said } from '../record/claim-input.js';
import type { MatchRow } from '../record/matches.js';
import { withReason } from '../statistics/coverage.js';
import { dayAfter, within } from '../statistics/days.js';
import { type Facts, findTeam, findTournament, teamName, tournamentName } from './facts.js';
import { isPlayed, matchAs, type Played, scoreline } from './match.js';
import { type Answer, answer, isAnswer, silent } from './verdict.js';

type FixtureSaid = Said<'fixture'>;

/**
 * Found, it is confirmed. Not found, it is wrong only in a tournament of which the record is shown to have every match of those
 * days: a dataset may miss any other. The record has the day at the ground: elsewhere it may have been the day before or after.
 */
export function checkFixture(said: FixtureSaid, asOf: string | null, facts: Facts): Answer {
  const { reference } = facts;
  const team = findTeam(facts, said.team);
  if (isAnswer(team)) return team;
  const opponent = findTeam(facts, said.opponent);
  if (isAnswer(opponent)) return opponent;
  const tournament = said.tournament === undefined ? null : findTournament(facts, said.tournament);
  if (tournament && isAnswer(tournament)) return tournament;
  const day = dayOf(reference, asOf);
  const around = meetingsAround(said, team.id, opponent.id, facts).filter(
    ({ date }) => date <= day,
  );
  const isClaimed = (match: Played) => isAsClaimed(match, said, team.id, facts);
  const meetings = around.filter(({ date }) => within(date, said));
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
  return withoutMatch(said, meetings, asOf, facts);
}

/** No such match is on record: another one of those days may be, in a tournament or on a ground that sources name otherwise. */
function withoutMatch(
  said: FixtureSaid,
  meetings: readonly Played[],
  asOf: string | null,
  facts: Facts,
): Answer {
  const { team, opponent, tournament, from, to } = said;
  const scope = scopeOf(facts.reference, { team, opponent, tournament, from, to }, asOf);
  const [other] = meetings;
  if (other) {
    const words = inWords(other, facts);
    return answer('DISPUTED', words, `The record has ${words} instead.`, meetings.map(matchAs));
  }
  const days = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const none = `no match between ${teamName(facts, team)} and ${teamName(facts, opponent)} ${days}`;
  return scope.completeness === 'COMPLETE'
    ? answer('CONTRADICTED', 'no such match', withReason(`The record has ${none}`, scope))
    : silent(withReason(`The record has ${none}`, scope));
}

/** The meetings of the two teams in the days that are claimed, and on the days next to them. */
function meetingsAround(
  { from, to }: FixtureSaid,
  team: number,
  opponent: number,
  facts: Facts,
): Played[] {
  return facts.meetings
    .filter(isPlayed)
    .filter(
      ({ homeId, awayId, date }) =>
        [homeId, awayId].includes(team) &&
        [homeId, awayId].includes(opponent) &&
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
