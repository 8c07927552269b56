/** A match that is to be played between two days. */
import { buildScope, dayOf } from '../analysis/scope.js';
import type { ClaimFields } from '../record/claim-input.js';
import type { MatchRow } from '../record/matches.js';
import { withReason } from '../statistics/coverage.js';
import { isWithin, nextDay } from '../statistics/days.js';
import {
  type ClaimFacts,
  findTeam,
  findTournament,
  teamName,
  tournamentName,
} from './claim-facts.js';
import { formatScore, isPlayed, matchEvidence, type PlayedMatch } from './match.js';
import { buildResult, type CheckResult, isAnswer, notInRecord } from './verdict.js';

type FixtureClaim = ClaimFields<'fixture'>;

/**
 * Found, it is confirmed. Not found, it is wrong only in a tournament of which the record is shown to have every match of those
 * days: a dataset may miss any other. The record has the day at the ground: elsewhere it may have been the day before or after.
 */
export function checkFixture(
  fields: FixtureClaim,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const { reference } = facts;
  const team = findTeam(facts, fields.team);
  if (isAnswer(team)) return team;
  const opponent = findTeam(facts, fields.opponent);
  if (isAnswer(opponent)) return opponent;
  const tournament =
    fields.tournament === undefined ? null : findTournament(facts, fields.tournament);
  if (tournament && isAnswer(tournament)) return tournament;
  const day = dayOf(reference, asOf);
  const around = meetingsAround(fields, team.id, opponent.id, facts).filter(
    ({ date }) => date <= day,
  );
  const isClaimed = (match: PlayedMatch) => matchesClaim(match, fields, team.id, facts);
  const meetings = around.filter(({ date }) => isWithin(date, fields));
  const found = meetings.find(isClaimed);
  if (found) {
    const words = inWords(found, facts);
    return buildResult('CONFIRMED', words, `They played: ${words}.`, [matchEvidence(found)]);
  }
  if (fields.to > day) {
    return buildResult('NOT_YET', null, `The days until ${fields.to} are not over by ${day}.`);
  }
  const near = around.find(isClaimed);
  if (near) {
    const words = inWords(near, facts);
    const why = `They played a day away, by the day at the ground: ${words}.`;
    return buildResult('CONSISTENT', words, why, [matchEvidence(near)]);
  }
  return withoutMatch(fields, meetings, asOf, facts);
}

/** No such match is on record: another one of those days may be, in a tournament or on a ground that sources name otherwise. */
function withoutMatch(
  fields: FixtureClaim,
  meetings: readonly PlayedMatch[],
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const { team, opponent, tournament, from, to } = fields;
  const scope = buildScope(facts.reference, { team, opponent, tournament, from, to }, asOf);
  const [other] = meetings;
  if (other) {
    const words = inWords(other, facts);
    return buildResult(
      'DISPUTED',
      words,
      `The record has ${words} instead.`,
      meetings.map(matchEvidence),
    );
  }
  const days = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const none = `no match between ${teamName(facts, team)} and ${teamName(facts, opponent)} ${days}`;
  return scope.completeness === 'COMPLETE'
    ? buildResult('CONTRADICTED', 'no such match', withReason(`The record has ${none}`, scope))
    : notInRecord(withReason(`The record has ${none}`, scope));
}

/** The meetings of the two teams in the days that are claimed, and on the days next to them. */
function meetingsAround(
  { from, to }: FixtureClaim,
  team: number,
  opponent: number,
  facts: ClaimFacts,
): PlayedMatch[] {
  return facts.meetings
    .filter(isPlayed)
    .filter(
      ({ homeId, awayId, date }) =>
        [homeId, awayId].includes(team) &&
        [homeId, awayId].includes(opponent) &&
        nextDay(date) >= from &&
        date <= nextDay(to),
    );
}

function matchesClaim(
  match: MatchRow,
  { tournament, venue }: FixtureClaim,
  team: number,
  { reference }: ClaimFacts,
): boolean {
  const isThere =
    tournament === undefined || reference.tournaments.get(match.tournamentId).slug === tournament;
  return isThere && (venue === undefined || venueOf(match, team) === venue);
}

function venueOf({ neutral, homeId }: MatchRow, team: number): 'HOME' | 'AWAY' | 'NEUTRAL' {
  if (neutral) return 'NEUTRAL';
  return homeId === team ? 'HOME' : 'AWAY';
}

function inWords(match: PlayedMatch, facts: ClaimFacts): string {
  const tournament = facts.reference.tournaments.get(match.tournamentId).name;
  const where = `${tournament}, in ${match.city}${match.neutral ? ', neutral' : ''}`;
  return `${formatScore(match, facts)} on ${match.date} (${where})`;
}

/** `England v Italy, 2023-03-01 to 2023-03-31, away`. */
export function fixtureInWords(fields: FixtureClaim, facts: ClaimFacts): string {
  return [
    `${teamName(facts, fields.team)} v ${teamName(facts, fields.opponent)}`,
    `${fields.from} to ${fields.to}`,
    ...(fields.venue === undefined ? [] : [fields.venue.toLowerCase()]),
    ...(fields.tournament === undefined ? [] : [tournamentName(facts, fields.tournament)]),
  ].join(', ');
}
