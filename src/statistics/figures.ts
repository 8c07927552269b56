/**
 * The best supported value of a player's goals and caps, and what divides them: rules 14 and 15 of the conventions.
 * A figure is published, carried forward over covered matches, counted where the record is complete, or unknown.
 */
import type { Completeness } from './coverage.js';
import { ALWAYS, dayAfter, FIRST_MATCH, holds, type Span, within } from './days.js';
import { inMeasure, inWords, missingInWords, playedInWords, rowsInWords } from './figure-words.js';

export type Basis = 'PUBLISHED' | 'CARRIED_FORWARD' | 'COUNTED' | 'UNKNOWN';

/** A figure that a source published. */
export interface Published {
  value: number;
  asOf: string;
  /** Who published it, as a reader would say it. */
  by: string;
}

/** A played match of the team. */
export interface TeamMatch {
  date: string;
  goals: number;
  goalsRecorded: number;
  scorersComplete: boolean;
}

/** What is known of a player's career for a team up to a day. */
export interface Evidence {
  /** The last day that counts; null for the whole record. */
  asOf: string | null;
  /** The days of the recorded goals, oldest first; a day stands once for each goal. */
  scored: readonly string[];
  /** Figures published by that day, newest first. */
  goals: readonly Published[];
  caps: readonly Published[];
  /** The team's played matches from the first of those days on, oldest first. */
  matches: readonly TeamMatch[];
  /** The days in which the record holds every match of the team. */
  held: readonly Span[];
}

export interface Figure {
  value: number | null;
  basis: Basis;
  recorded: number | null;
  lowerBound: number | null;
  upperBound: number | null;
  completeness: Completeness;
  explanation: string;
  /** Whether the recorded rows stand behind it, beside what was published. */
  restsOnRows: boolean;
}

export interface Ratio {
  /** Unrounded. */
  value: number | null;
  basis: Basis;
  explanation: string;
}

/** What supports a value: the value, how it was reached, and that in words. */
interface Support {
  value: number | null;
  basis: Basis;
  because: string;
}

