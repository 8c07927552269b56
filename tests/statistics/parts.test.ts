/** Goals in a part of a career: those that a filter leaves in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFilteredGoals, type FilteredGoals } from '../../src/statistics/figures.js';

const part = (known: Partial<FilteredGoals>): FilteredGoals => ({
  recorded: 2,
  unnamed: 0,
  scope: 'COMPLETE',
  ...known,
});

describe('buildFilteredGoals', () => {
  it('counts goals if every goal of the team under the filter has its scorer', () => {
    expect(buildFilteredGoals(part({ recorded: 8 }))).toEqual({
      value: 8,
      basis: 'COUNTED',
      recorded: 8,
      lowerBound: 8,
      upperBound: 8,
      bounds: {
        lower: { value: 8, restsOn: null },
        upper: { value: 8, restsOn: null },
        byRows: 8,
      },
      completeness: 'COMPLETE',
      explanation:
        '8 goals, counted from the record. The record itself has 8 goal rows of the player under the filter. No goal of the team under the filter lacks its scorer.',
      restsOn: null,
      lastSupportedOn: null,
    });
  });

  it('adds the goals under the filter without a scorer to the upper bound', () => {
    expect(buildFilteredGoals(part({ recorded: 1, unnamed: 1 }))).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      recorded: 1,
      lowerBound: 1,
      upperBound: 2,
      completeness: 'PARTIAL',
      explanation:
        'No published figure counts the goals under a filter. The record itself has 1 goal row of the player under the filter. 1 goal of the team under the filter has no scorer on record.',
    });
  });

  it('gives no upper bound if matches under the filter may be missing', () => {
    expect(buildFilteredGoals(part({ unnamed: null, scope: 'PARTIAL' }))).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      upperBound: null,
      bounds: { upper: null, byRows: null },
      completeness: 'PARTIAL',
      explanation: expect.stringMatching(
        / No dataset lists every match under the filter, so there is no upper bound\.$/,
      ),
    });
  });

  it.each([
    [{ recorded: 2, unnamed: 0, scope: 'COMPLETE' }, 'COMPLETE'],
    [{ recorded: 2, unnamed: 0, scope: 'LISTED' }, 'LISTED'],
    [{ recorded: 0, unnamed: 0, scope: 'COMPLETE' }, 'NONE'],
    [{ recorded: 0, unnamed: 0, scope: 'LISTED' }, 'NONE'],
    [{ recorded: 2, unnamed: 0, scope: 'PARTIAL' }, 'PARTIAL'],
    [{ recorded: 0, unnamed: 0, scope: 'PARTIAL' }, 'NONE'],
    [{ recorded: 2, unnamed: 3, scope: 'COMPLETE' }, 'PARTIAL'],
    [{ recorded: 0, unnamed: 3, scope: 'COMPLETE' }, 'NONE'],
    [{ recorded: 0, unnamed: null, scope: 'PARTIAL' }, 'NONE'],
  ] as [FilteredGoals, string][])(
    'are as complete as the matches under the filter: %o is %s',
    (of, completeness) => {
      expect(buildFilteredGoals(of).completeness).toBe(completeness);
    },
  );

  it('is COUNTED or UNKNOWN and never below the recorded goals', () => {
    const scope = fc.constantFrom<FilteredGoals['scope']>('COMPLETE', 'LISTED', 'PARTIAL');
    const anyPart = fc.record({ recorded: fc.nat(5), unnamed: fc.option(fc.nat(3)), scope });
    fc.assert(
      fc.property(anyPart, (of) => {
        const { value, basis, lowerBound, upperBound, completeness } = buildFilteredGoals(of);
        expect(lowerBound).toBe(of.recorded);
        expect(value).toBe(upperBound === lowerBound && of.recorded > 0 ? of.recorded : null);
        expect(basis).toBe(value === null ? 'UNKNOWN' : 'COUNTED');
        if (completeness === 'COMPLETE') expect([basis, of.scope]).toEqual(['COUNTED', 'COMPLETE']);
      }),
    );
  });
});
