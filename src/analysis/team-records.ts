import type { MatchFilter } from '../record/query/match-filter.js';
import type { OpponentRow, RecordRows, TallyRow } from '../record/records.js';
import type { ReferenceData, TeamRow } from '../record/reference.js';
import { withReason } from '../statistics/coverage.js';
import { sumTallies } from '../statistics/tally.js';
import { pluralize } from '../text/plural.js';
import { buildScope, completenessIn, earliestDay, type Scope, withMissing } from './scope.js';

export type TeamRecord = ReturnType<typeof buildTeamRecord>;
export type OpponentRecord = ReturnType<typeof buildOpponentRecords>[number];
export type HeadToHeadRecord = ReturnType<typeof buildHeadToHead>;

export function buildTeamRecord(
  reference: ReferenceData,
  filter: MatchFilter,
  asOf: string | null,
  rows: RecordRows,
) {
  const sum = sumTallies(rows.byVenue);
  return {
    ...rows,
    ...sum,
    ...completeness(sum.played, scopeOfRows(reference, filter, asOf, rows)),
    firstMatch: rows.firstMatch ?? null,
    lastMatch: rows.lastMatch ?? null,
  };
}

/** The filter names both teams. */
export function buildHeadToHead(
  reference: ReferenceData,
  team: TeamRow,
  opponent: TeamRow,
  meetings: MatchFilter,
  asOf: string | null,
  rows: RecordRows,
) {
  const sum = sumTallies(rows.byVenue);
  return {
    team,
    opponent,
    meetings: asOf === null ? meetings : { ...meetings, to: earliestDay(meetings.to, asOf) },
    ...sum,
    ...completeness(sum.played, scopeOfRows(reference, meetings, asOf, rows)),
    firstMatch: rows.firstMatch ?? null,
    lastMatch: rows.lastMatch ?? null,
  };
}

export type OpponentOrder = 'PLAYED_DESC' | 'LAST_MATCH_DESC' | 'NAME_ASC';

/** Negative if the first comes first. */
const OPPONENT_ORDERS: Record<OpponentOrder, (one: OpponentRow, other: OpponentRow) => number> = {
  PLAYED_DESC: (one, other) => other.played - one.played,
  LAST_MATCH_DESC: (one, other) => compareTexts(other.lastDate, one.lastDate),
  NAME_ASC: () => 0,
};

/** Ties by slug. */
export function buildOpponentRecords(
  reference: ReferenceData,
  team: TeamRow,
  asOf: string | null,
  order: OpponentOrder,
  rows: readonly OpponentRow[],
) {
  const slugOf = ({ opponentId }: OpponentRow) => reference.teams.get(opponentId).slug;
  return rows
    .toSorted(
      (one, other) =>
        OPPONENT_ORDERS[order](one, other) || compareTexts(slugOf(one), slugOf(other)),
    )
    .map((row) => {
      const { opponentId, firstMatchId, lastMatchId } = row;
      const opponent = reference.teams.get(opponentId);
      const scope = buildScope(reference, { team: team.slug, opponent: opponent.slug }, asOf);
      return {
        opponent,
        firstMatchId,
        lastMatchId,
        ...sumTallies([row]),
        ...completeness(row.played, scope),
      };
    });
}

const compareTexts = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Zeros without a match. */
export function groupByVenue(byVenue: readonly TallyRow[]) {
  const on = (venue: TallyRow['venue']) => sumTallies(byVenue.filter((row) => row.venue === venue));
  return { home: on('HOME'), away: on('AWAY'), neutral: on('NEUTRAL') };
}

function scopeOfRows(
  reference: ReferenceData,
  filter: MatchFilter,
  asOf: string | null,
  { lacking }: RecordRows,
): Scope {
  const scope = buildScope(reference, filter, asOf);
  return lacking ? withMissing(scope, lacking.matches, lacking.fields) : scope;
}

function completeness(played: number, scope: Scope) {
  const sum = `${pluralize(played, 'played match', 'played matches')} counted`;
  return { completeness: completenessIn(scope, played), explanation: withReason(sum, scope) };
}