/** The days between which the player may have played: recorded goals, widened by published figures. Null without either. */
export function windowOf({ asOf, scored, goals, caps }: Evidence): Span | null {
  const published = [...goals, ...caps].map((figure) => figure.asOf);
  const days = [...scored, ...published].filter((day) => day <= (asOf ?? ALWAYS)).sort();
  const [from] = days;
  const to = days.at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

/** The player's goals for the team. */
export function goalsFigure(evidence: Evidence): Figure {
  const window = windowOf(evidence);
  const recorded = evidence.scored.length;
  const missing = window && unrecordedIn(evidence, window);
  const upperBound = missing === null ? null : recorded + missing;
  const { value, basis, because } =
    published(evidence, 'goals') ??
    carriedForward(evidence) ??
    counted(recorded, upperBound) ??
    unknown(evidence.goals, 'goals');
  return {
    value,
    basis,
    recorded,
    lowerBound: recorded,
    upperBound,
    completeness: upperBound === recorded ? 'COMPLETE' : recorded === 0 ? 'NONE' : 'PARTIAL',
    explanation: `${because} ${rowsInWords(recorded)} ${missingInWords(missing, window)}`,
    restsOnRows: recorded > 0,
  };
}

/** The player's caps, which only published figures know; the rows say how few and how many they can be. */
export function capsFigure(evidence: Evidence): Figure {
  const window = windowOf(evidence);
  const upperBound =
    window && isBounded(evidence, window) ? matchesIn(evidence, window).length : null;
  const { value, basis, because } = published(evidence, 'caps') ?? unknown(evidence.caps, 'caps');
  return {
    value,
    basis,
    recorded: null,
    lowerBound: window && new Set(evidence.scored).size,
    upperBound,
    completeness: 'NONE',
    explanation: `${because} No dataset of the record counts caps. ${playedInWords(upperBound, window)}`,
    restsOnRows: false,
  };
}

/** Goals by caps. Recorded goals are never divided by published caps: both must rest on what was published. */
export function goalsPerCap(goals: Figure, caps: Figure): Ratio {
  if (goals.basis === 'COUNTED') {
    return noRatio(
      'The goals are counted from the record, and recorded goals are never divided by published caps.',
    );
  }
  if (goals.value === null || caps.value === null) {
    const missing = [goals.value === null ? 'goals' : '', caps.value === null ? 'caps' : '']
      .filter(Boolean)
      .join(' and the ');
    return noRatio(`No supported figure for the ${missing} as of that day.`);
  }
  if (caps.value === 0) return noRatio('Nothing is divided by no caps.');
  return {
    value: goals.value / caps.value,
    basis: goals.basis,
    explanation: `${inMeasure(goals.value, 'goals')} (${inWords(goals.basis)}) divided by ${inMeasure(caps.value, 'caps')} (${inWords(caps.basis)}).`,
  };
}

/** One ratio in terms of another: null where either is unknown, or the other is 0. */
export function relativeTo(ratio: Ratio, baseline: Ratio): number | null {
  return ratio.value === null || !baseline.value ? null : ratio.value / baseline.value;
}

/** A published figure of that very day, or one that no match since can have changed. */
function published(evidence: Evidence, measure: 'goals' | 'caps'): Support | null {
  const latest = agreed(evidence[measure]);
  if (!latest) return null;
  const said = `${inMeasure(latest.value, measure)}, as published by ${latest.by} for ${latest.asOf}`;
  if (latest.asOf === evidence.asOf) {
    return { value: latest.value, basis: 'PUBLISHED', because: `${said}.` };
  }
  const still =
    heldSince(evidence, latest.asOf) && matchesSince(evidence, latest.asOf).length === 0;
  return still
    ? {
        value: latest.value,
        basis: 'PUBLISHED',
        because: `${said}; the team has not played since.`,
      }
    : null;
}

/** A published figure and the goals recorded since, where every match since has all its scorers. */
function carriedForward(evidence: Evidence): Support | null {
  const latest = agreed(evidence.goals);
  if (!latest || !heldSince(evidence, latest.asOf)) return null;
  const since = matchesSince(evidence, latest.asOf);
  if (!since.every((match) => match.scorersComplete)) return null;
  const scored = evidence.scored.filter((day) => day > latest.asOf).length;
  return {
    value: latest.value + scored,
    basis: 'CARRIED_FORWARD',
    because: `${inMeasure(latest.value, 'goals')}, as published by ${latest.by} for ${latest.asOf}, and ${scored === 0 ? 'none' : scored} recorded since; ${
      since.length === 1
        ? 'the one match of the team since then names'
        : `all ${since.length} matches of the team since then name`
    } every scorer.`,
  };
}

/** The recorded goals, where no goal of the team in the window lacks its scorer. */
function counted(recorded: number, upperBound: number | null): Support | null {
  return upperBound === recorded
    ? {
        value: recorded,
        basis: 'COUNTED',
        because: `${inMeasure(recorded, 'goals')}, counted from the record.`,
      }
    : null;
}

function unknown(figures: readonly Published[], measure: 'goals' | 'caps'): Support {
  const [latest] = figures;
  const because = !latest
    ? `No source has published the ${measure} by that day.`
    : agreed(figures)
      ? `The last published figure, ${inMeasure(latest.value, measure)} by ${latest.by} for ${latest.asOf}, may have changed since.`
      : `Sources disagree on the ${measure} for ${latest.asOf}: ${disagreeing(figures)}.`;
  return { value: null, basis: 'UNKNOWN', because };
}

/** The newest published figure, unless sources disagree about that day. */
function agreed(figures: readonly Published[]): Published | null {
  const [latest] = figures;
  if (!latest) return null;
  return newest(figures).every(({ value }) => value === latest.value) ? latest : null;
}

const newest = (figures: readonly Published[]) =>
  figures.filter(({ asOf }) => asOf === figures[0]?.asOf);

const disagreeing = (figures: readonly Published[]) =>
  newest(figures)
    .map(({ value, by }) => `${value} by ${by}`)
    .join(', ');

const matchesIn = ({ matches }: Evidence, window: Span) =>
  matches.filter(({ date }) => within(date, window));

const matchesSince = ({ matches, asOf }: Evidence, day: string) =>
  matches.filter(({ date }) => date > day && date <= (asOf ?? ALWAYS));

const heldSince = ({ held, asOf }: Evidence, day: string) =>
  holds(held, dayAfter(day), asOf ?? ALWAYS);

/** The team's goals without a row in the window; null where the window bounds nothing. */
function unrecordedIn(evidence: Evidence, window: Span): number | null {
  return isBounded(evidence, window) ? unrecorded(matchesIn(evidence, window)) : null;
}

/**
 * Whether the career lies in the window. It may begin earlier where the record does not hold the team's matches from the
 * first one on, and does where a source has published more than the window up to that day can hold.
 */
function isBounded(evidence: Evidence, window: Span): boolean {
  const until = (to: string) => matchesIn(evidence, { from: window.from, to });
  return (
    holds(evidence.held, FIRST_MATCH, window.to) &&
    evidence.caps.every(({ value, asOf }) => value <= until(asOf).length) &&
    evidence.goals.every(({ value, asOf }) => {
      const scored = evidence.scored.filter((day) => day <= asOf).length;
      return value <= scored + unrecorded(until(asOf));
    })
  );
}

const unrecorded = (matches: readonly TeamMatch[]) =>
  matches.reduce((sum, { goals, goalsRecorded }) => sum + goals - goalsRecorded, 0);

const noRatio = (explanation: string): Ratio => ({ value: null, basis: 'UNKNOWN', explanation });
