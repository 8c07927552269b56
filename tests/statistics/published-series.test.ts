/** Which published figures cannot be right beside others and beside rows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayBefore } from '../../src/statistics/days.js';
import {
  findImpossibleFigures,
  type Series,
  type SeriesFigure,
} from '../../src/statistics/published-series.js';

let ids = 0;

/** A figure of a squad list; the list is that of its day, unless a test names it. */
const figure = (value: number, asOf: string, list = asOf): SeriesFigure => ({
  id: ++ids,
  list,
  value,
  asOf,
  through: dayBefore(asOf),
});

/** Figures of one player with the days of his goals and of the team's matches; null where these are not listed. */
const series = (
  figures: SeriesFigure[],
  scored: readonly string[] = [],
  played: readonly string[] | null = null,
): Series => {
  const inside = (days: readonly string[], after: string, to: string) =>
    days.filter((day) => after < day && day <= to).length;
  return {
    figures,
    minIncrease: (after, to) => inside(scored, after, to),
    maxIncrease: (after, to) => played && inside(played, after, to),
  };
};

/** Days of matches: so many in June of each year. */
const matchesOf = (years: number[], each: number) =>
  years.flatMap((year) =>
    Array.from({ length: each }, (_, day) => `${year}-06-${String(day + 1).padStart(2, '0')}`),
  );

const reasonsOf = (all: Series[]) => [...findImpossibleFigures(all)];

describe('findImpossibleFigures', () => {
  it('finds none if every increase is within the recorded and the possible', () => {
    const played = matchesOf([1985, 1989, 1993], 10);
    const [first, second, third] = [
      figure(10, '1986-05-31'),
      figure(11, '1990-06-08'),
      figure(21, '1994-06-17'),
    ];
    expect(
      reasonsOf([series([first, second, third], ['1985-06-01', '1989-06-01'], played)]),
    ).toEqual([]);
  });

  it('finds the one figure below what is recorded by its day', () => {
    const [low, right] = [figure(0, '1954-06-16'), figure(3, '1958-06-08')];
    expect(reasonsOf([series([low, right], ['1953-10-25'])])).toEqual([
      [low.id, '0 by 1954-06-16, where the record has at least 1'],
    ]);
  });

  it('finds a first figure above the matches that the team can have played', () => {
    const first = figure(11, '1986-05-31');
    expect(reasonsOf([series([first], [], matchesOf([1985], 10))])).toEqual([
      [first.id, '11 by 1986-05-31, where the team can have played 10'],
    ]);
  });

  it('finds both figures of a decrease, since either may be wrong', () => {
    const [first, second] = [figure(29, '1986-05-31'), figure(22, '1994-06-17')];
    const reason =
      'from 29 of 1986-05-31 to 22 of 1994-06-17, where it can have risen by at least 0';
    expect(reasonsOf([series([first, second])])).toEqual([
      [first.id, reason],
      [second.id, reason],
    ]);
  });

  it('finds both figures of an increase below the recorded or above the possible', () => {
    const [first, second] = [figure(5, '1986-05-31'), figure(6, '1990-06-08')];
    const scored = ['1987-06-01', '1988-06-01'];
    expect(findImpossibleFigures([series([first, second], scored)]).get(second.id)).toBe(
      'from 5 of 1986-05-31 to 6 of 1990-06-08, where it can have risen by at least 2',
    );
    const played = matchesOf([1985, 1986], 8);
    const [one, other] = [figure(5, '1986-05-31'), figure(14, '1990-06-08')];
    expect(findImpossibleFigures([series([one, other], [], played)]).get(one.id)).toBe(
      'from 5 of 1986-05-31 to 14 of 1990-06-08, where it can have risen by at most 8',
    );
  });

  it("excludes the matches of a list's day", () => {
    const list = figure(1, '1990-06-08');
    expect(reasonsOf([series([list], [], ['1990-06-08'])])).toHaveLength(1);
    expect(reasonsOf([series([list], [], ['1990-06-07'])])).toEqual([]);
    expect(reasonsOf([series([figure(0, '1990-06-08')], ['1990-06-08'])])).toEqual([]);
  });

  it('compares the neighbours of removed figures', () => {
    const values = [5, 6, 2, 3];
    const days = ['1982-06-13', '1986-05-31', '1990-06-08', '1994-06-17'];
    const figures = days.map((day, place) => figure(values[place] ?? 0, day));
    const reasons = findImpossibleFigures([series(figures)]);
    expect(figures.map(({ id }) => reasons.get(id))).toEqual([
      'from 5 of 1982-06-13 to 3 of 1994-06-17, where it can have risen by at least 0',
      'from 6 of 1986-05-31 to 2 of 1990-06-08, where it can have risen by at least 0',
      'from 6 of 1986-05-31 to 2 of 1990-06-08, where it can have risen by at least 0',
      'from 5 of 1982-06-13 to 3 of 1994-06-17, where it can have risen by at least 0',
    ]);
  });

  it('has no greatest increase if matches may be missing', () => {
    const [first, second] = [figure(99, '1986-05-31'), figure(300, '1990-06-08')];
    expect(reasonsOf([series([first, second])])).toEqual([]);
  });
});

