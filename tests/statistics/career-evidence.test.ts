/** The bounds of a career: rules 15 and 17 of the conventions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bounds, careerBounds, type Measure } from '../../src/statistics/career-evidence.js';
import {
  anyCareer,
  anyFigures,
  career,
  DAYS,
  type DrawnCareer,
  impossible,
  list,
  named,
  report,
  unnamed,
  withFigures,
  withMore,
} from './careers.js';

const MEASURES: Measure[] = ['goals', 'caps'];

/** The least and the most. */
const span = ({ lower, upper }: Bounds) => [lower.value, upper === null ? null : upper.value];

const DAY = '2003-12-31';

/** Two recorded goals, with matches before, between and after them in which goals have no scorer. */
const ROWS = career({
  scored: ['2003-09-06', '2003-09-10'],
  matches: [
    unnamed('2003-08-20', 3),
    named('2003-09-06'),
    unnamed('2003-09-08', 4),
    named('2003-09-10'),
    unnamed('2003-11-16', 2),
  ],
});

describe('careerBounds by rows', () => {
  it("bounds goals by the recorded ones, and by these plus all without a scorer in the player's years", () => {
    expect(careerBounds(ROWS, 'goals', DAY)).toEqual({
      lower: { value: 2, restsOn: null },
      upper: { value: 11, restsOn: null },
      byRows: 11,
    });
  });

  it("excludes goals outside the player's years", () => {
    const years = { from: '2003-09-01', to: '2003-10-01' };
    expect(span(careerBounds({ ...ROWS, years }, 'goals', DAY))).toEqual([2, 6]);
    expect(span(careerBounds({ ...ROWS, years }, 'caps', DAY))).toEqual([2, 3]);
  });

  it("includes the first and the last day of the player's years", () => {
    const years = { from: '2003-08-20', to: '2003-11-16' };
    expect(span(careerBounds({ ...ROWS, years }, 'goals', DAY))).toEqual([2, 11]);
    expect(span(careerBounds({ ...ROWS, years }, 'caps', DAY))).toEqual([2, 5]);
  });

  it('ignores rows after the day', () => {
    expect(span(careerBounds(ROWS, 'goals', '2003-09-08'))).toEqual([1, 8]);
    expect(span(careerBounds(ROWS, 'caps', '2003-09-08'))).toEqual([1, 3]);
    expect(span(careerBounds(ROWS, 'goals', '2003-08-19'))).toEqual([0, 0]);
  });

  it("bounds caps by the days with recorded goals and by the team's matches", () => {
    const twice = { ...ROWS, scored: ['2003-09-06', '2003-09-06', '2003-09-10'] };
    expect(careerBounds(twice, 'caps', DAY)).toEqual({
      lower: { value: 2, restsOn: null },
      upper: { value: 5, restsOn: null },
      byRows: 5,
    });
  });

  it("gives no upper bound if matches of the player's years may be missing", () => {
    const listed = [{ from: '2003-08-01', to: DAY }];
    for (const measure of MEASURES) {
      expect(careerBounds({ ...ROWS, listed }, measure, DAY)).toEqual({
        lower: { value: 2, restsOn: null },
        upper: null,
        byRows: null,
      });
    }
    const years = { from: '2003-08-01', to: '2010-01-01' };
    expect(span(careerBounds({ ...ROWS, listed, years }, 'goals', DAY))).toEqual([2, 11]);
    expect(careerBounds({ ...ROWS, listed, years }, 'goals', '2004-01-01').upper).toBeNull();
  });

  it("bounds goals and caps by 0 before the player's years, listed or not", () => {
    const years = { from: '2004-01-01', to: '2040-01-01' };
    const unborn = career({ matches: ROWS.matches, listed: [], years });
    expect(span(careerBounds(unborn, 'goals', DAY))).toEqual([0, 0]);
  });
});

