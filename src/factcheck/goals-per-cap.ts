import type { ClaimFields } from '../record/claim-input.js';
import { formatMeasure } from '../statistics/figure-text.js';
import { roundTo } from '../statistics/rounding.js';
import { careerEvidence, type FigureWithBounds, findCareerFigure } from './career-count.js';
import type { ClaimFacts } from './claim-facts.js';
import {
  buildResult,
  type CheckResult,
  type Evidence,
  isCheckResult,
  notInRecord,
} from './verdict.js';

/** CONTRADICTED only outside the range by rows. */
export function checkGoalsPerCap(
  { player, team, value, tolerance }: ClaimFields<'goalsPerCap'>,
  asOf: string | null,
  facts: ClaimFacts,
): CheckResult {
  const goals = findCareerFigure('goals', player, team, asOf, facts);
  if (isCheckResult(goals)) return goals;
  const caps = findCareerFigure('caps', player, team, asOf, facts);
  if (isCheckResult(caps)) return caps;
  const evidence = [...careerEvidence(goals), ...careerEvidence(caps)].filter(isFigure);
  const found = supportedRatio(goals, caps);
  const [least, most] = provenRatioRange(goals, caps);
  if (value + tolerance < least || value - tolerance > most) {
    const why = `By the rows of the record it lies between ${roundTo(least, 4)} and ${roundTo(most, 4)}.`;
    return buildResult('CONTRADICTED', found?.words ?? null, why, evidence);
  }
  if (found === null) {
    return notInRecord('No supported goals and caps fit together as of that day.', evidence);
  }
  const kind = Math.abs(found.value - value) <= tolerance ? 'CONSISTENT' : 'DISPUTED';
  return buildResult(
    kind,
    found.words,
    `As far as the record supports it, ${found.words}.`,
    evidence,
  );
}

const isFigure = ({ kind }: Evidence) => kind === 'PublishedFigure';

/** Null for counted goals (rule 16). */
function supportedRatio(goals: FigureWithBounds, caps: FigureWithBounds) {
  const [scored, played] = [goals.figure.value, caps.figure.value];
  if (scored === null || !played || goals.figure.basis === 'COUNTED') return null;
  const value = scored / played;
  const words = `${formatMeasure(scored, 'goals')} in ${formatMeasure(played, 'caps')} are ${roundTo(value, 4)} a cap`;
  return { value, words };
}

function provenRatioRange(goals: FigureWithBounds, caps: FigureWithBounds): [number, number] {
  const [scored, days] = [
    goals.figure.recorded ?? 0,
    new Set(goals.career.scored.filter(({ date }) => date <= goals.day).map(({ date }) => date))
      .size,
  ];
  const [mostGoals, mostCaps] = [goals.figure.bounds.byRows, caps.figure.bounds.byRows];
  const least = mostCaps === null || mostCaps === 0 ? 0 : scored / mostCaps;
  const most = mostGoals === null || days === 0 ? Number.POSITIVE_INFINITY : mostGoals / days;
  return [least, most];
}
