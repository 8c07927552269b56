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

describe('bounds by rows', () => {
  it('goals are at least those on record, at most these and all without a scorer in his years', () => {
    expect(careerBounds(ROWS, 'goals', DAY)).toEqual({
      lower: { value: 2, restsOn: null },
      upper: { value: 11, restsOn: null },
      byRows: 11,
    });
  });

  it('a goal outside the years of a player is none of his', () => {
    const years = { from: '2003-09-01', to: '2003-10-01' };
    expect(span(careerBounds({ ...ROWS, years }, 'goals', DAY))).toEqual([2, 6]);
    expect(span(careerBounds({ ...ROWS, years }, 'caps', DAY))).toEqual([2, 3]);
  });

  it('both ends of the years count', () => {
    const years = { from: '2003-08-20', to: '2003-11-16' };
    expect(span(careerBounds({ ...ROWS, years }, 'goals', DAY))).toEqual([2, 11]);
    expect(span(careerBounds({ ...ROWS, years }, 'caps', DAY))).toEqual([2, 5]);
  });

  it('what came after a day counts for nothing on it', () => {
    expect(span(careerBounds(ROWS, 'goals', '2003-09-08'))).toEqual([1, 8]);
    expect(span(careerBounds(ROWS, 'caps', '2003-09-08'))).toEqual([1, 3]);
    expect(span(careerBounds(ROWS, 'goals', '2003-08-19'))).toEqual([0, 0]);
  });

  it('caps are at least the days of recorded goals, at most the matches of the team', () => {
    const twice = { ...ROWS, scored: ['2003-09-06', '2003-09-06', '2003-09-10'] };
    expect(careerBounds(twice, 'caps', DAY)).toEqual({
      lower: { value: 2, restsOn: null },
      upper: { value: 5, restsOn: null },
      byRows: 5,
    });
  });

  it('nothing bounds from above where matches of the years may be missing', () => {
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

  it('a player whose years have not begun has nothing, whatever is listed', () => {
    const years = { from: '2004-01-01', to: '2040-01-01' };
    const unborn = career({ matches: ROWS.matches, listed: [], years });
    expect(span(careerBounds(unborn, 'goals', DAY))).toEqual([0, 0]);
  });
});

describe('goals cut by published caps', () => {
  const played = (count: number, asOf: string) => ({ goals: [], caps: [list(count, asOf)] });

  it('nobody has scored in a match before the first of his caps', () => {
    const published = played(0, '2003-09-01');
    expect(span(careerBounds({ ...ROWS, published }, 'goals', DAY))).toEqual([2, 8]);
  });

  it('so many caps leave room for the matches of the recorded goals and the others with most goals', () => {
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

  it('caps that recorded goals of a later day take leave no room on an earlier one', () => {
    expect(
      span(careerBounds({ ...ROWS, published: played(2, DAY) }, 'goals', '2003-09-09')),
    ).toEqual([1, 1]);
  });

  it('between two counts there is room for the matches by which they differ', () => {
    const caps = [list(2, '2003-09-11'), list(1, '2003-09-07')];
    const published = { goals: [], caps };
    expect(span(careerBounds({ ...ROWS, published }, 'goals', DAY))).toEqual([2, 4]);
  });

  it('goals without a scorer in a match of a recorded goal are always possible', () => {
    const matches = [{ date: '2003-09-06', unnamed: 2, scorersNamed: false }];
    const known = career({ scored: ['2003-09-06'], matches, published: played(1, DAY) });
    expect(span(careerBounds(known, 'goals', DAY))).toEqual([1, 3]);
  });

  it('they bound by rows: no published count of goals is needed', () => {
    const { upper, byRows } = careerBounds({ ...ROWS, published: played(2, DAY) }, 'goals', DAY);
    expect(upper).toEqual({ value: 2, restsOn: null });
    expect(byRows).toBe(2);
  });

  it('counts of articles, and counts against which something speaks, cut nothing', () => {
    for (const count of [report(2, DAY), impossible(list(2, DAY))]) {
      const published = { goals: [], caps: [count] };
      expect(span(careerBounds({ ...ROWS, published }, 'goals', DAY))).toEqual([2, 11]);
    }
  });
});

describe('bounds by published figures', () => {
  it('a later figure bounds from above, less what is recorded between', () => {
    const later = list(5, '2003-10-01');
    const published = { goals: [later], caps: [list(4, '2003-10-01')] };
    const known = { ...ROWS, published };
    expect(careerBounds(known, 'goals', '2003-09-09').upper).toEqual({ value: 4, restsOn: later });
    expect(careerBounds(known, 'goals', '2003-09-10').upper).toEqual({ value: 5, restsOn: later });
    expect(careerBounds(known, 'goals', '2003-09-05').upper?.value).toBe(3);
    const caps = { ...ROWS, published: { goals: [], caps: [list(2, '2003-10-01')] } };
    expect(span(careerBounds(caps, 'caps', '2003-09-09'))).toEqual([1, 1]);
  });

  it('an earlier figure bounds from below with what is recorded since, from above with what can have come', () => {
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

  it('an earlier figure bounds nothing from above where matches since then may be missing', () => {
    const goals = list(3, '2003-09-07');
    const listed = [{ from: '1872-11-30', to: '2003-10-01' }];
    const known = { ...ROWS, listed, published: { goals: [goals], caps: [] } };
    expect(span(careerBounds(known, 'goals', '2003-10-01'))).toEqual([4, 8]);
    expect(span(careerBounds(known, 'goals', '2003-10-02'))).toEqual([4, null]);
  });

  it('a later figure bounds also where no match is listed', () => {
    const published = { goals: [list(5, '2003-10-01')], caps: [] };
    expect(span(careerBounds({ ...ROWS, listed: [], published }, 'goals', DAY))).toEqual([5, null]);
    expect(span(careerBounds({ ...ROWS, listed: [], published }, 'goals', '2003-09-07'))).toEqual([
      1, 4,
    ]);
  });

  it('a squad list counts what was before the matches of its day', () => {
    const published = { goals: [list(1, '2003-09-10')], caps: [list(1, '2003-09-10')] };
    for (const measure of MEASURES) {
      expect(span(careerBounds({ ...ROWS, published }, measure, '2003-09-09'))).toEqual([1, 1]);
      expect(span(careerBounds({ ...ROWS, published }, measure, '2003-09-10'))).toEqual([2, 2]);
    }
  });

  it('an article or a report bounds nothing', () => {
    for (const measure of MEASURES) {
      const articles = [report(2, '2004-06-01'), report(40, '2003-09-07')];
      const published = { goals: articles, caps: articles };
      expect(careerBounds({ ...ROWS, published }, measure, DAY)).toEqual(
        careerBounds(ROWS, measure, DAY),
      );
    }
  });

  it('a figure against which something speaks bounds nothing', () => {
    for (const measure of MEASURES) {
      const wrong = [impossible(list(2, '2004-06-01')), impossible(list(40, '2003-09-07'))];
      const published = { goals: wrong, caps: wrong };
      expect(careerBounds({ ...ROWS, published }, measure, DAY)).toEqual(
        careerBounds(ROWS, measure, DAY),
      );
    }
  });

  it('figures that leave no number between them bound nothing, and the rows alone do', () => {
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

describe('the bounds of any career', () => {
  const always = (rule: (drawn: DrawnCareer, measure: Measure) => void) =>
    fc.assert(
      fc.property(anyCareer, (drawn) => {
        for (const measure of MEASURES) rule(drawn, measure);
      }),
      { numRuns: 400 },
    );

  it('the truth is within the bounds on every day, where every published figure is true', () => {
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

  it('neither bound falls from one day to the next, and one that is unknown stays so', () => {
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

  it('one figure less bounds no more closely, where every published figure is true', () => {
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

  it('articles, and figures against which something speaks, change no bound', () => {
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

  it('the lower bound is no greater than the upper one, whatever is published', () => {
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
