/** The sentences that go with a figure. */
import type { Span } from './days.js';
import { counted } from './words.js';

/** `1 goal`, `80 caps`. */
export const inMeasure = (value: number, measure: 'goals' | 'caps') =>
  counted(value, measure.slice(0, -1), measure);

const inDays = ({ from, to }: Span) => (from === to ? `On ${from}` : `Between ${from} and ${to}`);

/** `carried forward`. */
export const inWords = (basis: string) => basis.toLowerCase().replace('_', ' ');

/** How many rows the record has of the player; ` under the filter` where it is not of all. */
export const rowsInWords = (recorded: number, where = '') =>
  recorded === 0
    ? `The record has no goal row of the player${where}.`
    : `The record itself has ${recorded} goal ${recorded === 1 ? 'row' : 'rows'} of the player${where}.`;

/** What the bounds of goals rest on: null for no bound. */
export function missingInWords(missing: number | null, window: Span | null): string {
  if (!window) return 'Without any day of the career there are no bounds.';
  if (missing === null) {
    return 'It does not hold every match of the career, so it gives no upper bound.';
  }
  return `${inDays(window)} ${ofTeam(missing)} no scorer on record.`;
}

/** The same for goals under a filter: without a window for those of any day. */
export function missingInPart(missing: number | null, window: Span | null): string {
  if (missing === null) {
    return 'It does not hold every match under the filter, so it gives no upper bound.';
  }
  const days = window ? `${inDays(window)} ` : '';
  return `${days}${ofTeam(missing, ' under the filter')} no scorer on record.`;
}

const ofTeam = (goals: number, where = '') =>
  `${counted(goals, 'goal', 'goals')} of the team${where} ${goals === 1 ? 'has' : 'have'}`;

/** What the bounds of caps rest on: null for no bound. */
export function playedInWords(upperBound: number | null, window: Span | null): string {
  if (!window || upperBound === null) {
    return 'The record does not hold every match of the career, so it gives no upper bound.';
  }
  return `${inDays(window)} the team played ${counted(upperBound, 'match', 'matches')}.`;
}
