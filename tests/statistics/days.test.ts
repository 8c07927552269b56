import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  coversRange,
  dayBefore,
  daysBetween,
  END_OF_TIME,
  FIRST_MATCH_DAY,
  isCalendarDay,
  isWithin,
  nextDay,
  yearsAfter,
} from '../../src/statistics/days.js';

/** Any day of two centuries. */
const anyDay = fc
  .integer({ min: 0, max: 73_000 })
  .map((days) => new Date(Date.UTC(1872, 10, 30 + days)).toISOString().slice(0, 10));

describe('nextDay', () => {
  it.each([
    ['2022-12-10', '2022-12-11'],
    ['2022-12-31', '2023-01-01'],
    ['2024-02-28', '2024-02-29'],
    ['2023-02-28', '2023-03-01'],
    ['1900-02-28', '1900-03-01'],
    ['2000-02-28', '2000-02-29'],
    // The clocks of many countries change on these days; the calendar does not.
    ['2022-03-27', '2022-03-28'],
    ['2022-10-30', '2022-10-31'],
  ])('returns the next calendar day: %s, %s', (day, next) => {
    expect(nextDay(day)).toBe(next);
  });

  it('returns a later day with no day in between', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (day, other) => {
        expect(nextDay(day) > day).toBe(true);
        expect(other > day && other < nextDay(day)).toBe(false);
        expect(isCalendarDay(nextDay(day))).toBe(true);
      }),
    );
  });
});

describe('addDays, dayBefore and yearsAfter', () => {
  it('dayBefore inverts nextDay', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayBefore(nextDay(day))).toBe(day);
        expect(nextDay(dayBefore(day))).toBe(day);
      }),
    );
    expect(dayBefore('2014-06-12')).toBe('2014-06-11');
    expect(dayBefore('2024-03-01')).toBe('2024-02-29');
  });

  it('daysBetween counts the days that addDays adds', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it('yearsAfter keeps the day of the year and sorts within the later year', () => {
    expect(yearsAfter('1992-02-05', 13)).toBe('2005-02-05');
    expect(yearsAfter('1992-02-05', -42)).toBe('1950-02-05');
    const leap = yearsAfter('1992-02-29', 13);
    expect('2005-02-28' < leap && leap < '2005-03-01').toBe(true);
    expect(yearsAfter('0041-01-01', -40)).toBe('0001-01-01');
  });
});

describe('isCalendarDay', () => {
  it.each(['2024-02-29', '2000-02-29', '1872-11-30', '2022-12-31', FIRST_MATCH_DAY, END_OF_TIME])(
    'accepts %s',
    (text) => {
      expect(isCalendarDay(text)).toBe(true);
    },
  );

  it.each([
    '2023-02-30',
    '2023-02-29',
    '1900-02-29',
    '2022-13-01',
    '2022-00-10',
    '2022-12-00',
    '2022-04-31',
    '2022-12-1',
    '22-12-10',
    '2022-12-10T00:00:00Z',
    ' 2022-12-10',
    '2022-12-10\n',
    '10.12.2022',
    '',
    'yesterday',
  ])('rejects "%s"', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });
});

describe('isWithin and coversRange', () => {
  const autumn = { from: '2022-09-27', to: '2023-06-15' };

  it.each(['2022-09-27', '2022-12-10', '2023-06-15'])(
    'isWithin includes both ends and days between: %s',
    (day) => {
      expect(isWithin(day, autumn)).toBe(true);
      expect(coversRange([autumn], day, day)).toBe(true);
    },
  );

  it.each(['2022-09-26', '2023-06-16'])(
    'isWithin excludes the days next to the ends: %s',
    (day) => {
      expect(isWithin(day, autumn)).toBe(false);
      expect(coversRange([autumn], day, day)).toBe(false);
    },
  );

  it('coversRange needs one range that covers the whole', () => {
    expect(coversRange([autumn], '2022-09-27', '2023-06-15')).toBe(true);
    expect(coversRange([autumn], '2022-09-26', '2023-06-15')).toBe(false);
    expect(coversRange([autumn], '2022-09-27', '2023-06-16')).toBe(false);
    expect(coversRange([], '2022-12-10', '2022-12-10')).toBe(false);
  });

  it('coversRange is false across a day in no range', () => {
    const apart = [
      { from: '2022-01-01', to: '2022-06-30' },
      { from: '2022-07-02', to: '2022-12-31' },
    ];
    expect(coversRange(apart, '2022-06-30', '2022-07-02')).toBe(false);
    expect(coversRange(apart, '2022-07-02', '2022-12-31')).toBe(true);
  });

  it('coversRange is true for an empty range', () => {
    expect(coversRange([], '2022-12-11', '2022-12-10')).toBe(true);
  });

  it('coversRange is true for every range inside a covered one', () => {
    fc.assert(
      fc.property(fc.tuple(anyDay, anyDay, anyDay, anyDay), (days) => {
        const [first = '', second = '', third = '', fourth = ''] = [...days].sort();
        const spans = [{ from: first, to: fourth }];
        expect(coversRange(spans, second, third)).toBe(true);
        expect(coversRange([{ from: second, to: third }], first, fourth)).toBe(
          first === second && third === fourth,
        );
      }),
    );
  });
});
