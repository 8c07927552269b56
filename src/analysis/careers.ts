/**
 * Careers: all that the record knows of a player for a team, and what it supports and proves as of any day. Figures,
 * leaderboards, comparisons and the fact check work with these and with nothing else.
 */
import type { Database } from '../database.js';
import {
  type CareerRows,
  listCareers,
  type PublishedFigureRow,
  type ScoredRow,
  type TakenRow,
  type TeamMatches,
  type TeamMatchRow,
} from '../record/figures.js';
import type { PlayerRow } from '../record/players.js';
import type { Reference, TeamRow } from '../record/reference.js';
import { ALWAYS, dayBefore } from '../statistics/days.js';
import type { Evidence, Measure, Published } from '../statistics/evidence.js';
import {
  capsFigure,
  type Figure,
  goalsFigure,
  goalsPerCap,
  type Ratio,
} from '../statistics/figures.js';
import { playingYears } from '../statistics/playing-years.js';
import { dayOf, listedDays } from './scope.js';

/** Whose career, for which team. */
export interface CareerKey {
  player: Pick<PlayerRow, 'id'>;
  team: TeamRow;
}

/** Everything on record of a career, on whatever day it came to be known. */
export interface Career extends CareerKey {
  evidence: Evidence;
  /** Recorded goals, oldest first. */
  scored: readonly ScoredRow[];
  /** Kicks from the spot. */
  taken: readonly TakenRow[];
  /** Newest first. */
  published: readonly PublishedFigureRow[];
  /** Every played match of the team, oldest first. */
  matches: readonly TeamMatchRow[];
}

/** A figure with the rows that stand behind it. */
export interface FigureOf extends Figure {
  /** Every figure published by that day, newest first, whether or not it was used. */
  published: PublishedFigureRow[];
  sourceIds: number[];
}

export interface RatioOf extends Ratio {
  sourceIds: number[];
}

/** A career as of a day: null for the whole record. */
export interface CareerFigures {
  goals: FigureOf;
  caps: FigureOf;
  goalsPerCap: RatioOf;
}

/** Reads careers, in the order asked for: two statements, however many. */
export async function readCareers(
  db: Database,
  reference: Reference,
  readTeamMatches: TeamMatches,
  wanted: readonly CareerKey[],
): Promise<Career[]> {
  if (wanted.length === 0) return [];
  const [rows, matches] = await Promise.all([
    listCareers(db, [...new Set(wanted.map(({ player }) => player.id))]),
    readTeamMatches([...new Set(wanted.map(({ team }) => team.id))]),
  ]);
  const ofPlayer = {
    births: groupedByPlayer(rows.births),
    scored: groupedByPlayer(rows.scored),
    taken: groupedByPlayer(rows.taken),
    published: groupedByPlayer(rows.published),
  };
  return wanted.map(({ player, team }) => {
    const his = {
      births: ofPlayer.births.get(player.id) ?? [],
      scored: ofPlayer.scored.get(player.id) ?? [],
      taken: ofPlayer.taken.get(player.id) ?? [],
      published: ofPlayer.published.get(player.id) ?? [],
    };
    return careerOf(reference, { player, team }, his, matches.get(team.id) ?? []);
  });
}

/** A career from the rows of its player, for whatever team, and the matches of its team. */
export function careerOf(
  reference: Reference,
  { player, team }: CareerKey,
  rows: CareerRows,
  matches: readonly TeamMatchRow[],
): Career {
  const isHis = ({ teamId }: { teamId: number }) => teamId === team.id;
  const scored = rows.scored.filter(isHis);
  const published = rows.published.filter(isHis);
  return {
    player,
    team,
    scored,
    taken: rows.taken.filter(isHis),
    published,
    matches,
    evidence: {
      scored: scored.map(({ date }) => date),
      published: publishedOf(published, reference),
      matches,
      listed: listedDays(reference, team),
      years: playingYears(rows.births[0]?.birthDate ?? null, knownDays(rows, reference)),
    },
  };
}

