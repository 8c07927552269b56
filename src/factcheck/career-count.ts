/** How many goals or caps a player has for a team. */
import type { Career, FigureOf } from '../analysis/careers.js';
import { dayOf } from '../analysis/scope.js';
import type { Said } from '../record/claim-input.js';
import type { PersonRow } from '../record/claims.js';
import type { TeamRow } from '../record/reference.js';
import { daysBetween } from '../statistics/days.js';
import {
  atMost,
  type Bounds,
  isWithin,
  type Measure,
  matchesIn,
  type Published,
  since,
  surely,
} from '../statistics/evidence.js';
import { figureInWords, inMeasure } from '../statistics/figure-words.js';
import { type Facts, findPlayer, findTeam } from './facts.js';
import {
  type Answer,
  answer,
  type Evidence,
  isAnswer,
  silent,
  sourcesAsEvidence,
  unknown,
} from './verdict.js';

/** A figure of a career as of a day: the same that every other part of the contract gives. */
export interface CareerFigure {
  player: PersonRow;
  team: TeamRow;
  measure: Measure;
  career: Career;
  day: string;
  figure: FigureOf;
}

/** How near a published figure has to be for bounds by it to exclude anything near: either is enough. */
const NEAR = { days: 366, matches: 40 };

/** Bounds by rows exclude what is near where they leave room for no more than this share of what is certain, and 1. */
const NARROW_SHARE = 0.2;

/**
 * Wrong only outside the bounds that rows prove; outside those of datasets' figures, and beside the best supported value, it is
 * disputed. It is confirmed where the rows leave no other number, and agrees with the record only where that excludes something.
 */
export function checkCareerCount(measure: Measure) {
  return (
    { player, team, count }: Said<'careerGoals'>,
    asOf: string | null,
    facts: Facts,
    claimant: number | null,
  ): Answer => {
    const found = careerFigure(measure, player, team, asOf, facts);
    return isAnswer(found) ? found : judge(found, count, claimant);
  };
}

/** The figure that a claim means; where it is not known whose or for which team, the answer that says so. */
export function careerFigure(
  measure: Measure,
  name: string,
  teamSlug: string | undefined,
  asOf: string | null,
  facts: Facts,
): CareerFigure | Answer {
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
  if (!career) return silent(`The record has nothing of ${player.name} for ${team.name}.`);
  const figure = facts.figureAsOf(career, measure, asOf);
  return { player, team, measure, career, day: dayOf(reference, asOf), figure };
}

function judge(found: CareerFigure, count: number, claimant: number | null): Answer {
  const { measure, figure, player, team } = found;
  const { value, basis, bounds } = figure;
  const evidence = careerAsEvidence(found);
  const words = foundIn(found);
  const tell = (kind: Parameters<typeof answer>[0], why: string) =>
    answer(kind, words, why, evidence);
  if (words === null) {
    return silent(`The record has no ${measure} of ${player.name} for ${team.name} by that day.`);
  }
  if (!isWithin(bounds, count)) {
    return tell(isWithinRows(found, count) ? 'DISPUTED' : 'CONTRADICTED', outsideInWords(found));
  }
  if (value !== null) {
    const exact = `${valueInWords(found, claimant)}.`;
    if (value !== count)
      return tell('DISPUTED', `Claimed are ${inMeasure(count, measure)}; ${exact}`);
    return tell(basis === 'COUNTED' ? 'CONFIRMED' : 'CONSISTENT', capitalised(exact));
  }
  const against = figuresAgainst(found, count);
  if (against.length > 0) {
    const figures = against.map((one) => figureInWords(one, measure)).join(' and ');
    return tell('DISPUTED', `Claimed are ${inMeasure(count, measure)}, against ${figures}.`);
  }
  const known = `${capitalised(boundsOfClaim(bounds))}: ${words}`;
  return isTelling(found)
    ? tell('CONSISTENT', `${known}.`)
    : tell('NOT_IN_RECORD', `${known}; no other figure is near enough to tell more.`);
}

/** Whether rows alone, without a published figure, leave room for a number. */
function isWithinRows({ career, measure, day, figure }: CareerFigure, count: number): boolean {
  const recorded = surely(career.evidence, measure, { after: '', to: day });
  const { byRows } = figure.bounds;
  return count >= recorded && (byRows === null || count <= byRows);
}

