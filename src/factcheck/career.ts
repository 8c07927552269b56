/** What is known of a player's goals or caps for a team as of a day: what rows prove, and what was published. */
import type { PersonRow } from '../record/claims.js';
import type { PublishedFigureRow, TeamMatchRow } from '../record/figures.js';
import type { TeamRow } from '../record/reference.js';
import { ALWAYS, holds, type Span, within } from '../statistics/days.js';
import { inMeasure } from '../statistics/figure-words.js';
import { type Facts, heldDays, lastDay, playerOf } from './facts.js';
import { playingYears } from './playing-years.js';
import { type Evidence, sourcesAsEvidence } from './verdict.js';

export type Measure = 'goals' | 'caps';

/** A number that lies between two, both included; null for no end. */
export interface Between {
  from: number;
  to: number | null;
}

/** A figure that was published, and what follows from it for the day by which the career is judged. */
export interface Told extends Between {
  figure: PublishedFigureRow;
  by: string;
  /** The one number that is meant for that day: the figure of that very day, or one that rows carry forward; null else. */
  exact: number | null;
}

export interface Career {
  player: PersonRow;
  team: TeamRow;
  measure: Measure;
  /** What no unknown fact can change: at least what is recorded, at most what the playing years leave room for. */
  proven: Between;
  /** Newest first. */
  told: Told[];
  /** How many recorded goals. */
  recorded: number;
  /** The last recorded goal and its day; null without any. */
  lastGoal: { id: number; date: string } | null;
  sourceIds: number[];
}

/** A career as of a day; a sentence where it is not known whose or for which team. */
export function careerOf(
  measure: Measure,
  slug: string,
  teamSlug: string | undefined,
  asOf: string | null,
  facts: Facts,
): Career | string {
  const player = playerOf(facts, slug);
  if (typeof player === 'string') return player;
  const team = teamOf(player, teamSlug, facts);
  return typeof team === 'string' ? team : careerFor(measure, player, team, asOf, facts);
}

function teamOf(
  { name, teams: ids }: PersonRow,
  slug: string | undefined,
  { reference }: Facts,
): TeamRow | string {
  const teams = ids.map((id) => reference.teams.get(id));
  if (slug !== undefined) {
    return (
      teams.find((team) => team.slug === slug) ?? `The record has nothing of ${name} for "${slug}".`
    );
  }
  const [team, ...others] = teams;
  if (team && others.length === 0) return team;
  return `The record has ${name} for ${teams.map((one) => one.name).join(' and ')}: the claim does not say for which.`;
}

function careerFor(
  measure: Measure,
  player: PersonRow,
  team: TeamRow,
  asOf: string | null,
  facts: Facts,
): Career {
  const { careers, teamMatches } = facts;
  const until = asOf ?? ALWAYS;
  const isHis = (row: { playerId: number; teamId: number }) =>
    row.playerId === player.id && row.teamId === team.id;
  const scored = careers.scored.filter((row) => isHis(row) && row.date <= until);
  const published = careers.published.filter(
    (row) =>
      isHis(row) && row.asOf <= until && row.measure === (measure === 'goals' ? 'GOALS' : 'CAPS'),
  );
  const matches = teamMatches.filter((row) => row.teamId === team.id && row.date <= until);
  const rows = { measure, scored: scored.map(({ date }) => date), matches };
  const held = heldDays(facts, team);
  const end = lastDay(asOf, held);
  const years = playingYears(player, careers);
  const window = { from: years.from, to: end !== null && end < years.to ? end : years.to };
  const isHeld = end !== null && holds(held, window.from, window.to);
  const [last] = scored.slice(-1);
  return {
    player,
    team,
    measure,
    proven: {
      from: since('', rows),
      to: isHeld ? possible(window, rows) : null,
    },
    told: published.map((figure) => {
      const isOfTheDay = figure.asOf === asOf;
      const isSure = isOfTheDay || (end !== null && holds(held, figure.asOf, end));
      const from = figure.value + since(figure.asOf, rows);
      // The figure may be from before a match of its own day.
      const to = isSure ? figure.value + possible({ from: figure.asOf, to: until }, rows) : null;
      const exact = isOfTheDay ? figure.value : from === to ? from : null;
      return { figure, by: publisherOf(figure, facts), from, to, exact };
    }),
    recorded: scored.length,
    lastGoal: last ? { id: last.goalId, date: last.date } : null,
    sourceIds: [...new Set(scored.map(({ sourceId }) => sourceId))],
  };
}

interface CareerRows {
  measure: Measure;
  /** The days of the recorded goals, a day for each. */
  scored: readonly string[];
  matches: readonly TeamMatchRow[];
}

/** How many goals or caps the rows prove after a day. */
function since(day: string, { measure, scored }: CareerRows): number {
  const days = scored.filter((one) => one > day);
  return measure === 'goals' ? days.length : new Set(days).size;
}

/** How many goals or caps the rows leave room for between two days. */
function possible(window: Span, { measure, scored, matches }: CareerRows): number {
  const played = matches.filter(({ date }) => within(date, window));
  if (measure === 'caps') return played.length;
  const recorded = scored.filter((day) => within(day, window)).length;
  return played.reduce((sum, { goals, goalsNamed }) => sum + goals - goalsNamed, recorded);
}

function publisherOf({ sourceId }: PublishedFigureRow, { reference }: Facts): string {
  const { publisher, title } = reference.sources.get(sourceId);
  return publisher ?? title;
}

/** Whether a number lies between two. */
export function allows({ from, to }: Between, value: number): boolean {
  return value >= from && (to === null || value <= to);
}

/** The numbers that were published for that very day, or follow from what was and the rows since; each once. */
export function supported({ told }: Career): number[] {
  return [...new Set(told.flatMap(({ exact }) => exact ?? []))];
}

/** `53 goals published by Sportskeeda for 2022-12-11`. */
export function inWords({ figure, by }: Told): string {
  const measure = figure.measure === 'GOALS' ? 'goals' : 'caps';
  return `${inMeasure(figure.value, measure)} published by ${by} for ${figure.asOf}`;
}

/** The published figures as evidence, then the last recorded goal and who has the goals. */
export function careerAsEvidence({ measure, told, lastGoal, sourceIds }: Career): Evidence[] {
  const figures = told.map(
    ({ figure }): Evidence => ({ kind: 'PublishedFigure', id: figure.id, day: figure.asOf }),
  );
  if (measure === 'caps' || !lastGoal) return figures;
  const goal: Evidence = { kind: 'Goal', id: lastGoal.id, day: lastGoal.date };
  return [...figures, goal, ...sourcesAsEvidence(sourceIds)];
}
