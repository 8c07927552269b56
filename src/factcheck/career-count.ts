import type { Career, CareerFigure } from '../analysis/careers.js';
import { dayOf } from '../analysis/scope.js';
import type { ClaimFields } from '../record/claim-input.js';
import type { PlayerCandidateRow } from '../record/claims.js';
import type { TeamRow } from '../record/reference.js';
import {
  type Bounds,
  isWithinBounds,
  type Measure,
  matchesIn,
  maximumIn,
  minimumIn,
  type PublishedValue,
  periodAfter,
} from '../statistics/career-evidence.js';
import { daysBetween } from '../statistics/days.js';
import { describeFigure, formatMeasure } from '../statistics/figure-text.js';
import { type ClaimFacts, findPlayer, findTeam } from './claim-facts.js';
import {
  buildResult,
  type CheckResult,
  type Evidence,
  isCheckResult,
  notInRecord,
  sourceEvidence,
  unknownName,
} from './verdict.js';

export interface FigureWithBounds {
  player: PlayerCandidateRow;
  team: TeamRow;
  measure: Measure;
  career: Career;
  day: string;
  figure: CareerFigure;
}

/** Distance of a decisive figure from the day, in days or team matches. */
const MAX_DISTANCE = { days: 366, matches: 40 };

/** Widest decisive bounds: share of the lower bound, or 1. */
const NARROW_RATIO = 0.2;

/**
 * CONTRADICTED outside row bounds, DISPUTED outside published ones or the supported value, CONFIRMED if one number is
 * left.
 */
export function checkCareerCount(measure: Measure) {
  return (
    { player, team, count }: ClaimFields<'careerGoals'>,
    asOf: string | null,
    facts: ClaimFacts,
    claimSourceId: number | null,
  ): CheckResult => {
    const found = findCareerFigure(measure, player, team, asOf, facts);
    return isCheckResult(found) ? found : judgeCareerCount(found, count, claimSourceId);
  };
}

/** The figure, or a result for an unknown or ambiguous name. */
export function findCareerFigure(
  measure: Measure,
  name: string,
  teamSlug: string | undefined,
  asOf: string | null,
  facts: ClaimFacts,
): FigureWithBounds | CheckResult {
  const claimedTeam = teamSlug === undefined ? null : findTeam(facts, teamSlug);
  if (claimedTeam && isCheckResult(claimedTeam)) return claimedTeam;
  const player = findPlayer(facts, name, claimedTeam?.id ?? null);
  if (isCheckResult(player)) return player;
  const { reference, careers } = facts;
  const [team, ...others] = claimedTeam
    ? [claimedTeam]
    : player.teams.map((id) => reference.teams.get(id));
  if (!team || others.length > 0) {
    const teams = player.teams.map((id) => reference.teams.get(id).name).join(' and ');
    return unknownName(
      `The record has ${player.name} for ${teams}: the claim does not say for which.`,
      player.teams.map((id) => ({ kind: 'Team', id, name: reference.teams.get(id).name })),
    );
  }
  const career = careers.find((one) => one.player.id === player.id && one.team.id === team.id);
  if (!career) return notInRecord(`The record has nothing of ${player.name} for ${team.name}.`);
  const figure = facts.figureAsOf(career, measure, asOf);
  return { player, team, measure, career, day: dayOf(reference, asOf), figure };
}

function judgeCareerCount(
  found: FigureWithBounds,
  count: number,
  claimSourceId: number | null,
): CheckResult {
  const { measure, figure, player, team } = found;
  const { value, basis, bounds } = figure;
  const evidence = careerEvidence(found);
  const words = describeFound(found);
  const resultOf = (kind: Parameters<typeof buildResult>[0], why: string) =>
    buildResult(kind, words, why, evidence);
  if (words === null) {
    return notInRecord(
      `The record has no ${measure} of ${player.name} for ${team.name} by that day.`,
    );
  }
  if (!isWithinBounds(bounds, count)) {
    return resultOf(
      isWithinRowBounds(found, count) ? 'DISPUTED' : 'CONTRADICTED',
      describeOutOfBounds(found),
    );
  }
  if (value !== null) {
    const exact = `${describeSupport(found, claimSourceId)}.`;
    if (value !== count)
      return resultOf('DISPUTED', `Claimed are ${formatMeasure(count, measure)}; ${exact}`);
    return resultOf(basis === 'COUNTED' ? 'CONFIRMED' : 'CONSISTENT', capitalize(exact));
  }
  const excluding = figuresExcluding(found, count);
  if (excluding.length > 0) {
    const figures = excluding.map((one) => describeFigure(one, measure)).join(' and ');
    return resultOf(
      'DISPUTED',
      `Claimed are ${formatMeasure(count, measure)}, against ${figures}.`,
    );
  }
  const text = `${capitalize(formatBounds(bounds))}: ${words}`;
  return isDecisive(found)
    ? resultOf('CONSISTENT', `${text}.`)
    : resultOf('NOT_IN_RECORD', `${text}; no other figure is near enough to tell more.`);
}

