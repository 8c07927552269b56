/** The record claims no more days than the files have. */
import { expect, it } from 'vitest';
import { holdingsOf } from './holdings.js';
import { lastDayOf } from './scope.js';
import type { Side } from './side.js';

/** The properties of holdings, as tests of the suite that calls. */
export function holdingsAgree({ record, results }: Side): void {
  it("Dataset.holdings list all men's matches from the first played one to the last", async () => {
    const holdings = await holdingsOf(record());
    const listed = holdings.filter(({ completeness }) => completeness === 'LISTED');
    const first = results().matches.find(({ score }) => score !== null);
    expect(listed).toEqual([
      {
        completeness: 'LISTED',
        category: 'MEN',
        team: null,
        tournament: null,
        from: first?.date,
        to: lastDayOf(results()),
      },
    ]);
  });

  it('Dataset.holdings are COMPLETE within those days, and for single tournaments alone', async () => {
    const holdings = await holdingsOf(record());
    for (const holding of holdings.filter(({ completeness }) => completeness === 'COMPLETE')) {
      expect(holding).toMatchObject({ category: 'MEN', team: null });
      expect(results().tournaments.has(holding.tournament?.slug ?? '')).toBe(true);
      expect(holding.from <= holding.to && holding.to <= lastDayOf(results())).toBe(true);
    }
  });
}
