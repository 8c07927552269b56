/** The years in which somebody can have played for a team, whatever the record lacks. */
import type { CareerRows } from '../record/figures.js';
import type { PlayerRow } from '../record/players.js';
import { FIRST_MATCH, type Span } from '../statistics/days.js';

/** Nobody has played for a national team before or after. */
const AGES = { first: 13, last: 55 };

/**
 * The days between which a player can have played: from 13 to 55 years of age; without a birth day as far from the known
 * days of the career as those years reach. Wider than the window of a figure's bounds, since it has to prove something.
 */
export function playingYears(
  { id, birthDate }: Pick<PlayerRow, 'id' | 'birthDate'>,
  { scored, published }: CareerRows,
): Span {
  if (birthDate !== null)
    return { from: shifted(birthDate, AGES.first), to: shifted(birthDate, AGES.last) };
  const days = [
    ...scored.filter(({ playerId }) => playerId === id).map(({ date }) => date),
    ...published.filter(({ playerId }) => playerId === id).map(({ asOf }) => asOf),
  ].sort();
  const reach = AGES.last - AGES.first;
  const [first = FIRST_MATCH] = days;
  return { from: shifted(days.at(-1) ?? FIRST_MATCH, -reach), to: shifted(first, reach) };
}

/** The same day so many years later; no earlier than the first match of all. */
function shifted(day: string, years: number): string {
  const moved = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return moved < FIRST_MATCH ? FIRST_MATCH : moved;
}