function groupedByPlayer<Row extends { playerId: number }>(rows: readonly Row[]) {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.playerId);
    if (group) group.push(row);
    else groups.set(row.playerId, [row]);
  }
  return groups;
}

/** The days on which the record knows a player for whatever team: a report tells of a career long after its end. */
function knownDays({ scored, taken, published }: CareerRows, { sources }: Reference): string[] {
  const lists = published.filter(({ sourceId }) => sources.get(sourceId).kind === 'DATASET');
  return [...[...scored, ...taken].map(({ date }) => date), ...lists.map(({ asOf }) => asOf)];
}

function publishedOf(
  rows: readonly PublishedFigureRow[],
  reference: Reference,
): Record<Measure, Published[]> {
  const of = (measure: PublishedFigureRow['measure']) =>
    rows.filter((row) => row.measure === measure).map((row) => publishedAs(row, reference));
  return { goals: of('GOALS'), caps: of('CAPS') };
}

/** A published figure as evidence. Those of datasets are squad lists, which count what was before the matches of their day. */
function publishedAs(row: PublishedFigureRow, { sources }: Reference): Published {
  const { kind, publisher, title } = sources.get(row.sourceId);
  const isDataset = kind === 'DATASET';
  return {
    id: row.id,
    value: row.value,
    asOf: row.asOf,
    through: isDataset ? dayBefore(row.asOf) : row.asOf,
    by: publisher ?? title,
    isDataset,
    discrepancy: row.discrepancy,
  };
}

/** The figures of a career as of a day; null for the whole record. */
export function figuresOf(
  career: Career,
  reference: Reference,
  asOf: string | null,
): CareerFigures {
  const goals = goalsAsOf(career, reference, asOf);
  const caps = capsAsOf(career, reference, asOf);
  const ratio = goalsPerCap(career.evidence, goals, caps, dayOf(reference, asOf));
  const sourceIds = [...new Set([...goals.sourceIds, ...caps.sourceIds])];
  return { goals, caps, goalsPerCap: { ...ratio, sourceIds } };
}

/** The goals of a career as of a day; null for the whole record. */
export function goalsAsOf(career: Career, reference: Reference, asOf: string | null): FigureOf {
  const figure = goalsFigure(career.evidence, dayOf(reference, asOf));
  return withRows(figure, career, 'GOALS', asOf);
}

/** The caps of a career as of a day; null for the whole record. */
export function capsAsOf(career: Career, reference: Reference, asOf: string | null): FigureOf {
  const figure = capsFigure(career.evidence, dayOf(reference, asOf));
  return withRows(figure, career, 'CAPS', asOf);
}

/** Gives the goals or caps of a career as of a day; null for the whole record. */
export type FigureAsOf = (career: Career, measure: Measure, asOf: string | null) => FigureOf;

/** Works out each figure once, however often it is asked for. */
export function createFigureAsOf(reference: Reference): FigureAsOf {
  const known = new Map<string, FigureOf>();
  return (career, measure, asOf) => {
    const key = [career.player.id, career.team.id, measure, asOf].join(' ');
    const figure =
      known.get(key) ?? (measure === 'goals' ? goalsAsOf : capsAsOf)(career, reference, asOf);
    known.set(key, figure);
    return figure;
  };
}

function withRows(
  figure: Figure,
  { scored, published }: Career,
  measure: PublishedFigureRow['measure'],
  asOf: string | null,
): FigureOf {
  const until = asOf ?? ALWAYS;
  const told = published.filter((row) => row.measure === measure && row.asOf <= until);
  const behind = published.filter(({ id }) => id === figure.restsOn?.id);
  const rows = measure === 'GOALS' ? scored.filter(({ date }) => date <= until) : [];
  return {
    ...figure,
    published: told,
    sourceIds: [...new Set([...behind, ...rows].map(({ sourceId }) => sourceId))],
  };
}
