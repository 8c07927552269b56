/**
 * The best supported value of a player's goals and caps, and what divides them: rule 16 of the conventions. A figure is
 * counted where the rows leave one number only, carried forward over covered matches, published, or unknown.
 */

import {
  type Bounds,
  type CareerEvidence,
  careerBounds,
  isPeriodListed,
  isUndisputed,
  isWithin,
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
  formatBasis,
  formatMeasure,
  unnamedBetween,
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
  /** The bounds with what they rest on. */
  bounds: Bounds;
  /** The published figure that the value rests on; null where it rests on none. */
  restsOn: PublishedValue | null;
  /** The last day, no later than that of the figure, on which a value is supported; null where there is none. */
  lastSupportedOn: string | null;
}

export interface Ratio {
  /** Unrounded. */
  value: number | null;
  basis: Basis;
  explanation: string;
  /** The last day on which both figures are supported; null where there is none. */
  lastSupportedOn: string | null;
}

/** The goals of a career that a filter leaves in. */
export interface FilteredGoals {
  recorded: number;
  /** How many goals of the team under the filter have no scorer in the player's years; null where matches may be missing. */
  unnamed: number | null;
  /** How surely the record has every match under the filter. */
  scope: 'COMPLETE' | 'LISTED' | 'PARTIAL';
}

/** A value, how it was reached, and that in words. */
interface Support {
  value: number;
  basis: Exclude<Basis, 'UNKNOWN'>;
  restsOn: PublishedValue | null;
  because: string;
}

/** The player's goals for the team at the end of a day. */
export function buildGoalsFigure(evidence: CareerEvidence, day: string): Figure {
  const recorded = minimumIn(evidence, 'goals', { after: '', to: day });
  const bounds = careerBounds(evidence, 'goals', day);
  const figure = figureOf(evidence, 'goals', day, bounds, counted(recorded, bounds.byRows));
  const words = [describeRows(recorded), unnamedBetween(evidence, day)];
  return {
    ...figure,
    recorded,
    completeness: figure.basis === 'COUNTED' ? 'COMPLETE' : recorded === 0 ? 'NONE' : 'PARTIAL',
    explanation: [figure.explanation, ...words, describeBounds(bounds, 'goals', day)]
      .filter(Boolean)
      .join(' '),
  };
}

/** The player's caps at the end of a day, which only published figures count; the rows say how few and how many they can be. */
export function buildCapsFigure(evidence: CareerEvidence, day: string): Figure {
  const bounds = careerBounds(evidence, 'caps', day);
  const figure = figureOf(evidence, 'caps', day, bounds, null);
  return {
    ...figure,
    recorded: null,
    completeness: 'NONE',
    explanation: `${figure.explanation} No dataset of the record counts caps. ${describeBounds(bounds, 'caps', day)}`,
  };
}

/**
 * The goals of a part of a career. Figures are published for careers up to a day; of any other part they say nothing, so
 * that it is counted, where no goal of the team under the filter lacks its scorer, or unknown.
 */
