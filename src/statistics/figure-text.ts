/** Sentences that explain a figure. */

import { pluralize } from '../text/plural.js';
import type { Bounds, CareerEvidence, Measure, PublishedValue } from './career-evidence.js';

/** `1 goal`, `80 caps`. */
export const formatMeasure = (value: number, measure: Measure) =>
  pluralize(value, measure.slice(0, -1), measure);

export const formatBasis = (basis: string) => basis.toLowerCase().replace('_', ' ');

/** `53 goals by Sportskeeda for 2022-12-11`. */
export const describeFigure = ({ value, by, asOf }: PublishedValue, measure: Measure) =>
  `${formatMeasure(value, measure)} by ${by} for ${asOf}`;

export const describeRows = (recorded: number, where = '') =>
  recorded === 0
    ? `The record has no goal row of the player${where}.`
    : `The record itself has ${recorded} goal ${recorded === 1 ? 'row' : 'rows'} of the player${where}.`;

/** A published figure, the goals recorded since and the matches in between. */
export function describeCarried(parts: string, more: number, matches: number): string {
  const over =
    matches === 1
      ? 'the one match of the team since then names'
      : `all ${matches} matches of the team since then name`;
  return `${parts}, and ${more === 0 ? 'none' : more} recorded since; ${over} every scorer.`;
}

/** Other published figures; empty without any. */
export function describeAlternative(figures: readonly PublishedValue[], measure: Measure): string {
  if (figures.length === 0) return '';
  return ` Otherwise published: ${figures.map((one) => describeFigure(one, measure)).join(', ')}.`;
}

/** Why no value is supported, and the last day with one. */
export function describeUnknown(
  disagreeing: readonly PublishedValue[],
  latest: PublishedValue | null,
  isRefuted: boolean,
  lastSupportedOn: string | null,
  measure: Measure,
): string {
  if (!latest) return `No source has published the ${measure} by that day.`;
  if (disagreeing.length > 0) {
    const values = disagreeing.map(({ value, by }) => `${value} by ${by}`).join(', ');
    return `Sources disagree on the ${measure} for ${latest.asOf}: ${values}.`;
  }
  if (latest.discrepancy !== null) {
    return `The last published figure, ${describeFigure(latest, measure)}, supports nothing: ${latest.discrepancy}.`;
  }
  const last =
    lastSupportedOn === null ? '' : ` The last day with a supported value is ${lastSupportedOn}.`;
  const why = isRefuted ? 'is outside the bounds' : 'may have changed since';
  return `The last published figure, ${describeFigure(latest, measure)}, ${why}.${last}`;
}

/** Matches without scorers between the first and last recorded goal: not a window of the career (rule 15). */
export function describeUnnamedBetween({ scored, matches }: CareerEvidence, day: string): string {
  const days = scored.filter((one) => one <= day);
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return '';
  const without = matches.filter(
    ({ date, unnamed }) => unnamed > 0 && first <= date && date <= last,
  );
  if (without.length === 0) return '';
  const goals = without.reduce((sum, { unnamed }) => sum + unnamed, 0);
  const lack = `${pluralize(without.length, 'match', 'matches')} of the team ${without.length === 1 ? 'lacks' : 'lack'}`;
  return `Between the first of these and the last ${lack} the scorers of ${pluralize(goals, 'goal', 'goals')}.`;
}

export function describeBounds({ lower, upper }: Bounds, measure: Measure, day: string): string {
  const least = lower.restsOn
    ? [
        `At least ${lower.value}: ${describeFigure(lower.restsOn, measure)}, and what is recorded since.`,
      ]
    : [];
  return [...least, describeUpperBound(upper, measure, day)].join(' ');
}

function describeUpperBound(upper: Bounds['upper'], measure: Measure, day: string): string {
  if (upper === null) {
    return "No dataset lists every match of the player's years, so there is no upper bound.";
  }
  const { value, restsOn } = upper;
  if (restsOn) {
    const change =
      restsOn.through < day ? 'and what can have come since' : 'less what is recorded in between';
    return `At most ${value}: ${describeFigure(restsOn, measure)}, ${change}.`;
  }
  return measure === 'goals'
    ? `At most ${value}, with every goal of the team in the player's years that has no scorer on record.`
    : `At most ${value}, the matches of the team in the player's years.`;
}

/** `unnamed` null: matches may be missing. */
export function describeFilteredGoals(unnamed: number | null): string {
  if (unnamed === null) {
    return 'No dataset lists every match under the filter, so there is no upper bound.';
  }
  if (unnamed === 0) return 'No goal of the team under the filter lacks its scorer.';
  const goals = pluralize(unnamed, 'goal', 'goals');
  return `${goals} of the team under the filter ${unnamed === 1 ? 'has' : 'have'} no scorer on record.`;
}
