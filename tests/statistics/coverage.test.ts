import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CoverageCount,
  completenessOf,
  groupCoverage,
  type ScopeCompleteness,
  sumCoverage,
} from '../../src/statistics/coverage.js';

/** One match with so many goals, of which so many have a row. */
const match = (goals: number, goalsRecorded: number): CoverageCount => ({
  matches: 1,
  goals,
  goalsRecorded,
  matchesWithoutScorers: goals > 0 && goalsRecorded === 0 ? 1 : 0,
});

const anyMatch = fc
  .tuple(fc.nat(8), fc.nat(8))
  .map(([one, other]) => match(Math.max(one, other), Math.min(one, other)));

const COMPLETE: ScopeCompleteness = {
  completeness: 'COMPLETE',
  because: 'every match is on record',
};
const LISTED: ScopeCompleteness = { completeness: 'LISTED', because: 'as listed by a dataset' };
const PARTIAL: ScopeCompleteness = {
  completeness: 'PARTIAL',
  because: 'no dataset lists the matches',
};

describe('sumCoverage', () => {
  it('is COMPLETE if every goal has a row', () => {
    expect(sumCoverage([match(3, 3), match(2, 2)], COMPLETE)).toEqual({
      matches: 2,
      goals: 5,
      goalsRecorded: 5,
      goalsUnrecorded: 0,
      matchesWithoutScorers: 0,
      completeness: 'COMPLETE',
      explanation: 'All 5 goals in 2 matches have a row; every match is on record.',
    });
  });

  it('is PARTIAL if some goals have a row, and states how many have none', () => {
    expect(sumCoverage([match(3, 3), match(2, 0), match(4, 1), match(1, 0)], COMPLETE)).toEqual({
      matches: 4,
      goals: 10,
      goalsRecorded: 4,
      goalsUnrecorded: 6,
      matchesWithoutScorers: 2,
      completeness: 'PARTIAL',
      explanation:
        '4 of 10 goals in 4 matches have a row; 6 have none, and 2 of the matches name no scorer at all; every match is on record.',
    });
  });

  it('is NONE if no goal has a row', () => {
    expect(sumCoverage([match(4, 0), match(2, 0)], COMPLETE)).toMatchObject({
      goalsUnrecorded: 6,
      matchesWithoutScorers: 2,
      completeness: 'NONE',
      explanation:
        '0 of 6 goals in 2 matches have a row; 6 have none, and 2 of the matches name no scorer at all; every match is on record.',
    });
  });

  it('is COMPLETE for 0-0, as in Scotland v England 1872', () => {
    expect(sumCoverage([match(0, 0)], COMPLETE)).toMatchObject({
      completeness: 'COMPLETE',
      matchesWithoutScorers: 0,
      explanation: 'No goal was scored in 1 match, so none is missing; every match is on record.',
    });
  });

  it('is COMPLETE without a match, and says so', () => {
    expect(sumCoverage([], COMPLETE)).toEqual({
      matches: 0,
      goals: 0,
      goalsRecorded: 0,
      goalsUnrecorded: 0,
      matchesWithoutScorers: 0,
      completeness: 'COMPLETE',
      explanation: 'The record has no played match here; every match is on record.',
    });
  });

  it.each([
    ['one goal with a row', [match(1, 1)]],
    ['one goal without a row', [match(1, 0)]],
    ['one of two matches without a scorer', [match(2, 2), match(1, 0)]],
  ])('uses the singular for one: %s', (_, matches) => {
    expect(sumCoverage(matches, COMPLETE).explanation).not.toMatch(
      /\b1 goals\b|\b1 have\b|\b1 of the matches name\b/,
    );
  });

  it('is no more complete than its scope, and states the reason', () => {
    expect(sumCoverage([match(3, 3)], LISTED)).toMatchObject({
      completeness: 'LISTED',
      explanation: 'All 3 goals in 1 match have a row, as listed by a dataset.',
    });
    expect(sumCoverage([match(3, 3)], PARTIAL)).toMatchObject({
      completeness: 'PARTIAL',
      explanation: 'All 3 goals in 1 match have a row; no dataset lists the matches.',
    });
    expect(sumCoverage([match(3, 1)], LISTED)).toMatchObject({
      completeness: 'PARTIAL',
      explanation: expect.stringMatching(/ no scorer at all, as listed by a dataset\.$/),
    });
    expect(sumCoverage([match(3, 0)], LISTED).completeness).toBe('NONE');
  });

  it('is NONE without a match if matches may be missing, else as complete as the scope', () => {
    expect(sumCoverage([], PARTIAL)).toMatchObject({
      completeness: 'NONE',
      explanation: 'The record has no played match here; no dataset lists the matches.',
    });
    expect(sumCoverage([], LISTED).completeness).toBe('LISTED');
  });

  it('depends on the number of missing goals alone', () => {
    fc.assert(
      fc.property(fc.array(anyMatch), (matches) => {
        const { goals, goalsRecorded, goalsUnrecorded, completeness, explanation } = sumCoverage(
          matches,
          COMPLETE,
        );
        expect(goalsRecorded + goalsUnrecorded).toBe(goals);
        expect(completeness === 'COMPLETE').toBe(goalsUnrecorded === 0);
        expect(completeness === 'NONE').toBe(goalsRecorded === 0 && goals > 0);
        expect(completenessOf(goalsRecorded, goals)).toBe(completeness);
        expect(explanation).toMatch(/^[^\n]+\.$/);
      }),
    );
  });
});

describe('groupCoverage', () => {
  const decade = (key: string, count: CoverageCount) => ({ ...count, decade: key });

  it('lists keys in order of first appearance', () => {
    const counts = [
      decade('1990s', match(2, 2)),
      decade('1960s', match(6, 0)),
      decade('1990s', match(3, 1)),
    ];
    const groups = groupCoverage(
      counts,
      (count) => count.decade,
      (key) => (key === '1990s' ? COMPLETE : LISTED),
    );
    expect(groups.map(({ key, coverage: of }) => [key, of.goals, of.completeness])).toEqual([
      ['1990s', 5, 'PARTIAL'],
      ['1960s', 6, 'NONE'],
    ]);
  });

  it('is no more complete than the scope of the key', () => {
    const counts = [decade('1990s', match(2, 2)), decade('1960s', match(1, 1))];
    const scopeOf = (key: string) => (key === '1990s' ? LISTED : COMPLETE);
    const groups = groupCoverage(counts, (count) => count.decade, scopeOf);
    expect(groups.map(({ coverage: of }) => of.completeness)).toEqual(['LISTED', 'COMPLETE']);
  });

  it('divides every count among the keys', () => {
    const counted = fc.array(fc.tuple(anyMatch, fc.nat(3)));
    fc.assert(
      fc.property(counted, (pairs) => {
        const counts = pairs.map(([count, key]) => ({ ...count, key }));
        const parts = groupCoverage(
          counts,
          ({ key }) => key,
          () => LISTED,
        ).map((group) => group.coverage);
        expect(sumCoverage(parts, LISTED)).toEqual(sumCoverage(counts, LISTED));
      }),
    );
  });
});