describe('careerBounds of goals with published caps', () => {
  const played = (count: number, asOf: string) => ({ goals: [], caps: [list(count, asOf)] });

  it('excludes goals before a day published with 0 caps', () => {
    const published = played(0, '2003-09-01');
    expect(span(careerBounds({ ...ROWS, published }, 'goals', DAY))).toEqual([2, 8]);
  });

  it('allows as many matches as caps: those of recorded goals, then those with most goals', () => {
    expect(span(careerBounds({ ...ROWS, published: played(2, DAY) }, 'goals', DAY))).toEqual([
      2, 2,
    ]);
    expect(span(careerBounds({ ...ROWS, published: played(3, DAY) }, 'goals', DAY))).toEqual([
      2, 6,
    ]);
    expect(span(careerBounds({ ...ROWS, published: played(4, DAY) }, 'goals', DAY))).toEqual([
      2, 9,
    ]);
  });

  it('leaves no room on earlier days for caps taken by later recorded goals', () => {
    expect(
      span(careerBounds({ ...ROWS, published: played(2, DAY) }, 'goals', '2003-09-09')),
    ).toEqual([1, 1]);
  });

  it('allows as many matches between two caps counts as they differ by', () => {
    const caps = [list(2, '2003-09-11'), list(1, '2003-09-07')];
    const published = { goals: [], caps };
    expect(span(careerBounds({ ...ROWS, published }, 'goals', DAY))).toEqual([2, 4]);
  });

  it('always allows goals without a scorer in a match with a recorded goal', () => {
    const matches = [{ date: '2003-09-06', unnamed: 2, scorersNamed: false }];
    const known = career({ scored: ['2003-09-06'], matches, published: played(1, DAY) });
    expect(span(careerBounds(known, 'goals', DAY))).toEqual([1, 3]);
  });

  it('cuts the bound by rows, without a published count of goals', () => {
    const { upper, byRows } = careerBounds({ ...ROWS, published: played(2, DAY) }, 'goals', DAY);
    expect(upper).toEqual({ value: 2, restsOn: null });
    expect(byRows).toBe(2);
  });

  it('ignores caps of articles and caps with a discrepancy', () => {
    for (const count of [report(2, DAY), impossible(list(2, DAY))]) {
      const published = { goals: [], caps: [count] };
      expect(span(careerBounds({ ...ROWS, published }, 'goals', DAY))).toEqual([2, 11]);
    }
  });
});

describe('careerBounds by published figures', () => {
  it('bounds from above by a later figure less the goals recorded in between', () => {
    const later = list(5, '2003-10-01');
    const published = { goals: [later], caps: [list(4, '2003-10-01')] };
    const known = { ...ROWS, published };
    expect(careerBounds(known, 'goals', '2003-09-09').upper).toEqual({ value: 4, restsOn: later });
    expect(careerBounds(known, 'goals', '2003-09-10').upper).toEqual({ value: 5, restsOn: later });
    expect(careerBounds(known, 'goals', '2003-09-05').upper?.value).toBe(3);
    const caps = { ...ROWS, published: { goals: [], caps: [list(2, '2003-10-01')] } };
    expect(span(careerBounds(caps, 'caps', '2003-09-09'))).toEqual([1, 1]);
  });

  it('bounds by an earlier figure plus the goals recorded since, and plus those possible since', () => {
    const goals = list(3, '2003-09-07');
    const caps = list(1, '2003-09-07');
    const known = { ...ROWS, published: { goals: [goals], caps: [] } };
    expect(careerBounds(known, 'goals', DAY)).toEqual({
      lower: { value: 4, restsOn: goals },
      upper: { value: 10, restsOn: goals },
      byRows: 11,
    });
    expect(careerBounds({ ...ROWS, published: { goals: [], caps: [caps] } }, 'caps', DAY)).toEqual({
      lower: { value: 2, restsOn: null },
      upper: { value: 4, restsOn: caps },
      byRows: 5,
    });
  });

  it('gives no upper bound by an earlier figure if matches since then may be missing', () => {
    const goals = list(3, '2003-09-07');
    const listed = [{ from: '1872-11-30', to: '2003-10-01' }];
    const known = { ...ROWS, listed, published: { goals: [goals], caps: [] } };
    expect(span(careerBounds(known, 'goals', '2003-10-01'))).toEqual([4, 8]);
    expect(span(careerBounds(known, 'goals', '2003-10-02'))).toEqual([4, null]);
  });

  it('bounds by a later figure without listed matches', () => {
    const published = { goals: [list(5, '2003-10-01')], caps: [] };
    expect(span(careerBounds({ ...ROWS, listed: [], published }, 'goals', DAY))).toEqual([5, null]);
    expect(span(careerBounds({ ...ROWS, listed: [], published }, 'goals', '2003-09-07'))).toEqual([
      1, 4,
    ]);
  });

  it('excludes the matches of its day from a squad list', () => {
    const published = { goals: [list(1, '2003-09-10')], caps: [list(1, '2003-09-10')] };
    for (const measure of MEASURES) {
      expect(span(careerBounds({ ...ROWS, published }, measure, '2003-09-09'))).toEqual([1, 1]);
      expect(span(careerBounds({ ...ROWS, published }, measure, '2003-09-10'))).toEqual([2, 2]);
    }
  });

  it('ignores figures of articles and reports', () => {
    for (const measure of MEASURES) {
      const articles = [report(2, '2004-06-01'), report(40, '2003-09-07')];
      const published = { goals: articles, caps: articles };
      expect(careerBounds({ ...ROWS, published }, measure, DAY)).toEqual(
        careerBounds(ROWS, measure, DAY),
      );
    }
  });

  it('ignores figures with a discrepancy', () => {
    for (const measure of MEASURES) {
      const wrong = [impossible(list(2, '2004-06-01')), impossible(list(40, '2003-09-07'))];
      const published = { goals: wrong, caps: wrong };
      expect(careerBounds({ ...ROWS, published }, measure, DAY)).toEqual(
        careerBounds(ROWS, measure, DAY),
      );
    }
  });

  it('bounds by rows alone if figures contradict each other', () => {
    const published = { goals: [list(4, '2004-06-01'), list(9, '2003-09-01')], caps: [] };
    expect(careerBounds({ ...ROWS, published }, 'goals', DAY)).toEqual({
      lower: { value: 2, restsOn: null },
      upper: { value: 11, restsOn: null },
      byRows: 11,
    });
    const tooMany = { goals: [], caps: [list(6, '2003-12-31')] };
    expect(span(careerBounds({ ...ROWS, published: tooMany }, 'caps', DAY))).toEqual([2, 5]);
  });
});

