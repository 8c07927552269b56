/** In which years somebody can have played for a national team: rule 15 of the conventions. */
import { type DayRange, END_OF_TIME, FIRST_MATCH_DAY, isWithin, yearsAfter } from './days.js';

/** The ages at which that is possible. */
const AGES_YEARS = { first: 13, last: 55 };

/**
 * The days from 13 to 55 years of age; without a birth date as many years either side of the first and the last of the days on
 * which the record knows the player, which are given in any order. Days that no such years include are of several people, and
 * then nothing is excluded.
 */
export function playingYears(birthDate: string | null, known: readonly string[]): DayRange {
  const days = [...known].sort();
  const years = birthDate === null ? yearsAround(days) : yearsOf(birthDate);
  return days.every((day) => isWithin(day, years))
    ? years
    : { from: FIRST_MATCH_DAY, to: END_OF_TIME };
}

const yearsOf = (birthDate: string): DayRange => ({
  from: sinceFirstMatch(yearsAfter(birthDate, AGES_YEARS.first)),
  to: yearsAfter(birthDate, AGES_YEARS.last),
});

function yearsAround(days: readonly string[]): DayRange {
  const length = AGES_YEARS.last - AGES_YEARS.first;
  const [first] = days;
  return {
    from: sinceFirstMatch(yearsAfter(days.at(-1) ?? FIRST_MATCH_DAY, -length)),
    to: first === undefined ? END_OF_TIME : yearsAfter(first, length),
  };
}

const sinceFirstMatch = (day: string) => (day > FIRST_MATCH_DAY ? day : FIRST_MATCH_DAY);
