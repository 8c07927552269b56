/** Runs of consecutive matches. */

export interface Result {
  goalsFor: number;
  goalsAgainst: number;
}

/** Consecutive matches by their places in the list of results, both inclusive. */
export interface Run {
  first: number;
  last: number;
  length: number;
  /** Whether it reaches the last result. */
  ongoing: boolean;
}

export type RunKind = 'WINNING' | 'UNBEATEN' | 'WINLESS' | 'LOSING' | 'SCORING' | 'CLEAN_SHEETS';

const HOLDS: Record<RunKind, (result: Result) => boolean> = {
  WINNING: ({ goalsFor, goalsAgainst }) => goalsFor > goalsAgainst,
  UNBEATEN: ({ goalsFor, goalsAgainst }) => goalsFor >= goalsAgainst,
  WINLESS: ({ goalsFor, goalsAgainst }) => goalsFor <= goalsAgainst,
  LOSING: ({ goalsFor, goalsAgainst }) => goalsFor < goalsAgainst,
  SCORING: ({ goalsFor }) => goalsFor > 0,
  CLEAN_SHEETS: ({ goalsAgainst }) => goalsAgainst === 0,
};

/** Every longest possible run of a kind over results in their order, longest first, equal lengths by their beginning. */
export function runs(results: readonly Result[], kind: RunKind): Run[] {
  const found: Run[] = [];
  let first = 0;
  results.forEach((result, place) => {
    if (!HOLDS[kind](result)) {
      if (place > first) found.push(runOf(first, place - 1, false));
      first = place + 1;
    }
  });
  if (results.length > first) found.push(runOf(first, results.length - 1, true));
  return found.sort((one, other) => other.length - one.length || one.first - other.first);
}

const runOf = (first: number, last: number, ongoing: boolean): Run => ({
  first,
  last,
  length: last - first + 1,
  ongoing,
});

/** The first n of a ranking and everyone tied with the n-th. */
export function topWithTies<Row>(
  rows: readonly Row[],
  n: number,
  rank: (row: Row) => number,
): Row[] {
  const last = rows[n - 1];
  if (last === undefined) return [...rows];
  return rows.filter((row, place) => place < n || rank(row) === rank(last));
}