/** The published figures that leave no room for a number on the day; those of datasets are bounds already. */
function figuresAgainst({ career, measure, day }: CareerFigure, count: number): Published[] {
  const { evidence } = career;
  return evidence.published[measure].filter((published) => {
    if (published.discrepancy !== null) return false;
    if (published.through > day) {
      const between = surely(evidence, measure, { after: day, to: published.through });
      return count > published.value - between;
    }
    const stretch = since(published, day);
    const more = atMost(evidence, measure, stretch);
    const least = published.value + surely(evidence, measure, stretch);
    return count < least || (more !== null && count > published.value + more);
  });
}

/** Whether the bounds, or a figure published near the day, exclude numbers that are near. */
function isTelling({ career, measure, day, figure }: CareerFigure): boolean {
  const { evidence } = career;
  const { lower, upper } = figure.bounds;
  const room = upper === null ? null : upper.value - lower.value;
  if (room !== null && room <= Math.max(1, NARROW_SHARE * lower.value)) return true;
  return evidence.published[measure].some(({ through, discrepancy, isDataset }) => {
    const [after, to] = through < day ? [through, day] : [day, through];
    // An article bounds nothing: of a later day it cannot say what came before.
    if (!isDataset && through > day) return false;
    const isNear =
      daysBetween(after, to) <= NEAR.days ||
      matchesIn(evidence, { after, to }).length <= NEAR.matches;
    return discrepancy === null && isNear;
  });
}

/** `53 goals by Sportskeeda for 2022-12-11; 47 recorded`; null where the record has nothing of the kind by the day. */
export function foundIn({ measure, figure, career, day }: CareerFigure): string | null {
  const latest = career.evidence.published[measure].find(({ asOf }) => asOf <= day);
  const recorded = measure === 'goals' ? (figure.recorded ?? 0) : 0;
  const parts = [
    ...(figure.value !== null && figure.basis !== 'PUBLISHED'
      ? [`${inMeasure(figure.value, measure)} (${figure.basis.toLowerCase().replace('_', ' ')})`]
      : []),
    ...(latest ? [figureInWords(latest, measure)] : []),
    ...(recorded > 0 ? [`${recorded} recorded`] : []),
  ];
  if (parts.length > 0) return parts.join('; ');
  return figure.bounds.lower.value > 0 ? boundsOfClaim(figure.bounds) : null;
}

/** What supports the value, and whether that is the claim's own source alone. */
function valueInWords({ measure, figure, career }: CareerFigure, claimant: number | null): string {
  const { value, basis, restsOn, recorded } = figure;
  if (!restsOn || value === null) {
    return `the record names the player as the scorer of ${recorded}, and leaves room for no more`;
  }
  const base = figureInWords(restsOn, measure);
  const said = basis === 'PUBLISHED' ? base : `${base} and what is recorded since make ${value}`;
  const rowOf = career.published.find(({ id }) => id === restsOn.id);
  const alone = rowOf?.sourceId === claimant ? ', and no other source of the record says so' : '';
  return `${said}${alone}${measure === 'goals' ? `; ${recorded} are recorded` : ''}`;
}

function outsideInWords({ measure, figure, player }: CareerFigure): string {
  const { lower, upper } = figure.bounds;
  const figures = [lower.restsOn, upper?.restsOn].flatMap((one) =>
    one ? [figureInWords(one, measure)] : [],
  );
  const by = ['the rows of the record', ...new Set(figures)].join(' and ');
  return `${player.name} has ${boundsOfClaim(figure.bounds)} ${measure}, by ${by}.`;
}

/** `at least 39`, `51 to 53`. */
export function boundsOfClaim({ lower, upper }: Bounds): string {
  if (upper === null) return `at least ${lower.value}`;
  return lower.value === upper.value ? `${lower.value}` : `${lower.value} to ${upper.value}`;
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The published figures by the day as evidence, then the last recorded goal and who has the goals. */
export function careerAsEvidence({ measure, figure, career, day }: CareerFigure): Evidence[] {
  const figures = figure.published.map(
    ({ id, asOf }): Evidence => ({ kind: 'PublishedFigure', id, day: asOf }),
  );
  const scored = career.scored.filter(({ date }) => date <= day);
  const last = scored.at(-1);
  if (measure === 'caps' || !last) return figures;
  const goal: Evidence = { kind: 'Goal', id: last.goalId, day: last.date };
  return [...figures, goal, ...sourcesAsEvidence(scored.map(({ sourceId }) => sourceId))];
}