function isWithinRowBounds(
  { career, measure, day, figure }: FigureWithBounds,
  count: number,
): boolean {
  const recorded = minimumIn(career.evidence, measure, { after: '', to: day });
  const { byRows } = figure.bounds;
  return count >= recorded && (byRows === null || count <= byRows);
}

function figuresExcluding(
  { career, measure, day }: FigureWithBounds,
  count: number,
): PublishedValue[] {
  const { evidence } = career;
  return evidence.published[measure].filter((published) => {
    if (published.discrepancy !== null) return false;
    if (published.through > day) {
      const between = minimumIn(evidence, measure, { after: day, to: published.through });
      return count > published.value - between;
    }
    const period = periodAfter(published, day);
    const more = maximumIn(evidence, measure, period);
    const least = published.value + minimumIn(evidence, measure, period);
    return count < least || (more !== null && count > published.value + more);
  });
}

/** Whether neighbouring counts are excluded (rule 22). */
function isDecisive({ career, measure, day, figure }: FigureWithBounds): boolean {
  const { evidence } = career;
  const { lower, upper } = figure.bounds;
  const width = upper === null ? null : upper.value - lower.value;
  if (width !== null && width <= Math.max(1, NARROW_RATIO * lower.value)) return true;
  return evidence.published[measure].some(({ through, discrepancy, isDataset }) => {
    const [after, to] = through < day ? [through, day] : [day, through];
    // An article's later figure bounds nothing.
    if (!isDataset && through > day) return false;
    const isNear =
      daysBetween(after, to) <= MAX_DISTANCE.days ||
      matchesIn(evidence, { after, to }).length <= MAX_DISTANCE.matches;
    return discrepancy === null && isNear;
  });
}

/** Null without figure or bound. */
export function describeFound({ measure, figure, career, day }: FigureWithBounds): string | null {
  const latest = career.evidence.published[measure].find(({ asOf }) => asOf <= day);
  const recorded = measure === 'goals' ? (figure.recorded ?? 0) : 0;
  const parts = [
    ...(figure.value !== null && figure.basis !== 'PUBLISHED'
      ? [
          `${formatMeasure(figure.value, measure)} (${figure.basis.toLowerCase().replace('_', ' ')})`,
        ]
      : []),
    ...(latest ? [describeFigure(latest, measure)] : []),
    ...(recorded > 0 ? [`${recorded} recorded`] : []),
  ];
  if (parts.length > 0) return parts.join('; ');
  return figure.bounds.lower.value > 0 ? formatBounds(figure.bounds) : null;
}

function describeSupport(
  { measure, figure, career }: FigureWithBounds,
  claimSourceId: number | null,
): string {
  const { value, basis, restsOn, recorded } = figure;
  if (!restsOn || value === null) {
    return `the record names the player as the scorer of ${recorded}, and leaves room for no more`;
  }
  const base = describeFigure(restsOn, measure);
  const text = basis === 'PUBLISHED' ? base : `${base} and what is recorded since make ${value}`;
  const row = career.published.find(({ id }) => id === restsOn.id);
  const alone =
    row?.sourceId === claimSourceId ? ', and no other source of the record says so' : '';
  return `${text}${alone}${measure === 'goals' ? `; ${recorded} are recorded` : ''}`;
}

function describeOutOfBounds({ measure, figure, player }: FigureWithBounds): string {
  const { lower, upper } = figure.bounds;
  const figures = [lower.restsOn, upper?.restsOn].flatMap((one) =>
    one ? [describeFigure(one, measure)] : [],
  );
  const by = ['the rows of the record', ...new Set(figures)].join(' and ');
  return `${player.name} has ${formatBounds(figure.bounds)} ${measure}, by ${by}.`;
}

/** `at least 39`, `51 to 53`. */
export function formatBounds({ lower, upper }: Bounds): string {
  if (upper === null) return `at least ${lower.value}`;
  return lower.value === upper.value ? `${lower.value}` : `${lower.value} to ${upper.value}`;
}

const capitalize = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export function careerEvidence({ measure, figure, career, day }: FigureWithBounds): Evidence[] {
  const figures = figure.published.map(
    ({ id, asOf }): Evidence => ({ kind: 'PublishedFigure', id, day: asOf }),
  );
  const scored = career.scored.filter(({ date }) => date <= day);
  const last = scored.at(-1);
  if (measure === 'caps' || !last) return figures;
  const goal: Evidence = { kind: 'Goal', id: last.goalId, day: last.date };
  return [...figures, goal, ...sourceEvidence(scored.map(({ sourceId }) => sourceId))];
}