describe('careerBounds of any career', () => {
  const always = (rule: (drawn: DrawnCareer, measure: Measure) => void) =>
    fc.assert(
      fc.property(anyCareer, (drawn) => {
        for (const measure of MEASURES) rule(drawn, measure);
      }),
      { numRuns: 400 },
    );

  it('contain the truth on every day if every published figure is true', () => {
    always(({ evidence, truth }, measure) => {
      for (const day of DAYS) {
        const { lower, upper, byRows } = careerBounds(evidence, measure, day);
        const real = truth(measure, day);
        expect(real).toBeGreaterThanOrEqual(lower.value);
        if (upper !== null) expect(real).toBeLessThanOrEqual(upper.value);
        if (byRows !== null) expect(real).toBeLessThanOrEqual(byRows);
      }
    });
  });

  it('never fall from one day to the next, and an unknown one stays unknown', () => {
    always(({ evidence }, measure) => {
      const bounds = DAYS.map((day) => careerBounds(evidence, measure, day));
      bounds.slice(1).forEach(({ lower, upper }, place) => {
        const before = bounds[place] as Bounds;
        expect(lower.value).toBeGreaterThanOrEqual(before.lower.value);
        expect(upper?.value ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
          before.upper?.value ?? Number.POSITIVE_INFINITY,
        );
      });
    });
  });

  it('are no closer with one figure less if every published figure is true', () => {
    always(({ evidence }, measure) => {
      const fewer = withFigures(evidence, (figures) => figures.slice(1));
      for (const day of DAYS) {
        const [least = 0, most = null] = span(careerBounds(evidence, measure, day));
        const [lower, upper = null] = span(careerBounds(fewer, measure, day));
        expect(lower).toBeLessThanOrEqual(least ?? 0);
        if (upper !== null) expect(most).toBeLessThanOrEqual(upper);
      }
    });
  });

  it('do not depend on articles and figures with a discrepancy', () => {
    fc.assert(
      fc.property(anyCareer, anyFigures, ({ evidence }, figures) => {
        const more = figures.map((one) => (one.isDataset ? impossible(one) : one));
        for (const measure of MEASURES) {
          for (const day of DAYS) {
            expect(careerBounds(withMore(evidence, more), measure, day)).toEqual(
              careerBounds(evidence, measure, day),
            );
          }
        }
      }),
    );
  });

  it('have a lower bound no greater than the upper one, whatever is published', () => {
    fc.assert(
      fc.property(anyCareer, anyFigures, ({ evidence }, figures) => {
        for (const measure of MEASURES) {
          for (const day of DAYS) {
            const { lower, upper } = careerBounds(withMore(evidence, figures), measure, day);
            if (upper !== null) expect(lower.value).toBeLessThanOrEqual(upper.value);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
