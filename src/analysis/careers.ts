/**
 * Careers: all that the record knows of a player for a team, and what it supports and proves as of any day. Figures,
 * leaderboards, comparisons and the fact check work with these and with nothing else.
 */
import type { Database } from '../database/types.js';
import {
  type CareerGoalRow,
  type CareerPenaltyRow,
  type CareerRows,
  listCareers,
  type PublishedFigureRow,
  type TeamMatches,
  type TeamMatchRow,
} from '../record/figures.js';
import type { PlayerRow } from '../record/players.js';
import { publisherName, type ReferenceData, type TeamRow } from '../record/reference.js';
import type { CareerEvidence, Measure, PublishedValue } from '../statistics/career-evidence.js';
import { dayBefore, END_OF_TIME } from '../statistics/days.js';
import {
  buildCapsFigure,
  buildGoalsFigure,
  buildGoalsPerCap,
  type Figure,
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
  evidence: CareerEvidence;
  /** Recorded goals, oldest first. */
  scored: readonly CareerGoalRow[];
  /** Kicks from the spot. */
  taken: readonly CareerPenaltyRow[];
  /** Newest first. */
  published: readonly PublishedFigureRow[];
  /** Every played match of the team, oldest first. */
  matches: readonly TeamMatchRow[];
}

/** A figure with the rows that stand behind it. */
export interface CareerFigure extends Figure {
  /** Every figure published by that day, newest first, whether or not it was used. */
  published: PublishedFigureRow[];
  sourceIds: number[];
}

export interface CareerRatio extends Ratio {
  sourceIds: number[];
}

/** A career as of a day: null for the whole record. */
export interface CareerFigures {
  goals: CareerFigure;
  caps: CareerFigure;
  goalsPerCap: CareerRatio;
}

/** Reads careers, in the order asked for: two statements, however many. */
export async function loadCareers(
  db: Database,
  reference: ReferenceData,
  readTeamMatches: TeamMatches,
  wanted: readonly CareerKey[],
): Promise<Career[]> {
  if (wanted.length === 0) return [];
  const [rows, matches] = await Promise.all([
    listCareers(db, [...new Set(wanted.map(({ player }) => player.id))]),
    readTeamMatches([...new Set(wanted.map(({ team }) => team.id))]),
  ]);
  const byPlayer = ({ playerId }: { playerId: number }) => playerId;
  const ofPlayer = {
    births: Map.groupBy(rows.births, byPlayer),
    scored: Map.groupBy(rows.scored, byPlayer),
    taken: Map.groupBy(rows.taken, byPlayer),
    published: Map.groupBy(rows.published, byPlayer),
  };
  return wanted.map(({ player, team }) => {
    const his = {
      births: ofPlayer.births.get(player.id) ?? [],
      scored: ofPlayer.scored.get(player.id) ?? [],
      taken: ofPlayer.taken.get(player.id) ?? [],
      published: ofPlayer.published.get(player.id) ?? [],
    };
    return buildCareer(reference, { player, team }, his, matches.get(team.id) ?? []);
  });
}

/** A career from the rows of its player, for whatever team, and the matches of its team. */
export function buildCareer(
  reference: ReferenceData,
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
      published: publishedValuesOf(published, reference),
      matches,
      listed: listedDays(reference, team),
      years: playingYears(rows.births[0]?.birthDate ?? null, knownDays(rows, reference)),
    },
  };
}

/** The days on which the record knows a player for whatever team: a report tells of a career long after its end. */
function knownDays({ scored, taken, published }: CareerRows, { sources }: ReferenceData): string[] {
  const lists = published.filter(({ sourceId }) => sources.get(sourceId).kind === 'DATASET');
  return [...[...scored, ...taken].map(({ date }) => date), ...lists.map(({ asOf }) => asOf)];
}

function publishedValuesOf(
  rows: readonly PublishedFigureRow[],
  reference: ReferenceData,
): Record<Measure, PublishedValue[]> {
  const of = (measure: PublishedFigureRow['measure']) =>
    rows.filter((row) => row.measure === measure).map((row) => toPublishedValue(row, reference));
  return { goals: of('GOALS'), caps: of('CAPS') };
}

/** A published figure as evidence. Those of datasets are squad lists, which count what was before the matches of their day. */
function toPublishedValue(row: PublishedFigureRow, { sources }: ReferenceData): PublishedValue {
  const source = sources.get(row.sourceId);
  const isDataset = source.kind === 'DATASET';
  return {
    id: row.id,
    value: row.value,
    asOf: row.asOf,
    through: isDataset ? dayBefore(row.asOf) : row.asOf,
    by: publisherName(source),
    isDataset,
    discrepancy: row.discrepancy,
  };
}

/** The figures of a career as of a day; null for the whole record. */
export function buildFigures(
  career: Career,
  reference: ReferenceData,
  asOf: string | null,
): CareerFigures {
  const goals = goalsAsOf(career, reference, asOf);
  const caps = capsAsOf(career, reference, asOf);
  const ratio = buildGoalsPerCap(career.evidence, goals, caps, dayOf(reference, asOf));
  const sourceIds = [...new Set([...goals.sourceIds, ...caps.sourceIds])];
  return { goals, caps, goalsPerCap: { ...ratio, sourceIds } };
}

/** The goals of a career as of a day; null for the whole record. */
export function goalsAsOf(
  career: Career,
  reference: ReferenceData,
  asOf: string | null,
): CareerFigure {
  const figure = buildGoalsFigure(career.evidence, dayOf(reference, asOf));
  return attachRows(figure, career, 'GOALS', asOf);
}

/** The caps of a career as of a day; null for the whole record. */
export function capsAsOf(
  career: Career,
  reference: ReferenceData,
  asOf: string | null,
): CareerFigure {
  const figure = buildCapsFigure(career.evidence, dayOf(reference, asOf));
  return attachRows(figure, career, 'CAPS', asOf);
}

/** Gives the goals or caps of a career as of a day; null for the whole record. */
export type FigureAsOf = (career: Career, measure: Measure, asOf: string | null) => CareerFigure;

/** Works out each figure once, however often it is asked for. */
export function createFigureAsOf(reference: ReferenceData): FigureAsOf {
  const known = new Map<string, CareerFigure>();
  return (career, measure, asOf) => {
    const key = [career.player.id, career.team.id, measure, asOf].join(' ');
    const figure =
      known.get(key) ?? (measure === 'goals' ? goalsAsOf : capsAsOf)(career, reference, asOf);
    known.set(key, figure);
    return figure;
  };
}

function attachRows(
  figure: Figure,
  { scored, published }: Career,
  measure: PublishedFigureRow['measure'],
  asOf: string | null,
): CareerFigure {
  const until = asOf ?? END_OF_TIME;
  const valuesOfMeasure = published.filter((row) => row.measure === measure && row.asOf <= until);
  const behind = published.filter(({ id }) => id === figure.restsOn?.id);
  const rows = measure === 'GOALS' ? scored.filter(({ date }) => date <= until) : [];
  return {
    ...figure,
    published: valuesOfMeasure,
    sourceIds: [...new Set([...behind, ...rows].map(({ sourceId }) => sourceId))],
  };
}
