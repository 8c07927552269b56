/** Published figures carried forward to a day (rule 16). */
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
import { coversRange, type DayRange, dayBefore, lastDayOf, nextDay } from './days.js';
import { describeCarried, formatMeasure } from './figure-text.js';

export type Basis = 'PUBLISHED' | 'CARRIED_FORWARD' | 'COUNTED' | 'UNKNOWN';

export interface Support {
  value: number;
  basis: Exclude<Basis, 'UNKNOWN'>;
  restsOn: PublishedValue | null;
  because: string;
}

/** Datasets first, newest first; within the bounds. */
export function findPublishedValue(
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

/** Best first, without figures of one day that disagree. */
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

/** Null if a match since lacks scorers or line-up. */
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

/** A report may or may not count a match of its day. */
const mayCountMatchOfDay = (
  { matches, listed }: CareerEvidence,
  { isDataset, asOf }: PublishedValue,
) => !isDataset && (!coversRange(listed, asOf, asOf) || matches.some(({ date }) => date === asOf));

/** No line-ups are on record. */
const isMatchCovered = ({ scorersNamed }: TeamMatch, measure: Measure) =>
  measure === 'goals' && scorersNamed;

export function findAlternatives(
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

export const latestFigure = (evidence: CareerEvidence, measure: Measure, day: string) =>
  figuresUntil(evidence, measure, day)[0] ?? null;

/** Whether the newest figure is outside the bounds. */
export function isRefuted(
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
export function findDisagreement(
  evidence: CareerEvidence,
  measure: Measure,
  day: string,
): PublishedValue[] {
  const [newest] = figuresUntil(evidence, measure, day);
  if (!newest || isAgreed(newest, evidence, measure)) return [];
  return figuresUntil(evidence, measure, day).filter((other) => isOfSameDay(newest, other));
}

export function supportedDays(evidence: CareerEvidence, measure: Measure, day: string): DayRange[] {
  const isPossible = ({ isDataset, value, through }: PublishedValue) =>
    isDataset || isWithinBounds(careerBounds(evidence, measure, through), value);
  return rankFigures(evidence, measure, day)
    .filter(isPossible)
    .map((figure) => ({
      from: figure.through,
      to: lastCarriedTo(evidence, measure, figure, day),
    }));
}

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
