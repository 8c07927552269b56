/** The best supported value of a player's goals, caps and goals per cap (rule 16). */

import {
  type Bounds,
  type CareerEvidence,
  careerBounds,
  isPeriodListed,
  isUndisputed,
  isWithinBounds,
  type Measure,
  matchesIn,
  minimumIn,
  type PublishedValue,
  periodAfter,
  type TeamMatch,
} from './career-evidence.js';
import type { Completeness } from './coverage.js';
import { coversRange, type DayRange, dayBefore, nextDay } from './days.js';
import {
  describeAlternative,
  describeBounds,
  describeCarried,
  describeFilteredGoals,
  describeRows,
  describeUnknown,
  describeUnnamedBetween,
  formatBasis,
  formatMeasure,
} from './figure-text.js';

export type Basis = 'PUBLISHED' | 'CARRIED_FORWARD' | 'COUNTED' | 'UNKNOWN';

export interface Figure {
  value: number | null;
  basis: Basis;
  recorded: number | null;
  lowerBound: number | null;
  upperBound: number | null;
  completeness: Completeness;
  explanation: string;
  bounds: Bounds;
  /** Null unless a published figure supports the value. */
  restsOn: PublishedValue | null;
  /** No later than the figure's day; null without any. */
  lastSupportedOn: string | null;
}

export interface Ratio {
  /** Unrounded. */
  value: number | null;
  basis: Basis;
  explanation: string;
  /** The last day with both figures supported; null without any. */
  lastSupportedOn: string | null;
}

/** Career goals under a filter. */
export interface FilteredGoals {
  recorded: number;
  /** The team's goals under the filter without a scorer in the player's years; null if matches may be missing. */
  unnamed: number | null;
  scope: 'COMPLETE' | 'LISTED' | 'PARTIAL';
}

interface Support {
  value: number;
  basis: Exclude<Basis, 'UNKNOWN'>;
  restsOn: PublishedValue | null;
  because: string;
}

/** Goals for the team at the end of the day. */
export function buildGoalsFigure(evidence: CareerEvidence, day: string): Figure {
  const recorded = minimumIn(evidence, 'goals', { after: '', to: day });
  const bounds = careerBounds(evidence, 'goals', day);
  const figure = buildFigure(evidence, 'goals', day, bounds, countedValue(recorded, bounds.byRows));
  const words = [describeRows(recorded), describeUnnamedBetween(evidence, day)];
  return {
    ...figure,
    recorded,
    completeness: figure.basis === 'COUNTED' ? 'COMPLETE' : recorded === 0 ? 'NONE' : 'PARTIAL',
    explanation: [figure.explanation, ...words, describeBounds(bounds, 'goals', day)]
      .filter(Boolean)
      .join(' '),
  };
}

/** Caps at the end of the day, from published figures alone. */
export function buildCapsFigure(evidence: CareerEvidence, day: string): Figure {
  const bounds = careerBounds(evidence, 'caps', day);
  const figure = buildFigure(evidence, 'caps', day, bounds, null);
  return {
    ...figure,
    recorded: null,
    completeness: 'NONE',
    explanation: `${figure.explanation} No dataset of the record counts caps. ${describeBounds(bounds, 'caps', day)}`,
  };
}

/** No published figure covers part of a career, so the value is COUNTED or UNKNOWN. */
export function buildFilteredGoals({ recorded, unnamed, scope }: FilteredGoals): Figure {
  const most = unnamed === null ? null : recorded + unnamed;
  const support = countedValue(recorded, most);
  const whole = support && scope !== 'PARTIAL' ? scope : null;
  const because = support?.because ?? 'No published figure counts the goals under a filter.';
  return {
    value: support?.value ?? null,
    basis: support?.basis ?? 'UNKNOWN',
    recorded,
    lowerBound: recorded,
    upperBound: most,
    bounds: {
      lower: { value: recorded, restsOn: null },
      upper: most === null ? null : { value: most, restsOn: null },
      byRows: most,
    },
    completeness: whole ?? (recorded === 0 ? 'NONE' : 'PARTIAL'),
    explanation: `${because} ${describeRows(recorded, ' under the filter')} ${describeFilteredGoals(unnamed)}`,
    restsOn: null,
    lastSupportedOn: null,
  };
}

