/** Records of teams and of two teams' meetings, with how complete they are said beside them. */
import type { MatchFilter } from '../record/query/match-filter.js';
import type { RecordRows, TallyRow } from '../record/records.js';
import type { ReferenceData, TeamRow } from '../record/reference.js';
import { withReason } from '../statistics/coverage.js';
import { sumTallies } from '../statistics/tally.js';
import { pluralize } from '../text/plural.js';
import { buildScope, completenessIn, earliestDay, type Scope, withMissing } from './scope.js';

export type TeamRecord = ReturnType<typeof buildTeamRecord>;
export type HeadToHeadRecord = ReturnType<typeof buildHeadToHead>;

/** A team's record under a filter as of a day; null for the whole record. */
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

/** The meetings of two teams as of a day; null for the whole record. The filter names both. */
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

/** The same by ground; a ground on which nothing was played is a row of zeros. */
export function groupByVenue(byVenue: readonly TallyRow[]) {
  const on = (venue: TallyRow['venue']) => sumTallies(byVenue.filter((row) => row.venue === venue));
  return { home: on('HOME'), away: on('AWAY'), neutral: on('NEUTRAL') };
}

function scopeOfRows(
  reference: ReferenceData,
  filter: MatchFilter,
  asOf: string | null,
  { unstaged = 0 }: RecordRows,
): Scope {
  return withMissing(buildScope(reference, filter, asOf), unstaged, 'stage');
}

function completeness(played: number, scope: Scope) {
  const sum = `${pluralize(played, 'played match', 'played matches')} counted`;
  return { completeness: completenessIn(scope, played), explanation: withReason(sum, scope) };
}
