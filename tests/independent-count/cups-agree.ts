/** Of the editions of a closed competition the record holds as COMPLETE those alone that lack no match. */
import { expect, it } from 'vitest';
import { CLOSED_CUP, WHOLE } from './closed-cup.js';
import { through } from './filter.js';
import { lastDayOf, scopeOf } from './scope.js';
import type { Side } from './side.js';

/** The properties of the editions of a league, as tests of the suite that calls. */
export function cupsAgree({ results }: Side): void {
  const editions = () => {
    const matches = through(results(), { tournament: CLOSED_CUP.slug });
    return [...new Set(matches.map(({ date }) => date.slice(0, 4)))].map((year) => {
      const its = matches.filter(({ date }) => date.startsWith(year));
      const days = { from: its.at(0)?.date ?? '', to: its.at(-1)?.date ?? '' };
      return { days, isWhole: its.length === WHOLE };
    });
  };

  it('Dataset.holdings hold as COMPLETE every edition with all its matches, and no day of another', () => {
    const { shown } = results();
    expect(
      editions()
        .map(({ isWhole }) => isWhole)
        .sort(),
    ).toEqual([false, true, true, true]);
    for (const { days, isWhole } of editions()) {
      const filter = { tournament: CLOSED_CUP.slug, ...days };
      expect([days, scopeOf(results(), filter, null)]).toEqual([
        days,
        isWhole ? 'COMPLETE' : 'LISTED',
      ]);
      const touched = shown.filter(({ from, to }) => from <= days.to && days.from <= to);
      expect([days, touched.length]).toEqual([days, isWhole ? 1 : 0]);
    }
    expect(shown.every(({ tournament }) => tournament === CLOSED_CUP.slug)).toBe(true);
    expect(shown.every(({ to }) => to <= lastDayOf(results()))).toBe(true);
  });
}
