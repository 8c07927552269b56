/** What is known of a player's career for a team, and what it proves of any day: rules 15 and 17 of the conventions. */
import { dayAfter, dayBefore, holds, type Span } from './days.js';

export type Measure = 'goals' | 'caps';

/** A figure that a source published. */
export interface Published {
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
export interface Evidence {
  /** The days of the recorded goals, oldest first; a day stands once for each goal. */
  scored: readonly string[];
  /** Every published figure, newest first. */
  published: Record<Measure, readonly Published[]>;
  /** Every played match of the team, oldest first. */
  matches: readonly TeamMatch[];
  /** The days in which a dataset lists the team's matches. */
  listed: readonly Span[];
  /** The days on which a footballer of the player's years can have played. */
  years: Span;
}

/** A bound of a figure, and the published figure that it rests on; null where it rests on rows alone. */
export interface Bound {
  value: number;
  restsOn: Published | null;
}

export interface Bounds {
  lower: Bound;
  /** Null where nothing bounds the figure from above. */
  upper: Bound | null;
  /** The upper bound that rows alone give; null where a match of the player's years may be missing. */
  byRows: number | null;
}

/** The days after one and up to another, which is included. */
interface Stretch {
  after: string;
  to: string;
}

/** The least and the most that a player's goals or caps can be at the end of a day. */
export function boundsOf(evidence: Evidence, measure: Measure, day: string): Bounds {
  const career = { after: '', to: day };
  const recorded = surely(evidence, measure, career);
  const byRows = atMost(evidence, measure, career);
  const rows = { lower: { value: recorded, restsOn: null }, byRows };
  const upperByRows = byRows === null ? null : { value: byRows, restsOn: null };
  const figures = evidence.published[measure].filter(supports);
  const lower = figures
    .filter(({ through }) => through <= day)
    .map((figure) => ({
      value: figure.value + surely(evidence, measure, since(figure, day)),
      restsOn: figure,
    }))
    .reduce<Bound>((most, bound) => (bound.value > most.value ? bound : most), rows.lower);
  const upper = figures
    .flatMap((figure) => upperBy(evidence, measure, figure, day) ?? [])
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
export const supports = ({ isDataset, discrepancy }: Published) =>
  isDataset && discrepancy === null;

/** The days since a figure was counted. */
export const since = ({ through }: Published, day: string): Stretch => ({
  after: through,
  to: day,
});

/** The most by a figure: of a later day less what surely came in between, of an earlier one with what can have come since. */
function upperBy(
  evidence: Evidence,
  measure: Measure,
  figure: Published,
  day: string,
): Bound | null {
  if (figure.through >= day) {
    const between = surely(evidence, measure, { after: day, to: figure.through });
    return { value: figure.value - between, restsOn: figure };
  }
  const more = atMost(evidence, measure, since(figure, day));
  return more === null ? null : { value: figure.value + more, restsOn: figure };
}

/** The goals on record, or the days on which one is: a goal proves an appearance. */
export function surely({ scored }: Evidence, measure: Measure, stretch: Stretch): number {
  const days = scored.filter((day) => isIn(day, stretch));
  return measure === 'goals' ? days.length : new Set(days).size;
}

/** The most goals or caps that the matches of some days leave room for; null where some of these may be missing. */
export function atMost(evidence: Evidence, measure: Measure, stretch: Stretch): number | null {
  const { years } = evidence;
  const playable = {
    after: stretch.after < years.from ? dayBefore(years.from) : stretch.after,
    to: stretch.to < years.to ? stretch.to : years.to,
  };
  if (!isListed(evidence, playable)) return null;
  const matches = matchesIn(evidence, playable);
  if (measure === 'caps') return matches.length;
  return surely(evidence, 'goals', stretch) + unnamedIn(evidence, matches);
}

/**
 * The most goals without a scorer that can be the player's in some matches. Between two published counts of caps he played
 * no more matches than they differ by: those with a goal of his on record, and else the ones with the most such goals.
 */
function unnamedIn({ scored, published }: Evidence, matches: readonly TeamMatch[]): number {
  const lacking = matches.filter(({ unnamed }) => unnamed > 0);
  if (lacking.length === 0) return 0;
  const counts = published.caps.filter(supports).toReversed();
  const days = [...new Set(scored)];
  let sum = 0;
  let before = { through: '', value: 0 };
  for (const count of [...counts, null]) {
    const stretch = { after: before.through, to: count?.through ?? '~' };
    const inside = lacking.filter(({ date }) => isIn(date, stretch));
    const known = days.filter((day) => isIn(day, stretch));
    const his = inside.filter(({ date }) => known.includes(date));
    const others = inside.filter(({ date }) => !known.includes(date)).map(({ unnamed }) => unnamed);
    const most = count ? Math.max(0, count.value - before.value - known.length) : others.length;
    sum += total(his.map(({ unnamed }) => unnamed));
    sum += total(others.sort((one, other) => other - one).slice(0, most));
    before = count ?? before;
  }
  return sum;
}

const isIn = (day: string, { after, to }: Stretch) => after < day && day <= to;

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** The team's matches of some days. */
export const matchesIn = ({ matches }: Evidence, { after, to }: Stretch) =>
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
export const isListed = ({ listed }: Evidence, { after, to }: Stretch) =>
  after >= to || holds(listed, dayAfter(after), to);