export function buildFilteredGoals({ recorded, unnamed, scope }: FilteredGoals): Figure {
  const most = unnamed === null ? null : recorded + unnamed;
  const support = counted(recorded, most);
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

/** Goals by caps at the end of a day. Recorded goals are never divided by published caps: both rest on what was published. */
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

/** One ratio in terms of another: null where either is unknown, or the other is 0. */
export function ratioRelativeTo(ratio: Ratio, baseline: Ratio): number | null {
  return ratio.value === null || !baseline.value ? null : ratio.value / baseline.value;
}

/** The value of a measure with its bounds. */
function figureOf(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
  bounds: Bounds,
  count: Support | null,
) {
  const { lower, upper } = bounds;
  const support = count ?? publishedValue(evidence, measure, day, bounds);
  const lastSupportedOn = support ? day : lastDayOf(supportedDays(evidence, measure, day));
  const because = support
    ? `${support.because}${describeAlternative(withAlternative(evidence, measure, day, support.value), measure)}`
    : describeUnknown(
        findDisagreement(evidence, measure, day),
        latest(evidence, measure, day),
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

/** The recorded goals, where the rows leave room for no more; that there is none is no count. */
function counted(recorded: number, most: number | null): Support | null {
  return recorded > 0 && most === recorded
    ? {
        value: recorded,
        basis: 'COUNTED',
        restsOn: null,
        because: `${formatMeasure(recorded, 'goals')}, counted from the record.`,
      }
    : null;
}

/**
 * The first that applies of the figures of datasets, newest first, then of reports, the one nearest to the day first: none that
 * the bounds leave no room for.
 */
function publishedValue(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
  bounds: Bounds,
): Support | null {
  for (const figure of ranked(evidence, measure, day)) {
    const support = carryForward(evidence, measure, figure, day);
    if (support && isWithin(bounds, support.value)) return support;
  }
  return null;
}

/** The figures that may support a value by a day, the best first: none against which another of its day speaks. */
function ranked(evidence: CareerEvidence, measure: Measure, day: string): PublishedValue[] {
  const known = byMeasure(evidence, measure, day).filter((figure) =>
    isAgreed(figure, evidence, measure),
  );
  const reports = known.filter(({ isDataset, discrepancy }) => !isDataset && discrepancy === null);
  return [...known.filter(isUndisputed), ...reports];
}

/** The figures whose matches lie no later than a day, newest first. */
const byMeasure = ({ published }: CareerEvidence, measure: Measure, day: string) =>
  published[measure].filter(({ through }) => through <= day);

/** Whether all figures of its kind for the same day have the same value. */
function isAgreed(
  figure: PublishedValue,
  { published }: CareerEvidence,
  measure: Measure,
): boolean {
  return published[measure]
    .filter((other) => isOfTheSameDay(figure, other))
    .every(({ value }) => value === figure.value);
}

const isOfTheSameDay = (one: PublishedValue, other: PublishedValue) =>
  one.through === other.through && one.isDataset === other.isDataset && other.discrepancy === null;

/** What a figure and the rows since support at the end of a day; null where something since is not covered. */
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
  if (!isPeriodListed(evidence, period) || isOfAnOpenDay(evidence, figure)) return null;
  const matches = matchesIn(evidence, period);
  if (matches.length === 0) {
    const still = asOf >= day ? '.' : '; the team has not played since.';
    return { value, basis: 'PUBLISHED', restsOn: figure, because: `${sentences}${still}` };
  }
  if (!matches.every((match) => covers(match, measure))) return null;
  const more = minimumIn(evidence, measure, period);
  return {
    value: value + more,
    basis: 'CARRIED_FORWARD',
    restsOn: figure,
    because: describeCarried(sentences, more, matches.length),
  };
}

/** Whether a report is of a day on which the team played or may have: nobody knows whether it counts that match. */
const isOfAnOpenDay = ({ matches, listed }: CareerEvidence, { isDataset, asOf }: PublishedValue) =>
  !isDataset && (!coversRange(listed, asOf, asOf) || matches.some(({ date }) => date === asOf));

/** Whether a match adds a known number: no line-up is on record, so that none does to caps. */
const covers = ({ scorersNamed }: TeamMatch, measure: Measure) =>
  measure === 'goals' && scorersNamed;

/** The figures of the day's best value that say otherwise. */
function withAlternative(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
  value: number,
): PublishedValue[] {
  return byMeasure(evidence, measure, day).filter((figure) => {
    const other = figure.discrepancy === null ? carryForward(evidence, measure, figure, day) : null;
    return other !== null && other.value !== value;
  });
}

/** The newest published figure by a day; null without one. */
const latest = (evidence: CareerEvidence, measure: Measure, day: string) =>
  byMeasure(evidence, measure, day)[0] ?? null;

/** Whether the bounds leave no room for what the newest figure supports. */
function isRefuted(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
  bounds: Bounds,
): boolean {
  const newest = latest(evidence, measure, day);
  const support = newest && carryForward(evidence, measure, newest, day);
  return support !== null && !isWithin(bounds, support.value);
}

/** The figures of the newest day, where sources disagree about it. */
function findDisagreement(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
): PublishedValue[] {
  const [newest] = byMeasure(evidence, measure, day);
  if (!newest || isAgreed(newest, evidence, measure)) return [];
  return byMeasure(evidence, measure, day).filter((other) => isOfTheSameDay(newest, other));
}

/** The days on which published figures support a value, each from the day that it counts through to the last that it holds for. */
function supportedDays(evidence: CareerEvidence, measure: Measure, day: string): DayRange[] {
  const isPossible = ({ isDataset, value, through }: PublishedValue) =>
    isDataset || isWithin(careerBounds(evidence, measure, through), value);
  return ranked(evidence, measure, day)
    .filter(isPossible)
    .map((figure) => ({
      from: figure.through,
      to: lastCarriedTo(evidence, measure, figure, day),
    }));
}

/** The last day, no later than another, up to which a figure can be carried. */
function lastCarriedTo(
  evidence: CareerEvidence,
  measure: Measure,
  figure: PublishedValue,
  day: string,
): string {
  if (isOfAnOpenDay(evidence, figure)) return figure.through;
  const next = nextDay(figure.through);
  const listed = evidence.listed.filter(({ from, to }) => from <= next && next <= to);
  const last = lastDayOf(listed) ?? figure.through;
  const end = last < day ? last : day;
  const uncovered = matchesIn(evidence, periodAfter(figure, end)).find(
    (match) => !covers(match, measure),
  );
  return uncovered ? dayBefore(uncovered.date) : end;
}

/** The days on which published figures support both goals and caps. */
export function ratioDays(evidence: CareerEvidence, day: string): DayRange[] {
  return inCommon([supportedDays(evidence, 'goals', day), supportedDays(evidence, 'caps', day)]);
}

/** The days that lie in a span of each list. */
export function inCommon(lists: readonly (readonly DayRange[])[]): DayRange[] {
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

/** The last day of some spans; null without any. */
export function lastDayOf(spans: readonly DayRange[]): string | null {
  const days = spans.map(({ to }) => to).sort();
  return days.at(-1) ?? null;
}
