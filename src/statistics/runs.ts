import { coversRange, type DayRange } from './days.js';

export interface MatchResult {
  date: string;
  goalsFor: number;
  goalsAgainst: number;
}

/** Indexes, both included. */
export interface Run {
  first: number;
  last: number;
  length: number;
  /** Null if later matches may be missing. */
  ongoing: boolean | null;
}

export type RunKind = 'WINNING' | 'UNBEATEN' | 'WINLESS' | 'LOSING' | 'SCORING' | 'CLEAN_SHEETS';

const RUN_CONDITIONS: Record<RunKind, (result: MatchResult) => boolean> = {
  WINNING: ({ goalsFor, goalsAgainst }) => goalsFor > goalsAgainst,
  UNBEATEN: ({ goalsFor, goalsAgainst }) => goalsFor >= goalsAgainst,
  WINLESS: ({ goalsFor, goalsAgainst }) => goalsFor <= goalsAgainst,
  LOSING: ({ goalsFor, goalsAgainst }) => goalsFor < goalsAgainst,
  SCORING: ({ goalsFor }) => goalsFor > 0,
  CLEAN_SHEETS: ({ goalsAgainst }) => goalsAgainst === 0,
};

export const RUN_KINDS = Object.keys(RUN_CONDITIONS) as RunKind[];

/** Longest, then earliest; never across a gap in the listed days. */
export function findRuns(
  results: readonly MatchResult[],
  kind: RunKind,
  listed: readonly DayRange[],
  asOf: string,
): Run[] {
  const found: Run[] = [];
  results.forEach((result, place) => {
    if (!RUN_CONDITIONS[kind](result)) return;
    const before = results[place - 1];
    const run = found.at(-1);
    if (run?.last === place - 1 && before && coversRange(listed, before.date, result.date)) {
      run.last = place;
      run.length += 1;
    } else {
      found.push({ first: place, last: place, length: 1, ongoing: false });
    }
  });
  const end = found.at(-1);
  const last = results.at(-1);
  if (end && last && end.last === results.length - 1) {
    end.ongoing = coversRange(listed, last.date, asOf) || null;
  }
  return found.sort((one, other) => other.length - one.length || one.first - other.first);
}

/** First n rows and ties of the n-th. */
export function topWithTies<Row>(
  rows: readonly Row[],
  n: number,
  rank: (row: Row) => number,
): Row[] {
  const last = rows[n - 1];
  if (last === undefined) return [...rows];
  return rows.filter((row, place) => place < n || rank(row) === rank(last));
}
