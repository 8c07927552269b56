import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { END_OF_TIME, FIRST_MATCH_DAY, isWithin } from '../../src/statistics/days.js';
import { playingYears } from '../../src/statistics/playing-years.js';
import { DAYS } from './careers.js';

const ALL = { from: FIRST_MATCH_DAY, to: END_OF_TIME };

describe('playingYears', () => {
  it('spans ages 13 to 55 with a birth date', () => {
    expect(playingYears('1992-02-05', [])).toEqual({ from: '2005-02-05', to: '2047-02-05' });
  });

  it('ignores recorded days within the ages of a known birth date', () => {
    expect(playingYears('1992-02-05', ['2010-08-10'])).toEqual(playingYears('1992-02-05', []));
  });

  it('spans 42 years either side of the recorded days without a birth date', () => {
    const days = ['1998-06-10', '1986-05-31', '1994-06-17'];
    expect(playingYears(null, days)).toEqual({ from: '1956-06-10', to: '2028-05-31' });
    expect(playingYears(null, ['1998-06-10'])).toEqual({ from: '1956-06-10', to: '2040-06-10' });
  });

  it('spans all days without birth date and recorded days', () => {
    expect(playingYears(null, [])).toEqual(ALL);
  });

  it('starts no earlier than the first match', () => {
    expect(playingYears('1850-01-01', []).from).toBe(FIRST_MATCH_DAY);
    expect(playingYears(null, ['1900-01-01']).from).toBe(FIRST_MATCH_DAY);
  });

  it('spans all days if birth date and recorded days belong to two people', () => {
    // Albert Guðmundsson of 1946 and his great-grandson of that name.
    expect(playingYears('1997-06-15', ['1946-07-17', '2024-03-21'])).toEqual(ALL);
    expect(playingYears(null, ['1946-07-17', '2024-03-21'])).toEqual(ALL);
  });

  it('includes every recorded day', () => {
    const births = fc.option(fc.constantFrom('1880-05-01', '1950-05-01', '1987-06-01'));
    const known = fc.array(fc.constantFrom(...DAYS, '1930-07-13', '1966-07-30', '2026-06-11'));
    fc.assert(
      fc.property(births, known, (birthDate, days) => {
        const years = playingYears(birthDate, days);
        expect(years.from <= years.to).toBe(true);
        for (const day of days) expect(isWithin(day, years)).toBe(true);
      }),
    );
  });
});
