import { buildScope, type Scope } from '../analysis/scope.js';
import { type ClaimFields, HEAD_TO_HEAD_COUNTS } from '../record/claim-input.js';
import { isClosedCompetition } from '../statistics/closed-competitions.js';
import { withReason } from '../statistics/coverage.js';
import { pluralize } from '../text/plural.js';
import { type ClaimFacts, findTeam, findTournament } from './claim-facts.js';
import { isPlayed, matchEvidence, type PlayedMatch } from './match.js';
import {
  buildResult,
  type CheckResult,
  isCheckResult,
  notInRecord,
  type VerdictKind,
} from './verdict.js';

type CountedField = (typeof HEAD_TO_HEAD_COUNTS)[number];
type Tally = Record<CountedField, number>;
type HeadToHeadClaim = ClaimFields<'headToHead'>;

/** Friendlies that a source may omit; share of matches, at least one. */
const MAX_OMITTED_FRIENDLIES = { count: 3, ratio: 0.1 };

/** CONTRADICTED in COMPLETE scope, below closed competitions or by arithmetic; DISPUTED in LISTED scope (rule 19). */
export function checkHeadToHead(
  fields: HeadToHeadClaim,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const team = findTeam(facts, fields.team);
  if (isCheckResult(team)) return team;
  const opponent = findTeam(facts, fields.opponent);
  if (isCheckResult(opponent)) return opponent;
  const tournament =
    fields.tournament === undefined ? null : findTournament(facts, fields.tournament);
  if (tournament && isCheckResult(tournament)) return tournament;
  const meetings = facts.meetings
    .filter(isPlayed)
    .filter(
      ({ homeId, awayId, date, tournamentId }) =>
        [homeId, awayId].includes(team.id) &&
        [homeId, awayId].includes(opponent.id) &&
        (asOf === null || date <= asOf) &&
        (tournament === null || tournamentId === tournament.id),
    );
  const scope = buildScope(
    facts.reference,
    { team: fields.team, opponent: fields.opponent, tournament: fields.tournament },
    asOf,
  );
  return checkArithmetic(fields) ?? judgeHeadToHead(fields, team.id, meetings, scope, facts);
}

/** Null if the numbers add up. */
function checkArithmetic({ played, won, drawn, lost }: HeadToHeadClaim): CheckResult | null {
  if (played === undefined) return null;
  const parts = [won, drawn, lost].filter((count) => count !== undefined);
  const sum = parts.reduce((total, count) => total + count, 0);
  const isWrong = parts.length === 3 ? sum !== played : sum > played;
  return isWrong
    ? buildResult('CONTRADICTED', null, `${parts.join(' + ')} are ${sum}, not ${played}.`)
    : null;
}

function judgeHeadToHead(
  fields: HeadToHeadClaim,
  team: number,
  meetings: readonly PlayedMatch[],
  scope: Scope,
  { reference }: ClaimFacts,
): CheckResult {
  const all = tallyOf(meetings, team);
  const found = formatHeadToHead(all);
  const claims = claimedCounts(fields);
  const resultOf = (kind: VerdictKind, why: string) =>
    buildResult(kind, found, why, meetings.slice(-1).map(matchEvidence));
  if (meetings.length === 0 && scope.completeness === 'PARTIAL') {
    return notInRecord(withReason('The record has no meeting of the two by that day', scope));
  }
  if (agrees(claims, all)) {
    const kind = scope.completeness === 'PARTIAL' ? 'CONSISTENT' : 'CONFIRMED';
    return resultOf(kind, withReason(`The record has ${found}`, scope));
  }
  if (scope.completeness === 'COMPLETE')
    return resultOf('CONTRADICTED', withReason(`The record has ${found}`, scope));
  const tournamentOf = ({ tournamentId }: PlayedMatch) =>
    reference.tournaments.get(tournamentId).name;
  const closed = tallyOf(
    meetings.filter((match) => isClosedCompetition(tournamentOf(match))),
    team,
  );
  const below = claims.find(([name, claimed]) => claimed < closed[name]);
  if (below) {
    const [name] = below;
    const why = `In closed competitions alone the record has ${FIELD_NAMES[name]} ${closed[name]}.`;
    return resultOf('CONTRADICTED', why);
  }
  const friendlies = meetings.filter((match) => tournamentOf(match) === 'Friendly');
  const agreesWithout = (omitted: readonly PlayedMatch[]) => {
    const counted = meetings.filter((match) => !omitted.includes(match));
    return agrees(claims, tallyOf(counted, team));
  };
  const omitted = countOmittedFriendlies(friendlies, meetings.length, agreesWithout);
  if (omitted > 0) {
    const why = `The record has ${found}; the claim leaves out ${pluralize(omitted, 'friendly', 'friendlies')}, and sources differ on which count.`;
    return resultOf('CONSISTENT', why);
  }
  if (scope.completeness === 'PARTIAL' && claims.every(([name, claimed]) => claimed >= all[name])) {
    return resultOf('NOT_IN_RECORD', withReason(`The record has at least ${found}`, scope));
  }
  const differences = describeDifferences(claims, all);
  const why = `Claimed are ${differences} than the record has: ${found}, ${scope.because}.`;
  return resultOf('DISPUTED', why);
}

