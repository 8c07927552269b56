/** Records of teams and of two teams' meetings, with how complete they are said beside them. */
import type { MatchFilter } from '../record/filters.js';
import type { RecordRows, TallyRow } from '../record/records.js';
import type { Reference, TeamRow } from '../record/reference.js';
import { withReason } from '../statistics/coverage.js';
import { standing } from '../statistics/tally.js';
import { counted } from '../statistics/words.js';
import { completenessIn, lackingIn, type Scope, scopeOf } from './scope.js';

export type TeamRecordOf = ReturnType<typeof teamRecord>;
export type MeetingRecordOf = ReturnType<typeof meetingRecord>;

/** A team's record under a filter as of a day; null for the whole record. */
export function teamRecord(
  reference: Reference,
  filter: MatchFilter,
  asOf: string | null,
  rows: RecordRows,
) {
  const sum = standing(rows.byVenue);
  return {
    ...rows,
    ...sum,
    ...completeness(sum.played, scopeOfRows(reference, filter, asOf, rows)),
    firstMatch: rows.firstMatch ?? null,
    lastMatch: rows.lastMatch ?? null,
  };
}

/** The meetings of two teams as of a day; null for the whole record. The filter names both. */
export function meetingRecord(
  reference: Reference,
  team: TeamRow,
  opponent: TeamRow,
  meetings: MatchFilter,
  asOf: string | null,
  rows: RecordRows,
) {
  const sum = standing(rows.byVenue);
  return {
    team,
    opponent,
    meetings: asOf === null ? meetings : { ...meetings, to: earlier(meetings.to, asOf) },
    ...sum,
    ...completeness(sum.played, scopeOfRows(reference, meetings, asOf, rows)),
    firstMatch: rows.firstMatch ?? null,
    lastMatch: rows.lastMatch ?? null,
  };
}

/** The same by ground; a ground on which nothing was played is a row of zeros. */
export function recordByVenue(byVenue: readonly TallyRow[]) {
  const on = (venue: TallyRow['venue']) => standing(byVenue.filter((row) => row.venue === venue));
  return { home: on('HOME'), away: on('AWAY'), neutral: on('NEUTRAL') };
}

function scopeOfRows(
  reference: Reference,
  filter: MatchFilter,
  asOf: string | null,
  { unstaged = 0 }: RecordRows,
): Scope {
  return lackingIn(scopeOf(reference, filter, asOf), unstaged, 'stage');
}

function completeness(played: number, scope: Scope) {
  const sum = `${counted(played, 'played match', 'played matches')} counted`;
  return { completeness: completenessIn(scope, played), explanation: withReason(sum, scope) };
}

const earlier = (one: string | null | undefined, other: string) =>
  one != null && one < other ? one : other;