/** Recorded goals are never divided by published caps (rule 16). */
export function buildGoalsPerCap(
  evidence: CareerEvidence,
  goals: Figure,
  caps: Figure,
  day: string,
): Ratio {
  const lastSupportedOn = lastDayOf(ratioDays(evidence, day));
  const none = (explanation: string): Ratio => ({
    value: null,
    basis: 'UNKNOWN',
    explanation,
    lastSupportedOn,
  });
  if (goals.basis === 'COUNTED') {
    return none(
      'The goals are counted from the record, and recorded goals are never divided by published caps.',
    );
  }
  if (goals.value === null || caps.value === null) {
    const missing = [goals.value === null ? 'goals' : '', caps.value === null ? 'caps' : '']
      .filter(Boolean)
      .join(' and the ');
    const last = lastSupportedOn === null ? '' : ` The last day with both is ${lastSupportedOn}.`;
    return none(`No supported figure for the ${missing} as of that day.${last}`);
  }
  if (caps.value === 0) return none('Nothing is divided by no caps.');
  return {
    value: goals.value / caps.value,
    basis: goals.basis,
    explanation: `${formatMeasure(goals.value, 'goals')} (${formatBasis(goals.basis)}) divided by ${formatMeasure(caps.value, 'caps')} (${formatBasis(caps.basis)}).`,
    lastSupportedOn,
  };
}

/** Null if either is unknown or the baseline is 0. */
export function ratioRelativeTo(ratio: Ratio, baseline: Ratio): number | null {
  return ratio.value === null || !baseline.value ? null : ratio.value / baseline.value;
}

function buildFigure(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
  bounds: Bounds,
  count: Support | null,
) {
  const { lower, upper } = bounds;
  const support = count ?? findPublishedValue(evidence, measure, day, bounds);
  const lastSupportedOn = support ? day : lastDayOf(supportedDays(evidence, measure, day));
  const because = support
    ? `${support.because}${describeAlternative(findAlternatives(evidence, measure, day, support.value), measure)}`
    : describeUnknown(
        findDisagreement(evidence, measure, day),
        latestFigure(evidence, measure, day),
        isRefuted(evidence, measure, day, bounds),
        lastSupportedOn,
        measure,
      );
  return {
    value: support?.value ?? null,
    basis: support?.basis ?? ('UNKNOWN' as const),
    lowerBound: lower.value,
    upperBound: upper?.value ?? null,
    explanation: because,
    bounds,
    restsOn: support?.restsOn ?? null,
    lastSupportedOn,
  };
}

/** The recorded goals if nothing more is possible; null for none. */
function countedValue(recorded: number, most: number | null): Support | null {
  return recorded > 0 && most === recorded
    ? {
        value: recorded,
        basis: 'COUNTED',
        restsOn: null,
        because: `${formatMeasure(recorded, 'goals')}, counted from the record.`,
      }
    : null;
}

/** Datasets' figures first, newest first, then reports'; within the bounds. */
function findPublishedValue(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
  bounds: Bounds,
): Support | null {
  for (const figure of rankFigures(evidence, measure, day)) {
    const support = carryForward(evidence, measure, figure, day);
    if (support && isWithinBounds(bounds, support.value)) return support;
  }
  return null;
}

/** Usable figures up to the day, best first; figures of one day that disagree are left out. */
function rankFigures(evidence: CareerEvidence, measure: Measure, day: string): PublishedValue[] {
  const known = figuresUntil(evidence, measure, day).filter((figure) =>
    isAgreed(figure, evidence, measure),
  );
  const reports = known.filter(({ isDataset, discrepancy }) => !isDataset && discrepancy === null);
  return [...known.filter(isUndisputed), ...reports];
}

/** Newest first. */
const figuresUntil = ({ published }: CareerEvidence, measure: Measure, day: string) =>
  published[measure].filter(({ through }) => through <= day);

function isAgreed(
  figure: PublishedValue,
  { published }: CareerEvidence,
  measure: Measure,
): boolean {
  return published[measure]
    .filter((other) => isOfSameDay(figure, other))
    .every(({ value }) => value === figure.value);
}

const isOfSameDay = (one: PublishedValue, other: PublishedValue) =>
  one.through === other.through && one.isDataset === other.isDataset && other.discrepancy === null;

