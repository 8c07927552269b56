import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayRange, END_OF_TIME, FIRST_MATCH_DAY } from '../../src/statistics/days.js';
import {
  findRuns,
  type MatchResult,
  type Run,
  type RunKind,
  topWithTies,
} from '../../src/statistics/runs.js';

const WHOLE: DayRange[] = [{ from: FIRST_MATCH_DAY, to: END_OF_TIME }];

/** Which results each kind is made of, told by who scored more. */
const MADE_OF: Record<RunKind, (result: MatchResult) => boolean> = {
  WINNING: (result) => margin(result) > 0,
  UNBEATEN: (result) => margin(result) >= 0,
  WINLESS: (result) => margin(result) <= 0,
  LOSING: (result) => margin(result) < 0,
  SCORING: (result) => result.goalsFor !== 0,
  CLEAN_SHEETS: (result) => result.goalsAgainst === 0,
};

const KINDS = Object.keys(MADE_OF) as RunKind[];

function margin({ goalsFor, goalsAgainst }: MatchResult): number {
  return goalsFor - goalsAgainst;
}

/** A day by its number. */
const dayOf = (number: number) =>
  new Date(Date.UTC(2000, 0, 1 + number)).toISOString().slice(0, 10);

/** Results of `2-1` and the like, one a day. */
const results = (...scores: string[]): MatchResult[] =>
  scores.map((score, place) => {
    const [goalsFor = 0, goalsAgainst = 0] = score.split('-').map(Number);
    return { date: dayOf(place), goalsFor, goalsAgainst };
  });

/** The places of the runs, longest first. */
const places = (found: readonly Run[]) => found.map(({ first, last }) => [first, last]);

/** The same runs, counted over again: every pair of places that nothing breaks and that cannot be widened. */
function countedOver(
  all: readonly MatchResult[],
  kind: RunKind,
  follows: (later: number) => boolean,
) {
  const unbroken = (first: number, last: number) =>
    first >= 0 &&
    last < all.length &&
    all.every((result, place) => {
      if (place < first || place > last) return true;
      return MADE_OF[kind](result) && (place === first || follows(place));
    });
  const found: { first: number; last: number; length: number }[] = [];
  for (let first = 0; first < all.length; first++) {
    for (let last = first; last < all.length; last++) {
      if (!unbroken(first, last)) continue;
      if (unbroken(first - 1, last) || unbroken(first, last + 1)) continue;
      found.push({ first, last, length: last - first + 1 });
    }
  }
  return found;
}

const anyKind = fc.constantFrom(...KINDS);
/** Results in the order of their days, of which some are the same day. */
const anyResults = fc
  .array(fc.record({ day: fc.nat(60), goalsFor: fc.nat(2), goalsAgainst: fc.nat(2) }), {
    maxLength: 25,
  })
  .map((drawn) =>
    drawn
      .sort((one, other) => one.day - other.day)
      .map(({ day, ...score }) => ({ date: dayOf(day), ...score })),
  );
/** Days that the record does not have. */
const anyGaps = fc
  .uniqueArray(fc.nat(70), { maxLength: 6 })
  .map((days) => days.sort((a, b) => a - b));

/** What is held where the days of the gaps are not. */
function heldAround(gaps: readonly number[]): DayRange[] {
  const starts = [FIRST_MATCH_DAY, ...gaps.map((gap) => dayOf(gap + 1))];
  const ends = [...gaps.map((gap) => dayOf(gap - 1)), END_OF_TIME];
  return starts.map((from, place) => ({ from, to: ends[place] ?? END_OF_TIME }));
}