describe('findImpossibleFigures by list', () => {
  const wrong = (list: string) => series([figure(0, '1994-06-17', list)], ['1993-06-01']);
  const right = (list: string) => series([figure(1, '1994-06-17', list)], ['1993-06-01']);
  const untested = (list: string) => series([figure(9, '1994-06-17', list)]);

  it('rejects a list with two impossible figures that are a third of the testable ones', () => {
    const all = [wrong('a'), wrong('a'), right('a'), right('a'), right('a'), right('a')];
    const more = [untested('a'), untested('a'), right('b')];
    const reasons = findImpossibleFigures([...all, ...more]);
    const reason =
      'its list counts something else: 2 of 6 figures in it that can be held against others are impossible';
    const ofList = [...all, ...more.slice(0, 2)].flatMap(({ figures }) => figures);
    expect(reasons.size).toBe(8);
    for (const { id } of ofList) expect(reasons.get(id)).toBe(reason);
  });

  it('keeps a list with fewer, and reports only these', () => {
    const one = [wrong('a'), untested('a')];
    expect(findImpossibleFigures(one).size).toBe(1);
    const twoOfSeven = [wrong('a'), wrong('a'), ...Array.from({ length: 5 }, () => right('a'))];
    expect(findImpossibleFigures(twoOfSeven).size).toBe(2);
  });

  it('compares no list with a rejected one', () => {
    const all = [10, 20, 30].map((caps) =>
      series([
        figure(caps, '1986-05-31', 'a'),
        figure(caps - 9, '1990-06-08', 'b'),
        figure(caps + 5, '1994-06-17', 'c'),
      ]),
    );
    const refused = [...findImpossibleFigures(all).keys()];
    expect(refused).toEqual(all.map(({ figures }) => figures[1]?.id));
  });

  it('rejects the list with the greater ratio first', () => {
    const all = [wrong('a'), wrong('a'), right('a'), wrong('b'), wrong('b')];
    const reasons = [...new Set(findImpossibleFigures(all).values())];
    expect(reasons).toEqual([
      expect.stringContaining('2 of 2 figures'),
      expect.stringContaining('2 of 3 figures'),
    ]);
  });
});

describe('findImpossibleFigures of any series', () => {
  const DAYS = ['1982-06-13', '1986-05-31', '1990-06-08', '1994-06-17'];
  const matches = matchesOf([1981, 1984, 1988, 1992], 6);
  const anyTrue = fc.uniqueArray(fc.constantFrom(...matches)).map((days) => {
    const caps = [...days].sort();
    return (wanted: readonly string[]) =>
      wanted.map((day) => figure(caps.filter((one) => one < day).length, day));
  });

  it('finds none in a true series', () => {
    const wanted = fc.subarray(DAYS);
    fc.assert(
      fc.property(fc.array(fc.tuple(anyTrue, wanted), { maxLength: 5 }), (drawn) => {
        const all = drawn.map(([truthOf, days]) => series(truthOf(days), [], matches));
        expect(reasonsOf(all)).toEqual([]);
      }),
    );
  });

  it('finds none once the impossible figures are removed', () => {
    const anyValues = fc.array(fc.nat(12), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(anyValues, { minLength: 1, maxLength: 3 }), (drawn) => {
        const all = drawn.map((values) =>
          series(
            DAYS.map((day, place) => figure(values[place] ?? 0, day)),
            [],
            matches,
          ),
        );
        const reasons = findImpossibleFigures(all);
        const rest = all.map((one) => ({
          ...one,
          figures: one.figures.filter(({ id }) => !reasons.has(id)),
        }));
        for (const { figures } of rest) {
          figures.slice(1).forEach(({ value, through }, place) => {
            const before = figures[place] as SeriesFigure;
            expect(value).toBeGreaterThanOrEqual(before.value);
            const most = matches.filter((day) => before.through < day && day <= through).length;
            expect(value - before.value).toBeLessThanOrEqual(most);
          });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
