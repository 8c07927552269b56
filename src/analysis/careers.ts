/** The only source of bounds for figures, leaderboards, comparisons and the fact check (rules 15 to 17). */
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

export interface CareerKey {
  player: Pick<PlayerRow, 'id'>;
  team: TeamRow;
}

export interface Career extends CareerKey {
  evidence: CareerEvidence;
  /** Oldest first. */
  scored: readonly CareerGoalRow[];
  taken: readonly CareerPenaltyRow[];
  /** Newest first. */
  published: readonly PublishedFigureRow[];
  /** Played, oldest first. */
  matches: readonly TeamMatchRow[];
}

export interface CareerFigure extends Figure {
  /** By that day, newest first, used or not. */
  published: PublishedFigureRow[];
  sourceIds: number[];
}

export interface CareerRatio extends Ratio {
  sourceIds: number[];
}

export interface CareerFigures {
  goals: CareerFigure;
  caps: CareerFigure;
  goalsPerCap: CareerRatio;
}

/** In the given order: two statements. */
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

/** Days on record, for any team. Reports do not count: they may be years after a career. */
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

/** Datasets publish squad lists, which count up to the day before. */
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

export function goalsAsOf(
  career: Career,
  reference: ReferenceData,
  asOf: string | null,
): CareerFigure {
  const figure = buildGoalsFigure(career.evidence, dayOf(reference, asOf));
  return attachRows(figure, career, 'GOALS', asOf);
}

export function capsAsOf(
  career: Career,
  reference: ReferenceData,
  asOf: string | null,
): CareerFigure {
  const figure = buildCapsFigure(career.evidence, dayOf(reference, asOf));
  return attachRows(figure, career, 'CAPS', asOf);
}

export type FigureAsOf = (career: Career, measure: Measure, asOf: string | null) => CareerFigure;

/** Caches each figure. */
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
