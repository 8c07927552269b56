/** How the meetings of two teams ended. */
import { buildScope, type Scope } from '../analysis/scope.js';
import { type ClaimFields, HEAD_TO_HEAD_COUNTS } from '../record/claim-input.js';
import { isClosedCompetition } from '../statistics/closed-competitions.js';
import { withReason } from '../statistics/coverage.js';
import { pluralize } from '../text/plural.js';
import { type ClaimFacts, findTeam, findTournament } from './claim-facts.js';
import { isPlayed, matchEvidence, type PlayedMatch } from './match.js';
import { buildResult, type CheckResult, isAnswer, notInRecord } from './verdict.js';

type CountedField = (typeof HEAD_TO_HEAD_COUNTS)[number];
type Tally = Record<CountedField, number>;
type HeadToHeadClaim = ClaimFields<'headToHead'>;

/** So many friendlies, and no more than this share of the meetings but one, may be left out by a source that recognises fewer. */
const UNRECOGNISED = { most: 3, share: 0.1 };

/**
 * Equal numbers are confirmed. Others are wrong where the record is shown to have every meeting, where they fall below what
 * closed competitions on record prove, and where they do not add up; by a dataset's list alone they are disputed.
 */
export function checkHeadToHead(
  fields: HeadToHeadClaim,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const team = findTeam(facts, fields.team);
  if (isAnswer(team)) return team;
  const opponent = findTeam(facts, fields.opponent);
  if (isAnswer(opponent)) return opponent;
  const tournament =
    fields.tournament === undefined ? null : findTournament(facts, fields.tournament);
  if (tournament && isAnswer(tournament)) return tournament;
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
  return arithmetic(fields) ?? judge(fields, team.id, meetings, scope, facts);
}

/** Numbers that cannot all be right, whatever was played; null where they can. */
function arithmetic({ played, won, drawn, lost }: HeadToHeadClaim): CheckResult | null {
  if (played === undefined) return null;
  const parts = [won, drawn, lost].filter((count) => count !== undefined);
  const sum = parts.reduce((total, count) => total + count, 0);
  const isWrong = parts.length === 3 ? sum !== played : sum > played;
  return isWrong
    ? buildResult('CONTRADICTED', null, `${parts.join(' + ')} are ${sum}, not ${played}.`)
    : null;
}

function judge(
  fields: HeadToHeadClaim,
  team: number,
  meetings: readonly PlayedMatch[],
  scope: Scope,
  { reference }: ClaimFacts,
): CheckResult {
  const nameOf = ({ tournamentId }: PlayedMatch) => reference.tournaments.get(tournamentId).name;
  const all = tallyOf(meetings, team);
  const evidence = meetings.slice(-1).map(matchEvidence);
  const found = HEAD_TO_HEAD_COUNTS.map((name) => `${FIELD_NAMES[name]} ${all[name]}`).join(', ');
  const claims = HEAD_TO_HEAD_COUNTS.flatMap((name) =>
    fields[name] === undefined ? [] : [[name, fields[name]] as const],
  );
  const agrees = (tally: Tally) => claims.every(([name, claimed]) => claimed === tally[name]);
  const resultOf = (kind: CheckResult['kind'], why: string) =>
    buildResult(kind, found, why, evidence);
  if (meetings.length === 0 && scope.completeness === 'PARTIAL') {
    return notInRecord(withReason('The record has no meeting of the two by that day', scope));
  }
  if (agrees(all)) {
    const kind = scope.completeness === 'PARTIAL' ? 'CONSISTENT' : 'CONFIRMED';
    return resultOf(kind, withReason(`The record has ${found}`, scope));
  }
  if (scope.completeness === 'COMPLETE')
    return resultOf('CONTRADICTED', withReason(`The record has ${found}`, scope));
  const closed = tallyOf(
    meetings.filter((match) => isClosedCompetition(nameOf(match))),
    team,
  );
  const below = claims.find(([name, claimed]) => claimed < closed[name]);
  if (below) {
    const [name] = below;
    return resultOf(
      'CONTRADICTED',
      `In closed competitions alone the record has ${FIELD_NAMES[name]} ${closed[name]}.`,
    );
  }
  const left = unrecognised(
    meetings.filter((match) => nameOf(match) === 'Friendly'),
    meetings.length,
    (some) =>
      agrees(
        tallyOf(
          meetings.filter((match) => !some.includes(match)),
          team,
        ),
      ),
  );
  if (left > 0) {
    const friendlies = pluralize(left, 'friendly', 'friendlies');
    return resultOf(
      'CONSISTENT',
      `The record has ${found}; the claim leaves out ${friendlies}, and sources differ on which count.`,
    );
  }
  const differences = claims
    .filter(([name, claimed]) => claimed !== all[name])
    .map(([name, claimed]) => differenceInWords(name, claimed - all[name]));
  const isMore = claims.every(([name, claimed]) => claimed >= all[name]);
  if (scope.completeness === 'PARTIAL' && isMore) {
    return { ...resultOf('NOT_IN_RECORD', withReason(`The record has at least ${found}`, scope)) };
  }
  return resultOf(
    'DISPUTED',
    `Claimed are ${differences.join(', ')} than the record has: ${found}, ${scope.because}.`,
  );
}

/** The fewest friendlies without which a claim agrees, as many as may be left out; 0 where there are none such. */
function unrecognised(
  friendlies: readonly PlayedMatch[],
  played: number,
  agreesWithout: (some: readonly PlayedMatch[]) => boolean,
): number {
  const most = Math.min(UNRECOGNISED.most, Math.max(1, Math.floor(played * UNRECOGNISED.share)));
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

const COUNTED: Record<CountedField, string> = {
  played: 'meetings',
  won: 'wins',
  drawn: 'draws',
  lost: 'defeats',
  goalsFor: 'goals for',
  goalsAgainst: 'goals against',
};

/** `2 more defeats`. */
function differenceInWords(name: CountedField, difference: number): string {
  return `${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'} ${COUNTED[name]}`;
}

const FIELD_NAMES: Record<CountedField, string> = {
  played: 'played',
  won: 'won',
  drawn: 'drawn',
  lost: 'lost',
  goalsFor: 'goals for',
  goalsAgainst: 'goals against',
};

/** Won, drawn, lost and goals of a team over some matches. */
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
export function formatHeadToHead(fields: HeadToHeadClaim): string {
  return HEAD_TO_HEAD_COUNTS.filter((name) => fields[name] !== undefined)
    .map((name) => `${FIELD_NAMES[name]} ${fields[name]}`)
    .join(', ');
}
