import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { END_OF_TIME, FIRST_MATCH_DAY, isWithin } from '../../src/statistics/days.js';
import { playingYears } from '../../src/statistics/playing-years.js';
import { DAYS } from './careers.js';

const ALL = { from: FIRST_MATCH_DAY, to: END_OF_TIME };

describe('the years in which somebody can have played', () => {
  it('are those from 13 to 55 by the birth date', () => {
    expect(playingYears('1992-02-05', [])).toEqual({ from: '2005-02-05', to: '2047-02-05' });
  });

  it('are narrowed by no day on which the record knows the player, where the birth date is known', () => {
    expect(playingYears('1992-02-05', ['2010-08-10'])).toEqual(playingYears('1992-02-05', []));
  });

  it('are 42 either side of the first and the last day on record without a birth date', () => {
    const days = ['1998-06-10', '1986-05-31', '1994-06-17'];
    expect(playingYears(null, days)).toEqual({ from: '1956-06-10', to: '2028-05-31' });
    expect(playingYears(null, ['1998-06-10'])).toEqual({ from: '1956-06-10', to: '2040-06-10' });
  });

  it('are all where nothing is known', () => {
    expect(playingYears(null, [])).toEqual(ALL);
  });

  it('begin no earlier than the first match', () => {
    expect(playingYears('1850-01-01', []).from).toBe(FIRST_MATCH_DAY);
    expect(playingYears(null, ['1900-01-01']).from).toBe(FIRST_MATCH_DAY);
  });

  it('are all where a birth date and a day on record exclude each other: they are of two people', () => {
    // Albert Guðmundsson of 1946 and his great-grandson of that name.
    expect(playingYears('1997-06-15', ['1946-07-17', '2024-03-21'])).toEqual(ALL);
    expect(playingYears(null, ['1946-07-17', '2024-03-21'])).toEqual(ALL);
  });

  it('include every day on which the record knows the player', () => {
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
