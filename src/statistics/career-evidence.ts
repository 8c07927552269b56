/** Bounds proved by the known facts of a career (rules 15 and 17). */
import { coversRange, type DayRange, dayBefore, nextDay } from './days.js';

export type Measure = 'goals' | 'caps';

export interface PublishedValue {
  id: number;
  value: number;
  asOf: string;
  /** Last day counted; a squad list excludes the matches of its day. */
  through: string;
  by: string;
  /** Only these give bounds. */
  isDataset: boolean;
  /** Contradiction with other rows; such a figure supports nothing. */
  discrepancy: string | null;
}

export interface TeamMatch {
  date: string;
  /** Team goals without a scorer. */
  unnamed: number;
  /** Of both sides. */
  scorersNamed: boolean;
}

export interface CareerEvidence {
  /** One day a goal, oldest first. */
  scored: readonly string[];
  /** Newest first. */
  published: Record<Measure, readonly PublishedValue[]>;
  /** Oldest first. */
  matches: readonly TeamMatch[];
  /** Days of which a dataset lists the team's matches. */
  listed: readonly DayRange[];
  /** When the player can have played. */
  years: DayRange;
}

/** `restsOn` null: rows alone. */
export interface Bound {
  value: number;
  restsOn: PublishedValue | null;
}

export interface Bounds {
  lower: Bound;
  upper: Bound | null;
  /** By rows alone; null if a match may be missing. */
  byRows: number | null;
}

/** `after` is excluded, `to` included. */
interface Period {
  after: string;
  to: string;
}

/** At the end of the day. */
export function careerBounds(evidence: CareerEvidence, measure: Measure, day: string): Bounds {
  const career = { after: '', to: day };
  const recorded = minimumIn(evidence, measure, career);
  const byRows = maximumIn(evidence, measure, career);
  const rows = { lower: { value: recorded, restsOn: null }, byRows };
  const upperByRows = byRows === null ? null : { value: byRows, restsOn: null };
  const figures = evidence.published[measure].filter(isUndisputed);
  const lower = figures
    .filter(({ through }) => through <= day)
    .map((figure) => ({
      value: figure.value + minimumIn(evidence, measure, periodAfter(figure, day)),
      restsOn: figure,
    }))
    .reduce<Bound>((most, bound) => (bound.value > most.value ? bound : most), rows.lower);
  const upper = figures
    .flatMap((figure) => upperBoundBy(evidence, measure, figure, day) ?? [])
    .reduce<Bound | null>(
      (least, bound) => (least === null || bound.value < least.value ? bound : least),
      upperByRows,
    );
  // Contradictory figures prove nothing.
  return upper !== null && lower.value > upper.value
    ? { ...rows, upper: upperByRows }
    : { lower, upper, byRows };
}

export const isWithinBounds = ({ lower, upper }: Bounds, value: number) =>
  value >= lower.value && (upper === null || value <= upper.value);

export const isUndisputed = ({ isDataset, discrepancy }: PublishedValue) =>
  isDataset && discrepancy === null;

/** Days since the figure. */
export const periodAfter = ({ through }: PublishedValue, day: string): Period => ({
  after: through,
  to: day,
});

/** A later figure less recorded increases, or an earlier one plus possible ones. */
function upperBoundBy(
  evidence: CareerEvidence,
  measure: Measure,
  figure: PublishedValue,
  day: string,
): Bound | null {
  if (figure.through >= day) {
    const between = minimumIn(evidence, measure, { after: day, to: figure.through });
    return { value: figure.value - between, restsOn: figure };
  }
  const more = maximumIn(evidence, measure, periodAfter(figure, day));
  return more === null ? null : { value: figure.value + more, restsOn: figure };
}

/** Recorded goals; for caps, days with a goal. */
export function minimumIn({ scored }: CareerEvidence, measure: Measure, period: Period): number {
  const days = scored.filter((day) => isIn(day, period));
  return measure === 'goals' ? days.length : new Set(days).size;
}

/** Null if matches may be missing. */
export function maximumIn(
  evidence: CareerEvidence,
  measure: Measure,
  period: Period,
): number | null {
  const { years } = evidence;
  const playable = {
    after: period.after < years.from ? dayBefore(years.from) : period.after,
    to: period.to < years.to ? period.to : years.to,
  };
  if (!isPeriodListed(evidence, playable)) return null;
  const matches = matchesIn(evidence, playable);
  if (measure === 'caps') return matches.length;
  return minimumIn(evidence, 'goals', period) + maxUnnamedGoals(evidence, matches);
}

/**
 * Appearances between two caps counts are at most their difference: those with a recorded goal first, then most goals.
 */
function maxUnnamedGoals(
  { scored, published }: CareerEvidence,
  matches: readonly TeamMatch[],
): number {
  const lacking = matches.filter(({ unnamed }) => unnamed > 0);
  if (lacking.length === 0) return 0;
  const counts = published.caps.filter(isUndisputed).toReversed();
  const days = [...new Set(scored)];
  let sum = 0;
  let before = { through: '', value: 0 };
  for (const count of [...counts, null]) {
    const period = { after: before.through, to: count?.through ?? '~' };
    const inside = lacking.filter(({ date }) => isIn(date, period));
    const scoringDays = new Set(days.filter((day) => isIn(day, period)));
    const withOwnGoal = inside.filter(({ date }) => scoringDays.has(date));
    const others = inside
      .filter(({ date }) => !scoringDays.has(date))
      .map(({ unnamed }) => unnamed);
    const most = count ? Math.max(0, count.value - before.value - scoringDays.size) : others.length;
    sum += sumOf(withOwnGoal.map(({ unnamed }) => unnamed));
    sum += sumOf(others.sort((one, other) => other - one).slice(0, most));
    before = count ?? before;
  }
  return sum;
}

const isIn = (day: string, { after, to }: Period) => after < day && day <= to;

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

export const matchesIn = ({ matches }: CareerEvidence, { after, to }: Period) =>
  matches.slice(countMatchesUntil(matches, after), countMatchesUntil(matches, to));

function countMatchesUntil(matches: readonly TeamMatch[], day: string): number {
  let [least, most] = [0, matches.length];
  while (least < most) {
    const middle = (least + most) >>> 1;
    if ((matches[middle]?.date ?? '') <= day) least = middle + 1;
    else most = middle;
  }
  return least;
}

export const isPeriodListed = ({ listed }: CareerEvidence, { after, to }: Period) =>
  after >= to || coversRange(listed, nextDay(after), to);
