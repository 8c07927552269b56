import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CareerGoal, countBy, groupByMinuteBand } from '../../src/statistics/scoring.js';

/** Goals in these minutes. */
const goalsIn = (...minutes: (number | null)[]): CareerGoal[] =>
  minutes.map((minute) => ({ minute }));

/** The goals of each band, in order; the last are those of unknown minutes. */
const counts = (...minutes: (number | null)[]) =>
  groupByMinuteBand(goalsIn(...minutes)).map(({ goals }) => goals);

const anyGoal = fc.record({
  minute: fc.option(fc.integer({ min: 1, max: 130 })),
});

describe('groupByMinuteBand', () => {
  it('returns seven bands and one for unknown minutes', () => {
    expect(groupByMinuteBand([])).toEqual([
      { from: 1, to: 15, goals: 0 },
      { from: 16, to: 30, goals: 0 },
      { from: 31, to: 45, goals: 0 },
      { from: 46, to: 60, goals: 0 },
      { from: 61, to: 75, goals: 0 },
      { from: 76, to: 90, goals: 0 },
      { from: 91, to: null, goals: 0 },
      { from: null, to: null, goals: 0 },
    ]);
  });

  it.each([
    [1, 0],
    [15, 0],
    [16, 1],
    [30, 1],
    [31, 2],
    [45, 2],
    [46, 3],
    [60, 3],
    [61, 4],
    [75, 4],
    [76, 5],
    [90, 5],
    [91, 6],
    [120, 6],
    [null, 7],
  ])('counts minute %s in band %d, from 0', (minute, band) => {
    expect(counts(minute)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((place) => +(place === band)));
  });

  it('counts stoppage time in 45 and 90', () => {
    const inStoppageTime = { minute: 90, stoppage: 13 };
    expect(groupByMinuteBand([inStoppageTime])[5]).toEqual({ from: 76, to: 90, goals: 1 });
  });

  it('counts every goal exactly once', () => {
    fc.assert(
      fc.property(fc.array(anyGoal), (goals) => {
        const held = groupByMinuteBand(goals).reduce((sum, band) => sum + band.goals, 0);
        expect(held).toBe(goals.length);
      }),
    );
  });
});

describe('countBy', () => {
  it('lists keys in order of first appearance', () => {
    const opponents = ['France', 'Senegal', 'France', 'Albania', 'France'];
    expect(countBy(opponents, (opponent) => opponent)).toEqual([
      { key: 'France', goals: 3 },
      { key: 'Senegal', goals: 1 },
      { key: 'Albania', goals: 1 },
    ]);
  });

  it('accepts null as a key', () => {
    expect(countBy([{ minute: null }], ({ minute }) => minute)).toEqual([{ key: null, goals: 1 }]);
  });

  it('counts every goal', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5)), (keys) => {
        const groups = countBy(keys, (key) => key);
        expect(groups.reduce((sum, { goals }) => sum + goals, 0)).toBe(keys.length);
        expect(groups.map(({ key }) => key)).toEqual([...new Set(keys)]);
      }),
    );
  });
});
