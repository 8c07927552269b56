/** How many goals or caps a player has for a team. */
import type { Career, CareerFigure } from '../analysis/careers.js';
import { dayOf } from '../analysis/scope.js';
import type { ClaimFields } from '../record/claim-input.js';
import type { PlayerCandidateRow } from '../record/claims.js';
import type { TeamRow } from '../record/reference.js';
import {
  type Bounds,
  isWithin,
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
  isAnswer,
  notInRecord,
  sourceEvidence,
  unknown,
} from './verdict.js';

/** A figure of a career as of a day: the same that every other part of the contract gives. */
export interface FigureWithBounds {
  player: PlayerCandidateRow;
  team: TeamRow;
  measure: Measure;
  career: Career;
  day: string;
  figure: CareerFigure;
}

/** How near a published figure has to be for bounds by it to exclude anything near: either is enough. */
const NEAR_RATIO = { days: 366, matches: 40 };

/** Bounds by rows exclude what is near where they leave room for no more than this share of what is certain, and 1. */
const NARROW_SHARE = 0.2;

/**
 * Wrong only outside the bounds that rows prove; outside those of datasets' figures, and beside the best supported value, it is
 * disputed. It is confirmed where the rows leave no other number, and agrees with the record only where that excludes something.
 */
export function checkCareerCount(measure: Measure) {
  return (
    { player, team, count }: ClaimFields<'careerGoals'>,
    asOf: string | null,
    facts: ClaimFacts,
    claimant: number | null,
  ): CheckResult => {
    const found = careerFigure(measure, player, team, asOf, facts);
    return isAnswer(found) ? found : judgeCareerCount(found, count, claimant);
  };
}

