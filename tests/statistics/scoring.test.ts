import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBy, hatTricks, minuteBands, type Scored } from '../../src/statistics/scoring.js';

/** Goals of one match in these minutes. */
const goalsIn = (matchId: number, ...minutes: (number | null)[]): Scored[] =>
  minutes.map((minute) => ({ matchId, minute }));

/** The goals of each band, in order; the last are those of unknown minutes. */
const counts = (...minutes: (number | null)[]) =>
  minuteBands(goalsIn(1, ...minutes)).map(({ goals }) => goals);

const anyGoal = fc.record({
  matchId: fc.nat(20),
  minute: fc.option(fc.integer({ min: 1, max: 130 })),
});

describe('minute bands', () => {
  it('are seven, and one of unknown minutes', () => {
    expect(minuteBands([])).toEqual([
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
  ])('a goal of minute %s belongs to band %d, counted from 0', (minute, band) => {
    expect(counts(minute)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((place) => +(place === band)));
  });

  it('give stoppage time to 45 and 90, since the minute of play is what counts', () => {
    const inStoppageTime = { matchId: 1, minute: 90, stoppage: 13 };
    expect(minuteBands([inStoppageTime])[5]).toEqual({ from: 76, to: 90, goals: 1 });
  });

  it('hold every goal exactly once', () => {
    fc.assert(
      fc.property(fc.array(anyGoal), (goals) => {
        const held = minuteBands(goals).reduce((sum, band) => sum + band.goals, 0);
        expect(held).toBe(goals.length);
      }),
    );
  });
});

describe('a hat-trick', () => {
  it('is three goals in one match: Hurst in the final of 1966', () => {
    expect(hatTricks(goalsIn(1966, 18, 101, 120))).toEqual([{ matchId: 1966, goals: 3 }]);
  });

  it('is four goals too, and five: Salenko against Cameroon in 1994', () => {
    expect(hatTricks(goalsIn(1994, 15, 41, 44, 72, 75))).toEqual([{ matchId: 1994, goals: 5 }]);
  });

  it('is not two goals, nor three over two matches', () => {
    expect(hatTricks([...goalsIn(1, 10, 20), ...goalsIn(2, 30)])).toEqual([]);
  });

  it('counts goals of unknown minutes', () => {
    expect(hatTricks(goalsIn(1, null, null, null))).toEqual([{ matchId: 1, goals: 3 }]);
  });

  it('stands in the order of the goals, not of the ids', () => {
    const goals = [...goalsIn(9, 1, 2, 3), ...goalsIn(4, 1, 2, 3)];
    expect(hatTricks(goals).map(({ matchId }) => matchId)).toEqual([9, 4]);
  });

  it('is every match with three goals or more, and no other', () => {
    fc.assert(
      fc.property(fc.array(anyGoal, { maxLength: 60 }), (goals) => {
        const found = new Map(hatTricks(goals).map((trick) => [trick.matchId, trick.goals]));
        for (const { matchId } of goals) {
          const scored = goals.filter((goal) => goal.matchId === matchId).length;
          expect(found.get(matchId)).toBe(scored >= 3 ? scored : undefined);
        }
      }),
    );
  });
});

describe('goals by a key', () => {
  it('stand in the order in which the keys appear', () => {
    const opponents = ['France', 'Senegal', 'France', 'Albania', 'France'];
    expect(countBy(opponents, (opponent) => opponent)).toEqual([
      { key: 'France', goals: 3 },
      { key: 'Senegal', goals: 1 },
      { key: 'Albania', goals: 1 },
    ]);
  });

  it('may have null for a key', () => {
    expect(countBy([{ minute: null }], ({ minute }) => minute)).toEqual([{ key: null, goals: 1 }]);
  });

  it('are as many as there are goals', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5)), (keys) => {
        const groups = countBy(keys, (key) => key);
        expect(groups.reduce((sum, { goals }) => sum + goals, 0)).toBe(keys.length);
        expect(groups.map(({ key }) => key)).toEqual([...new Set(keys)]);
      }),
    );
  });
});