describe('findRuns', () => {
  it('ends a run at a result that does not meet its condition', () => {
    const england = results('6-2', '0-0', '3-0', '3-0', '1-2');
    expect(findRuns(england, 'WINNING', WHOLE, END_OF_TIME)).toEqual([
      { first: 2, last: 3, length: 2, ongoing: false },
      { first: 0, last: 0, length: 1, ongoing: false },
    ]);
  });

  it('counts a shoot-out as a draw: Argentina in 2022 was unbeaten for six, not winning', () => {
    const argentina = results('1-2', '2-0', '2-0', '2-1', '2-2', '3-0', '3-3');
    expect(places(findRuns(argentina, 'WINNING', WHOLE, END_OF_TIME))).toEqual([
      [1, 3],
      [5, 5],
    ]);
    expect(findRuns(argentina, 'UNBEATEN', WHOLE, END_OF_TIME)).toEqual([
      { first: 1, last: 6, length: 6, ongoing: true },
    ]);
  });

  it.each([
    ['WINNING', [[3, 4]]],
    ['UNBEATEN', [[2, 4]]],
    ['WINLESS', [[0, 2]]],
    ['LOSING', [[0, 1]]],
    [
      'SCORING',
      [
        [1, 1],
        [3, 4],
      ],
    ],
    ['CLEAN_SHEETS', [[2, 3]]],
  ] as [RunKind, number[][]][])('finds %s runs by their condition', (kind, expected) => {
    const all = results('0-1', '1-7', '0-0', '2-0', '3-1');
    const found = places(findRuns(all, kind, WHOLE, END_OF_TIME));
    expect(found.sort(([one = 0], [other = 0]) => one - other)).toEqual(expected);
  });

  it('orders runs of one length by their first match', () => {
    const all = results('1-0', '0-1', '1-0', '0-1', '1-0', '1-0');
    expect(places(findRuns(all, 'WINNING', WHOLE, END_OF_TIME))).toEqual([
      [4, 5],
      [0, 0],
      [2, 2],
    ]);
  });

  it('finds none without a result that meets the condition', () => {
    expect(findRuns([], 'UNBEATEN', WHOLE, END_OF_TIME)).toEqual([]);
    expect(findRuns(results('0-1', '0-2'), 'UNBEATEN', WHOLE, END_OF_TIME)).toEqual([]);
  });

  it('does not cross a gap in the listed days', () => {
    const all = results('1-0', '1-0', '1-0', '1-0');
    const held = [
      { from: FIRST_MATCH_DAY, to: dayOf(1) },
      { from: dayOf(2), to: END_OF_TIME },
    ];
    expect(places(findRuns(all, 'WINNING', held, END_OF_TIME))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('finds runs of one match without listed days', () => {
    expect(findRuns(results('1-0', '1-0'), 'WINNING', [], END_OF_TIME)).toEqual([
      { first: 0, last: 0, length: 1, ongoing: false },
      { first: 1, last: 1, length: 1, ongoing: null },
    ]);
  });

  it('is ongoing if every day since the last match is listed, else null', () => {
    const all = results('1-0', '1-0');
    const held = [{ from: FIRST_MATCH_DAY, to: dayOf(9) }];
    const goesOn = (asOf: string) => findRuns(all, 'WINNING', held, asOf)[0]?.ongoing;
    expect(goesOn(dayOf(1))).toBe(true);
    expect(goesOn(dayOf(9))).toBe(true);
    expect(goesOn(dayOf(10))).toBeNull();
    expect(goesOn(END_OF_TIME)).toBeNull();
  });

  it('is not ongoing before the last match', () => {
    expect(findRuns(results('1-0', '0-1'), 'WINNING', WHOLE, END_OF_TIME)[0]?.ongoing).toBe(false);
  });

  it('equals a second computation for any results and gaps', () => {
    fc.assert(
      fc.property(anyResults, anyKind, anyGaps, fc.nat(70), (all, kind, gaps, until) => {
        const last = all.at(-1)?.date ?? FIRST_MATCH_DAY;
        const asOf = dayOf(until) < last ? last : dayOf(until);
        const gapBetween = (from: string, to: string) =>
          gaps.some((gap) => from <= dayOf(gap) && dayOf(gap) <= to);
        const follows = (later: number) =>
          !gapBetween(all[later - 1]?.date ?? '', all[later]?.date ?? '');
        const found = findRuns(all, kind, heldAround(gaps), asOf);
        const expected = countedOver(all, kind, follows)
          .map((run) => ({
            ...run,
            ongoing: run.last === all.length - 1 && (gapBetween(last, asOf) ? null : true),
          }))
          .sort((one, other) => other.length - one.length || one.first - other.first);
        expect(found).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('contains every matching result exactly once', () => {
    fc.assert(
      fc.property(anyResults, anyKind, anyGaps, (all, kind, gaps) => {
        const held = findRuns(all, kind, heldAround(gaps), END_OF_TIME).flatMap(
          ({ first, length }) => Array.from({ length }, (_, place) => first + place),
        );
        const qualifying = all.flatMap((result, place) => (MADE_OF[kind](result) ? [place] : []));
        expect(held.sort((one, other) => one - other)).toEqual(qualifying);
      }),
    );
  });

  it('never returns longer runs with one more gap', () => {
    fc.assert(
      fc.property(anyResults, anyKind, anyGaps, (all, kind, gaps) => {
        const longest = (held: DayRange[]) =>
          findRuns(all, kind, held, END_OF_TIME)[0]?.length ?? 0;
        expect(longest(heldAround(gaps))).toBeLessThanOrEqual(longest(WHOLE));
      }),
    );
  });
});

describe('topWithTies', () => {
  const top = (rows: number[], n: number) => topWithTies(rows, n, (row) => row);

  it('returns the first n and all ties of the n-th', () => {
    expect(top([9, 7, 7, 7, 5], 2)).toEqual([9, 7, 7, 7]);
    expect(top([9, 7, 7, 7, 5], 1)).toEqual([9]);
    expect(top([9, 7, 7, 7, 5], 4)).toEqual([9, 7, 7, 7]);
  });

  it('returns all rows if there are fewer than n', () => {
    expect(top([9, 7], 5)).toEqual([9, 7]);
    expect(top([], 3)).toEqual([]);
  });

  it('returns at least n rows and omits only rows below the n-th', () => {
    const ranking = fc.array(fc.nat(6)).map((rows) => rows.sort((one, other) => other - one));
    fc.assert(
      fc.property(ranking, fc.integer({ min: 1, max: 10 }), (rows, n) => {
        const kept = top(rows, n);
        expect(rows.slice(0, kept.length)).toEqual(kept);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(n, rows.length));
        const last = kept.at(-1) ?? 0;
        expect(rows.slice(kept.length).every((row) => row < last)).toBe(true);
      }),
    );
  });
});
