/**
 * The best supported value of a player's goals and caps, and what divides them: rules 14 and 15 of the conventions.
 * A figure is published, carried forward over covered matches, counted where the record is complete, or unknown.
 */
import type { Completeness } from './coverage.js';
import { type Span, within } from './days.js';
import {
  type Evidence,
  heldSince,
  isBounded,
  matchesIn,
  matchesSince,
  type Published,
  type TeamMatch,
  unrecorded,
  windowOf,
} from './evidence.js';
import {
  inMeasure,
  inWords,
  missingInPart,
  missingInWords,
  playedInWords,
  rowsInWords,
} from './figure-words.js';

export type Basis = 'PUBLISHED' | 'CARRIED_FORWARD' | 'COUNTED' | 'UNKNOWN';

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

/** The goals of a career that a filter leaves in. */
export interface Part {
  recorded: number;
  /** How many goals of the team in it, on any day, have no scorer; null where the record does not hold every match in it. */
  unrecorded: number | null;
  /** Those of the career's matches that are in it. */
  matches: readonly TeamMatch[];
  /** What was known by its last day, where it is the career up to that day; null where it leaves out more. */
  known: Evidence | null;
}

/** What supports a value: the value, how it was reached, and that in words. */
interface Support {
  value: number | null;
  basis: Basis;
  because: string;
}

/** The player's goals for the team. */
export function goalsFigure(evidence: Evidence): Figure {
  const window = windowOf(evidence);
  const recorded = evidence.scored.length;
  const missing = window && unrecordedIn(evidence, window);
  const support = told(evidence) ?? counted(recorded, missing) ?? unknown(evidence.goals, 'goals');
  const words = `${rowsInWords(recorded)} ${missingInWords(missing, window)}`;
  return goalsOf(recorded, missing, support, words);
}

/**
 * The player's goals in a part of the career. Figures are published for careers up to a day; of any other part they say
 * nothing, so that it is counted or unknown. The window is that of the whole career: whoever scores later may have played
 * before. Where no window bounds it, or nobody has looked for one, any match of the part may have a goal of the player.
 */
export function goalsInPart(part: Part, career: Evidence | null): Figure {
  const window = career && windowOf(career);
  const bounds = career && window && isBounded(career, window) ? window : null;
  const { recorded, known } = part;
  const missing = bounds
    ? unrecorded(part.matches.filter(({ date }) => within(date, bounds)))
    : part.unrecorded;
  const support =
    (known && told(known)) ??
    counted(recorded, missing) ??
    (known ? unknown(known.goals, 'goals') : UNPUBLISHED);
  const words = `${rowsInWords(recorded, ' under the filter')} ${missingInPart(missing, bounds)}`;
  return goalsOf(recorded, missing, support, words);
}

/** Recorded goals and what they are a part of: null missing for no upper bound. */
function goalsOf(
  recorded: number,
  missing: number | null,
  { value, basis, because }: Support,
  words: string,
): Figure {
  return {
    value,
    basis,
    recorded,
    lowerBound: recorded,
    upperBound: missing === null ? null : recorded + missing,
    completeness: missing === 0 ? 'COMPLETE' : recorded === 0 ? 'NONE' : 'PARTIAL',
    explanation: `${because} ${words}`,
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

/** Goals that rest on what was published. */
const told = (evidence: Evidence) => published(evidence, 'goals') ?? carriedForward(evidence);

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
  if (!since.every((match) => match.scorersNamed)) return null;
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
function counted(recorded: number, missing: number | null): Support | null {
  return missing === 0
    ? {
        value: recorded,
        basis: 'COUNTED',
        because: `${inMeasure(recorded, 'goals')}, counted from the record.`,
      }
    : null;
}

/** Nothing supports the goals of a part that are not all recorded. */
const UNPUBLISHED: Support = {
  value: null,
  basis: 'UNKNOWN',
  because: 'No published figure counts the goals under a filter.',
};

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

/** The team's goals without a row in the window; null where the window bounds nothing. */
function unrecordedIn(evidence: Evidence, window: Span): number | null {
  return isBounded(evidence, window) ? unrecorded(matchesIn(evidence, window)) : null;
}

const noRatio = (explanation: string): Ratio => ({ value: null, basis: 'UNKNOWN', explanation });
