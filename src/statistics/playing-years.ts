/** Rule 15. */
import { type DayRange, END_OF_TIME, FIRST_MATCH_DAY, isWithin, yearsAfter } from './days.js';

const PLAYING_AGE_YEARS = { first: 13, last: 55 };

/** Ages 13 to 55, else 42 years around the known days. Days outside belong to several people: all days. */
export function playingYears(birthDate: string | null, knownDays: readonly string[]): DayRange {
  const days = [...knownDays].sort();
  const years = birthDate === null ? yearsAround(days) : yearsOf(birthDate);
  return days.every((day) => isWithin(day, years))
    ? years
    : { from: FIRST_MATCH_DAY, to: END_OF_TIME };
}

const yearsOf = (birthDate: string): DayRange => ({
  from: sinceFirstMatch(yearsAfter(birthDate, PLAYING_AGE_YEARS.first)),
  to: yearsAfter(birthDate, PLAYING_AGE_YEARS.last),
});

function yearsAround(days: readonly string[]): DayRange {
  const length = PLAYING_AGE_YEARS.last - PLAYING_AGE_YEARS.first;
  const [first] = days;
  return {
    from: sinceFirstMatch(yearsAfter(days.at(-1) ?? FIRST_MATCH_DAY, -length)),
    to: first === undefined ? END_OF_TIME : yearsAfter(first, length),
  };
}

const sinceFirstMatch = (day: string) => (day > FIRST_MATCH_DAY ? day : FIRST_MATCH_DAY);
