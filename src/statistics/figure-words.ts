/** The sentences that go with a figure. */
import type { Span } from './days.js';
import { counted } from './words.js';

/** `1 goal`, `80 caps`. */
export const inMeasure = (value: number, measure: 'goals' | 'caps') =>
  counted(value, measure.slice(0, -1), measure);

const inDays = ({ from, to }: Span) => (from === to ? `On ${from}` : `Between ${from} and ${to}`);

/** `carried forward`. */
export const inWords = (basis: string) => basis.toLowerCase().replace('_', ' ');

/** How many rows the record has of the player. */
export const rowsInWords = (recorded: number) =>
  recorded === 0
    ? 'The record has no goal row of the player.'
    : `The record itself has ${recorded} goal ${recorded === 1 ? 'row' : 'rows'} of the player.`;

/** What the bounds of goals rest on: null for no bound. */
export function missingInWords(missing: number | null, window: Span | null): string {
  if (!window) return 'Without any day of the career there are no bounds.';
  if (missing === null) {
    return 'It does not hold every match of the career, so it gives no upper bound.';
  }
  const goals = missing === 1 ? '1 goal of the team has' : `${missing} goals of the team have`;
  return `${inDays(window)} ${goals} no scorer on record.`;
}

/** What the bounds of caps rest on: null for no bound. */
export function playedInWords(upperBound: number | null, window: Span | null): string {
  if (!window || upperBound === null) {
    return 'The record does not hold every match of the career, so it gives no upper bound.';
  }
  return `${inDays(window)} the team played ${counted(upperBound, 'match', 'matches')}.`;
}
