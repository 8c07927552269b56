/** In which years somebody can have played for a national team: rule 15 of the conventions. */
import { ALWAYS, FIRST_MATCH, type Span, within, yearsAfter } from './days.js';

/** The ages at which that is possible. */
const AGES_YEARS = { first: 13, last: 55 };

/**
 * The days from 13 to 55 years of age; without a birth date as many years either side of the first and the last of the days on
 * which the record knows the player, which are given in any order. Days that no such years include are of several people, and
 * then nothing is excluded.
 */
export function playingYears(birthDate: string | null, known: readonly string[]): Span {
  const days = [...known].sort();
  const years = birthDate === null ? yearsAround(days) : yearsOf(birthDate);
  return days.every((day) => within(day, years)) ? years : { from: FIRST_MATCH, to: ALWAYS };
}

const yearsOf = (birthDate: string): Span => ({
  from: sinceFirstMatch(yearsAfter(birthDate, AGES_YEARS.first)),
  to: yearsAfter(birthDate, AGES_YEARS.last),
});

function yearsAround(days: readonly string[]): Span {
  const length = AGES_YEARS.last - AGES_YEARS.first;
  const [first] = days;
  return {
    from: sinceFirstMatch(yearsAfter(days.at(-1) ?? FIRST_MATCH, -length)),
    to: first === undefined ? ALWAYS : yearsAfter(first, length),
  };
}

const sinceFirstMatch = (day: string) => (day > FIRST_MATCH ? day : FIRST_MATCH);
