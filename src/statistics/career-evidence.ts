/** What is known of a player's career for a team, and what it proves of any day: rules 15 and 17 of the conventions. */
import { coversRange, type DayRange, dayBefore, nextDay } from './days.js';

export type Measure = 'goals' | 'caps';

/** A figure that a source published. */
export interface PublishedValue {
  /** The row that it is. */
  id: number;
  value: number;
  asOf: string;
  /** The last day whose matches it counts: a squad list counts what was before the matches of its day. */
  through: string;
  /** Who published it, as a reader would say it. */
  by: string;
  /** Whether a dataset publishes it: an article or a report bounds nothing. */
  isDataset: boolean;
  /** Why it cannot be right beside other rows; null where nothing speaks against it. Such a figure supports nothing. */
  discrepancy: string | null;
}

/** A played match of the team. */
export interface TeamMatch {
  date: string;
  /** How many of the team's goals have no row that names their scorer: any of these may be the player's. */
  unnamed: number;
  /** Whether every goal of the match, of either side, has such a row. */
  scorersNamed: boolean;
}

/** What is known of a career, on whatever day it came to be known. */
export interface CareerEvidence {
  /** The days of the recorded goals, oldest first; a day stands once for each goal. */
  scored: readonly string[];
  /** Every published figure, newest first. */
  published: Record<Measure, readonly PublishedValue[]>;
  /** Every played match of the team, oldest first. */
  matches: readonly TeamMatch[];
  /** The days in which a dataset lists the team's matches. */
  listed: readonly DayRange[];
  /** The days on which a footballer of the player's years can have played. */
  years: DayRange;
}

/** A bound of a figure, and the published figure that it rests on; null where it rests on rows alone. */
export interface Bound {
  value: number;
  restsOn: PublishedValue | null;
}

export interface Bounds {
  lower: Bound;
  /** Null where nothing bounds the figure from above. */
  upper: Bound | null;
  /** The upper bound that rows alone give; null where a match of the player's years may be missing. */
  byRows: number | null;
}

/** The days after one and up to another, which is included. */
interface Period {
  after: string;
  to: string;
}

/** The least and the most that a player's goals or caps can be at the end of a day. */
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
  // Figures that leave no number between them prove nothing.
  return upper !== null && lower.value > upper.value
    ? { ...rows, upper: upperByRows }
    : { lower, upper, byRows };
}

/** Whether bounds leave room for a number. */
export const isWithin = ({ lower, upper }: Bounds, value: number) =>
  value >= lower.value && (upper === null || value <= upper.value);

/** Whether a figure can bound others: datasets' figures against which nothing speaks. */
export const isUndisputed = ({ isDataset, discrepancy }: PublishedValue) =>
  isDataset && discrepancy === null;

/** The days since a figure was counted. */
export const periodAfter = ({ through }: PublishedValue, day: string): Period => ({
  after: through,
  to: day,
});

/** The most by a figure: of a later day less what surely came in between, of an earlier one with what can have come since. */
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

/** The goals on record, or the days on which one is: a goal proves an appearance. */
export function minimumIn({ scored }: CareerEvidence, measure: Measure, period: Period): number {
  const days = scored.filter((day) => isIn(day, period));
  return measure === 'goals' ? days.length : new Set(days).size;
}

/** The most goals or caps that the matches of some days leave room for; null where some of these may be missing. */
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
  return minimumIn(evidence, 'goals', period) + countUnnamed(evidence, matches);
}

/**
 * The most goals without a scorer that can be the player's in some matches. Between two published counts of caps he played
 * no more matches than they differ by: those with a goal of his on record, and else the ones with the most such goals.
 */
function countUnnamed(
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
    const known = days.filter((day) => isIn(day, period));
    const his = inside.filter(({ date }) => known.includes(date));
    const others = inside.filter(({ date }) => !known.includes(date)).map(({ unnamed }) => unnamed);
    const most = count ? Math.max(0, count.value - before.value - known.length) : others.length;
    sum += sumOf(his.map(({ unnamed }) => unnamed));
    sum += sumOf(others.sort((one, other) => other - one).slice(0, most));
    before = count ?? before;
  }
  return sum;
}

const isIn = (day: string, { after, to }: Period) => after < day && day <= to;

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** The team's matches of some days. */
export const matchesIn = ({ matches }: CareerEvidence, { after, to }: Period) =>
  matches.slice(countUntil(matches, after), countUntil(matches, to));

/** How many of some matches, oldest first, are of a day or of earlier ones. */
function countUntil(matches: readonly TeamMatch[], day: string): number {
  let [least, most] = [0, matches.length];
  while (least < most) {
    const middle = (least + most) >>> 1;
    if ((matches[middle]?.date ?? '') <= day) least = middle + 1;
    else most = middle;
  }
  return least;
}

/** Whether a dataset lists the team's matches of some days; true where these are none. */
export const isPeriodListed = ({ listed }: CareerEvidence, { after, to }: Period) =>
  after >= to || coversRange(listed, nextDay(after), to);
