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
import { buildResult, type CheckResult, isCheckResult, notInRecord } from './verdict.js';

type FixtureClaim = ClaimFields<'fixture'>;

/** CONTRADICTED only in COMPLETE scope. Days are local: one day off is CONSISTENT. */
export function checkFixture(
  fields: FixtureClaim,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const { reference } = facts;
  const team = findTeam(facts, fields.team);
  if (isCheckResult(team)) return team;
  const opponent = findTeam(facts, fields.opponent);
  if (isCheckResult(opponent)) return opponent;
  const tournament =
    fields.tournament === undefined ? null : findTournament(facts, fields.tournament);
  if (tournament && isCheckResult(tournament)) return tournament;
  const day = dayOf(reference, asOf);
  const around = meetingsNear(fields, team.id, opponent.id, facts).filter(
    ({ date }) => date <= day,
  );
  const isClaimed = (match: PlayedMatch) => matchesClaim(match, fields, team.id, facts);
  const meetings = around.filter(({ date }) => isWithin(date, fields));
  const found = meetings.find(isClaimed);
  if (found) {
    const words = formatPlayedMatch(found, facts);
    return buildResult('CONFIRMED', words, `They played: ${words}.`, [matchEvidence(found)]);
  }
  if (fields.to > day) {
    return buildResult('NOT_YET', null, `The days until ${fields.to} are not over by ${day}.`);
  }
  const near = around.find(isClaimed);
  if (near) {
    const words = formatPlayedMatch(near, facts);
    const why = `They played a day away, by the day at the ground: ${words}.`;
    return buildResult('CONSISTENT', words, why, [matchEvidence(near)]);
  }
  return judgeMissingMatch(fields, meetings, asOf, facts);
}

/** DISPUTED: sources name tournaments and grounds differently. */
function judgeMissingMatch(
  fields: FixtureClaim,
  meetings: readonly PlayedMatch[],
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const { team, opponent, tournament, from, to } = fields;
  const scope = buildScope(facts.reference, { team, opponent, tournament, from, to }, asOf);
  const [other] = meetings;
  if (other) {
    const words = formatPlayedMatch(other, facts);
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

/** And one day either side. */
function meetingsNear(
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

function formatPlayedMatch(match: PlayedMatch, facts: ClaimFacts): string {
  const tournament = facts.reference.tournaments.get(match.tournamentId).name;
  const where = `${tournament}, in ${match.city}${match.neutral ? ', neutral' : ''}`;
  return `${formatScore(match, facts)} on ${match.date} (${where})`;
}

/** `England v Italy, 2023-03-01 to 2023-03-31, away`. */
export function formatFixture(fields: FixtureClaim, facts: ClaimFacts): string {
  return [
    `${teamName(facts, fields.team)} v ${teamName(facts, fields.opponent)}`,
    `${fields.from} to ${fields.to}`,
    ...(fields.venue === undefined ? [] : [fields.venue.toLowerCase()]),
    ...(fields.tournament === undefined ? [] : [tournamentName(facts, fields.tournament)]),
  ].join(', ');
}
