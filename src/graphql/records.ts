/** Records of teams, with what is missing said beside them. */
import type { MatchFilter } from '../record/filters.js';
import type { RecordRows, TallyRow } from '../record/records.js';
import { holdingsOf, type Reference, type TeamRow } from '../record/reference.js';
import type { Completeness } from '../statistics/coverage.js';
import { ALWAYS, FIRST_MATCH, holds, type Span } from '../statistics/days.js';
import { standing } from '../statistics/tally.js';
import { counted } from '../statistics/words.js';

export type TeamRecordOf = ReturnType<typeof teamRecord>;
export type MeetingRecordOf = ReturnType<typeof meetingRecord>;

/** A team's record as of a day. */
export function teamRecord(
  reference: Reference,
  team: TeamRow,
  asOf: string | null,
  rows: RecordRows,
) {
  const whole = holdsAll(reference, team, asOf);
  const sum = standing(rows.byVenue);
  return {
    ...rows,
    ...sum,
    ...completeness(sum.played, whole, `every match of ${team.name}`),
    firstMatch: rows.firstMatch ?? null,
    lastMatch: rows.lastMatch ?? null,
  };
}

/** The meetings of two teams as of a day. It is enough that the record holds every match of one of them. */
export function meetingRecord(
  reference: Reference,
  team: TeamRow,
  opponent: TeamRow,
  meetings: MatchFilter,
  asOf: string | null,
  rows: RecordRows,
) {
  const whole = holdsAll(reference, team, asOf) || holdsAll(reference, opponent, asOf);
  const sum = standing(rows.byVenue);
  return {
    team,
    opponent,
    meetings: asOf === null ? meetings : { ...meetings, to: earlier(meetings.to, asOf) },
    ...sum,
    ...completeness(sum.played, whole, `every meeting of ${team.name} and ${opponent.name}`),
    firstMatch: rows.firstMatch ?? null,
    lastMatch: rows.lastMatch ?? null,
  };
}

/** The same by ground; a ground on which nothing was played is a row of zeros. */
export function recordByVenue(byVenue: readonly TallyRow[]) {
  const on = (venue: TallyRow['venue']) => standing(byVenue.filter((row) => row.venue === venue));
  return { home: on('HOME'), away: on('AWAY'), neutral: on('NEUTRAL') };
}

/** The days in which the record has every match of a team. After the last match of the whole record its last state holds. */
export function heldDays(reference: Reference, team: TeamRow): Span[] {
  return holdingsOf(reference, team).map(({ teamId, from, to }) => ({
    from,
    to: teamId === null ? ALWAYS : to,
  }));
}

/** Whether the record has every match of a team up to a day. */
function holdsAll(reference: Reference, team: TeamRow, asOf: string | null): boolean {
  return holds(heldDays(reference, team), FIRST_MATCH, asOf ?? ALWAYS);
}

function completeness(
  played: number,
  whole: boolean,
  matches: string,
): { completeness: Completeness; explanation: string } {
  const sum = `${counted(played, 'played match', 'played matches')} counted`;
  if (whole) {
    return {
      completeness: 'COMPLETE',
      explanation: `${sum}; the record holds ${matches} by that day.`,
    };
  }
  return {
    completeness: played === 0 ? 'NONE' : 'PARTIAL',
    explanation: `${sum}; the record does not hold ${matches} by that day, so there may be more.`,
  };
}

const earlier = (one: string | null | undefined, other: string) =>
  one != null && one < other ? one : other;
