/** The best supported value of a player's goals, caps and goals per cap (rule 16). */

import {
  type Bounds,
  type CareerEvidence,
  careerBounds,
  type Measure,
  minimumIn,
  type PublishedValue,
} from './career-evidence.js';
import type { Completeness } from './coverage.js';
import { type DayRange, intersectRanges, lastDayOf } from './days.js';
import {
  describeAlternative,
  describeBounds,
  describeFilteredGoals,
  describeRows,
  describeUnknown,
  describeUnnamedBetween,
  formatBasis,
  formatMeasure,
} from './figure-text.js';
import {
  type Basis,
  findAlternatives,
  findDisagreement,
  findPublishedValue,
  isRefuted,
  latestFigure,
  type Support,
  supportedDays,
} from './published-support.js';

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
  value: number | null;
  basis: Basis;
  explanation: string;
  /** The last day with both figures supported; null without any. */
  lastSupportedOn: string | null;
}

export interface FilteredGoals {
  recorded: number;
  /** The team's goals under the filter without a scorer in the player's years; null if matches may be missing. */
  unnamed: number | null;
  scope: 'COMPLETE' | 'LISTED' | 'PARTIAL';
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

/** Days with both goals and caps supported. */
export function ratioDays(evidence: CareerEvidence, day: string): DayRange[] {
  return intersectRanges([
    supportedDays(evidence, 'goals', day),
    supportedDays(evidence, 'caps', day),
  ]);
}