type ClaimedCounts = readonly (readonly [CountedField, number])[];

const claimedCounts = (fields: HeadToHeadClaim): ClaimedCounts =>
  HEAD_TO_HEAD_COUNTS.flatMap((name) =>
    fields[name] === undefined ? [] : [[name, fields[name]] as const],
  );

const agrees = (claims: ClaimedCounts, tally: Tally) =>
  claims.every(([name, claimed]) => claimed === tally[name]);

/** The fewest that make the claim agree, else 0. */
function countOmittedFriendlies(
  friendlies: readonly PlayedMatch[],
  played: number,
  agreesWithout: (omitted: readonly PlayedMatch[]) => boolean,
): number {
  const most = Math.min(
    MAX_OMITTED_FRIENDLIES.count,
    Math.max(1, Math.floor(played * MAX_OMITTED_FRIENDLIES.ratio)),
  );
  let sets: PlayedMatch[][] = [[]];
  for (let size = 1; size <= most; size += 1) {
    sets = sets.flatMap((set) => {
      const last = set.at(-1);
      const next = last === undefined ? 0 : friendlies.indexOf(last) + 1;
      return friendlies.slice(next).map((match) => [...set, match]);
    });
    if (sets.some(agreesWithout)) return size;
  }
  return 0;
}

const COUNT_NOUNS: Record<CountedField, string> = {
  played: 'meetings',
  won: 'wins',
  drawn: 'draws',
  lost: 'defeats',
  goalsFor: 'goals for',
  goalsAgainst: 'goals against',
};

/** `2 more defeats, 1 fewer draws`. */
function describeDifferences(claims: ClaimedCounts, tally: Tally): string {
  return claims
    .filter(([name, claimed]) => claimed !== tally[name])
    .map(([name, claimed]) => {
      const difference = claimed - tally[name];
      return `${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'} ${COUNT_NOUNS[name]}`;
    })
    .join(', ');
}

const FIELD_NAMES: Record<CountedField, string> = {
  played: 'played',
  won: 'won',
  drawn: 'drawn',
  lost: 'lost',
  goalsFor: 'goals for',
  goalsAgainst: 'goals against',
};

function tallyOf(matches: readonly PlayedMatch[], team: number): Tally {
  const tally = { played: 0, won: 0, drawn: 0, lost: 0, goalsFor: 0, goalsAgainst: 0 };
  for (const { homeId, homeScore, awayScore } of matches) {
    const [goals, against] = homeId === team ? [homeScore, awayScore] : [awayScore, homeScore];
    tally.played += 1;
    tally.goalsFor += goals;
    tally.goalsAgainst += against;
    tally[goals > against ? 'won' : goals < against ? 'lost' : 'drawn'] += 1;
  }
  return tally;
}

/** `played 34, won 17`. */
export function formatHeadToHead(counts: { [Field in CountedField]?: number | undefined }): string {
  return HEAD_TO_HEAD_COUNTS.filter((name) => counts[name] !== undefined)
    .map((name) => `${FIELD_NAMES[name]} ${counts[name]}`)
    .join(', ');
}