/** The figure that a claim means; where it is not known whose or for which team, the answer that says so. */
export function careerFigure(
  measure: Measure,
  name: string,
  teamSlug: string | undefined,
  asOf: string | null,
  facts: ClaimFacts,
): FigureWithBounds | CheckResult {
  const named = teamSlug === undefined ? null : findTeam(facts, teamSlug);
  if (named && isAnswer(named)) return named;
  const player = findPlayer(facts, name, named?.id ?? null);
  if (isAnswer(player)) return player;
  const { reference, careers } = facts;
  const [team, ...others] = named ? [named] : player.teams.map((id) => reference.teams.get(id));
  if (!team || others.length > 0) {
    const teams = player.teams.map((id) => reference.teams.get(id).name).join(' and ');
    return unknown(
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
  claimant: number | null,
): CheckResult {
  const { measure, figure, player, team } = found;
  const { value, basis, bounds } = figure;
  const evidence = careerAsEvidence(found);
  const words = describeFound(found);
  const resultOf = (kind: Parameters<typeof buildResult>[0], why: string) =>
    buildResult(kind, words, why, evidence);
  if (words === null) {
    return notInRecord(
      `The record has no ${measure} of ${player.name} for ${team.name} by that day.`,
    );
  }
  if (!isWithin(bounds, count)) {
    return resultOf(
      isWithinRows(found, count) ? 'DISPUTED' : 'CONTRADICTED',
      describeOutside(found),
    );
  }
  if (value !== null) {
    const exact = `${formatValue(found, claimant)}.`;
    if (value !== count)
      return resultOf('DISPUTED', `Claimed are ${formatMeasure(count, measure)}; ${exact}`);
    return resultOf(basis === 'COUNTED' ? 'CONFIRMED' : 'CONSISTENT', capitalize(exact));
  }
  const against = figuresAgainst(found, count);
  if (against.length > 0) {
    const figures = against.map((one) => describeFigure(one, measure)).join(' and ');
    return resultOf(
      'DISPUTED',
      `Claimed are ${formatMeasure(count, measure)}, against ${figures}.`,
    );
  }
  const known = `${capitalize(boundsOfClaim(bounds))}: ${words}`;
  return isDecisive(found)
    ? resultOf('CONSISTENT', `${known}.`)
    : resultOf('NOT_IN_RECORD', `${known}; no other figure is near enough to tell more.`);
}

/** Whether rows alone, without a published figure, leave room for a number. */
function isWithinRows({ career, measure, day, figure }: FigureWithBounds, count: number): boolean {
  const recorded = minimumIn(career.evidence, measure, { after: '', to: day });
  const { byRows } = figure.bounds;
  return count >= recorded && (byRows === null || count <= byRows);
}

/** The published figures that leave no room for a number on the day; those of datasets are bounds already. */
function figuresAgainst(
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

/** Whether the bounds, or a figure published near the day, exclude numbers that are near. */
function isDecisive({ career, measure, day, figure }: FigureWithBounds): boolean {
  const { evidence } = career;
  const { lower, upper } = figure.bounds;
  const claimedBounds = upper === null ? null : upper.value - lower.value;
  if (claimedBounds !== null && claimedBounds <= Math.max(1, NARROW_SHARE * lower.value))
    return true;
  return evidence.published[measure].some(({ through, discrepancy, isDataset }) => {
    const [after, to] = through < day ? [through, day] : [day, through];
    // An article bounds nothing: of a later day it cannot say what came before.
    if (!isDataset && through > day) return false;
    const isNear =
      daysBetween(after, to) <= NEAR_RATIO.days ||
      matchesIn(evidence, { after, to }).length <= NEAR_RATIO.matches;
    return discrepancy === null && isNear;
  });
}

/** `53 goals by Sportskeeda for 2022-12-11; 47 recorded`; null where the record has nothing of the kind by the day. */
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
  return figure.bounds.lower.value > 0 ? boundsOfClaim(figure.bounds) : null;
}

/** What supports the value, and whether that is the claim's own source alone. */
function formatValue(
  { measure, figure, career }: FigureWithBounds,
  claimant: number | null,
): string {
  const { value, basis, restsOn, recorded } = figure;
  if (!restsOn || value === null) {
    return `the record names the player as the scorer of ${recorded}, and leaves room for no more`;
  }
  const base = describeFigure(restsOn, measure);
  const fields = basis === 'PUBLISHED' ? base : `${base} and what is recorded since make ${value}`;
  const rowOf = career.published.find(({ id }) => id === restsOn.id);
  const alone = rowOf?.sourceId === claimant ? ', and no other source of the record says so' : '';
  return `${fields}${alone}${measure === 'goals' ? `; ${recorded} are recorded` : ''}`;
}

function describeOutside({ measure, figure, player }: FigureWithBounds): string {
  const { lower, upper } = figure.bounds;
  const figures = [lower.restsOn, upper?.restsOn].flatMap((one) =>
    one ? [describeFigure(one, measure)] : [],
  );
  const by = ['the rows of the record', ...new Set(figures)].join(' and ');
  return `${player.name} has ${boundsOfClaim(figure.bounds)} ${measure}, by ${by}.`;
}

/** `at least 39`, `51 to 53`. */
export function boundsOfClaim({ lower, upper }: Bounds): string {
  if (upper === null) return `at least ${lower.value}`;
  return lower.value === upper.value ? `${lower.value}` : `${lower.value} to ${upper.value}`;
}

const capitalize = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The published figures by the day as evidence, then the last recorded goal and who has the goals. */
export function careerAsEvidence({ measure, figure, career, day }: FigureWithBounds): Evidence[] {
  const figures = figure.published.map(
    ({ id, asOf }): Evidence => ({ kind: 'PublishedFigure', id, day: asOf }),
  );
  const scored = career.scored.filter(({ date }) => date <= day);
  const last = scored.at(-1);
  if (measure === 'caps' || !last) return figures;
  const goal: Evidence = { kind: 'Goal', id: last.goalId, day: last.date };
  return [...figures, goal, ...sourceEvidence(scored.map(({ sourceId }) => sourceId))];
}