/** The figure plus the goals recorded since; null if a match since has no complete scorers or line-up. */
function carryForward(
  evidence: CareerEvidence,
  measure: Measure,
  figure: PublishedValue,
  day: string,
): Support | null {
  const { value, asOf, by: publisher } = figure;
  const sentences = `${formatMeasure(value, measure)}, as published by ${publisher} for ${asOf}`;
  if (!figure.isDataset && asOf === day) {
    return { value, basis: 'PUBLISHED', restsOn: figure, because: `${sentences}.` };
  }
  const period = periodAfter(figure, day);
  if (!isPeriodListed(evidence, period) || mayCountMatchOfDay(evidence, figure)) return null;
  const matches = matchesIn(evidence, period);
  if (matches.length === 0) {
    const still = asOf >= day ? '.' : '; the team has not played since.';
    return { value, basis: 'PUBLISHED', restsOn: figure, because: `${sentences}${still}` };
  }
  if (!matches.every((match) => isMatchCovered(match, measure))) return null;
  const more = minimumIn(evidence, measure, period);
  return {
    value: value + more,
    basis: 'CARRIED_FORWARD',
    restsOn: figure,
    because: describeCarried(sentences, more, matches.length),
  };
}

/** Whether the team played, or may have, on a report's day: the report may or may not count that match. */
const mayCountMatchOfDay = (
  { matches, listed }: CareerEvidence,
  { isDataset, asOf }: PublishedValue,
) => !isDataset && (!coversRange(listed, asOf, asOf) || matches.some(({ date }) => date === asOf));

/** No line-ups are on record, so no match is covered for caps. */
const isMatchCovered = ({ scorersNamed }: TeamMatch, measure: Measure) =>
  measure === 'goals' && scorersNamed;

/** Figures that support another value. */
function findAlternatives(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
  value: number,
): PublishedValue[] {
  return figuresUntil(evidence, measure, day).filter((figure) => {
    const other = figure.discrepancy === null ? carryForward(evidence, measure, figure, day) : null;
    return other !== null && other.value !== value;
  });
}

const latestFigure = (evidence: CareerEvidence, measure: Measure, day: string) =>
  figuresUntil(evidence, measure, day)[0] ?? null;

/** Whether the newest figure's value is outside the bounds. */
function isRefuted(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
  bounds: Bounds,
): boolean {
  const newest = latestFigure(evidence, measure, day);
  const support = newest && carryForward(evidence, measure, newest, day);
  return support !== null && !isWithinBounds(bounds, support.value);
}

/** Figures of the newest day, if they disagree. */
function findDisagreement(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
): PublishedValue[] {
  const [newest] = figuresUntil(evidence, measure, day);
  if (!newest || isAgreed(newest, evidence, measure)) return [];
  return figuresUntil(evidence, measure, day).filter((other) => isOfSameDay(newest, other));
}

/** Ranges of days on which published figures support a value. */
function supportedDays(evidence: CareerEvidence, measure: Measure, day: string): DayRange[] {
  const isPossible = ({ isDataset, value, through }: PublishedValue) =>
    isDataset || isWithinBounds(careerBounds(evidence, measure, through), value);
  return rankFigures(evidence, measure, day)
    .filter(isPossible)
    .map((figure) => ({
      from: figure.through,
      to: lastCarriedTo(evidence, measure, figure, day),
    }));
}

/** The last day, up to `day`, that the figure can be carried forward to. */
function lastCarriedTo(
  evidence: CareerEvidence,
  measure: Measure,
  figure: PublishedValue,
  day: string,
): string {
  if (mayCountMatchOfDay(evidence, figure)) return figure.through;
  const next = nextDay(figure.through);
  const listed = evidence.listed.filter(({ from, to }) => from <= next && next <= to);
  const last = lastDayOf(listed) ?? figure.through;
  const end = last < day ? last : day;
  const uncovered = matchesIn(evidence, periodAfter(figure, end)).find(
    (match) => !isMatchCovered(match, measure),
  );
  return uncovered ? dayBefore(uncovered.date) : end;
}

/** Days with both goals and caps supported. */
export function ratioDays(evidence: CareerEvidence, day: string): DayRange[] {
  return intersectRanges([
    supportedDays(evidence, 'goals', day),
    supportedDays(evidence, 'caps', day),
  ]);
}

/** The days in one range of each list. */
export function intersectRanges(lists: readonly (readonly DayRange[])[]): DayRange[] {
  return lists.reduce<DayRange[]>(
    (common, list) =>
      common.flatMap((one) =>
        list
          .map((other) => ({
            from: one.from > other.from ? one.from : other.from,
            to: one.to < other.to ? one.to : other.to,
          }))
          .filter(({ from, to }) => from <= to),
      ),
    [{ from: '', to: '~' }],
  );
}

/** Null without ranges. */
export function lastDayOf(spans: readonly DayRange[]): string | null {
  const days = spans.map(({ to }) => to).sort();
  return days.at(-1) ?? null;
}
