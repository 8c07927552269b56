/** Careers: the evidence that the record has of players, brought together and weighed by statistics. */
import DataLoader from 'dataloader';
import type { Database } from '../database.js';
import {
  listCareers,
  listTeamMatches,
  type PublishedFigureRow,
  type ScoredRow,
  type TakenRow,
  type TeamMatchRow,
} from '../record/figures.js';
import type { PlayerRow } from '../record/players.js';
import type { Reference, TeamRow } from '../record/reference.js';
import { ALWAYS } from '../statistics/days.js';
import type { Evidence } from '../statistics/evidence.js';
import {
  capsFigure,
  type Figure,
  goalsFigure,
  goalsPerCap,
  type Ratio,
} from '../statistics/figures.js';
import type { Context } from './context.js';
import { badInput } from './errors.js';
import { heldDays } from './records.js';

/** A figure with the rows that stand behind it. */
export interface FigureOf extends Figure {
  published: PublishedFigureRow[];
  sourceIds: number[];
}

export interface RatioOf extends Ratio {
  sourceIds: number[];
}

/** A player's career for one team as of a day, weighed. */
export interface CareerOf extends CareerOn {
  goals: FigureOf;
  caps: FigureOf;
  goalsPerCap: RatioOf;
  /** What it was weighed from, and the rows behind that: recorded goals, kicks and the team's matches. */
  evidence: Evidence;
  scored: ScoredRow[];
  taken: TakenRow[];
  matches: TeamMatchRow[];
}

/** Whose career, for which team, as of which day. */
export interface CareerOn {
  player: PlayerRow;
  team: TeamRow;
  asOf: string | null;
}

/** Careers of one request: two statements for each day asked for, however many players there are. */
export function careerLoader(db: Database, reference: Reference) {
  return new DataLoader<CareerOn, CareerOf, string>(
    async (wanted) => {
      const days = [...new Set(wanted.map(({ asOf }) => asOf))];
      const read = await Promise.all(
        days.map((asOf) =>
          rowsOn(
            db,
            wanted.filter((career) => career.asOf === asOf),
            asOf,
          ),
        ),
      );
      const rows = new Map(days.map((asOf, place) => [asOf, read[place]]));
      return wanted.map((career) => weigh(reference, career, rows.get(career.asOf) ?? NOTHING));
    },
    { cacheKeyFn: (career) => `${keyOf(career.player.id, career.team.id)} ${career.asOf}` },
  );
}

const keyOf = (playerId: number, teamId: number) => `${playerId} ${teamId}`;

/** The rows that careers as of one day are weighed from: by player and team, and by team. */
interface Rows {
  scored: ReadonlyMap<string, ScoredRow[]>;
  taken: ReadonlyMap<string, TakenRow[]>;
  published: ReadonlyMap<string, PublishedFigureRow[]>;
  matches: ReadonlyMap<number, TeamMatchRow[]>;
}

const NOTHING: Rows = {
  scored: new Map(),
  taken: new Map(),
  published: new Map(),
  matches: new Map(),
};

async function rowsOn(
  db: Database,
  careers: readonly CareerOn[],
  asOf: string | null,
): Promise<Rows> {
  const playerIds = [...new Set(careers.map(({ player }) => player.id))];
  const wanted = new Set(careers.map(({ player, team }) => keyOf(player.id, team.id)));
  const read = await listCareers(db, playerIds, asOf);
  const days = [
    ...read.scored,
    ...read.published.map(({ playerId, teamId, asOf: date }) => ({ playerId, teamId, date })),
  ].filter(({ playerId, teamId }) => wanted.has(keyOf(playerId, teamId)));
  const matches = await listTeamMatches(db, firstDays(days), asOf);
  const career = (row: { playerId: number; teamId: number }) => keyOf(row.playerId, row.teamId);
  return {
    scored: grouped(read.scored, career),
    taken: grouped(read.taken, career),
    published: grouped(read.published, career),
    matches: grouped(matches, ({ teamId }) => teamId),
  };
}

/** The first day of each team. */
function firstDays(rows: readonly { teamId: number; date: string }[]): Map<number, string> {
  const first = new Map<number, string>();
  for (const { teamId, date } of rows) {
    if (date < (first.get(teamId) ?? ALWAYS)) first.set(teamId, date);
  }
  return first;
}

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** The team that is meant: the one named, or the only one the player is recorded for; null where he is not recorded for it. */
export function teamOf(
  { reference }: Context,
  player: PlayerRow,
  slug: string | null | undefined,
): TeamRow | null {
  const teams = (player.teams ?? []).map((id) => reference.teams.get(id));
  if (slug != null) return teams.find((team) => team.slug === slug) ?? null;
  if (teams.length > 1) {
    const slugs = teams.map((team) => team.slug).join(', ');
    throw badInput(`"${player.slug}" has played for ${slugs}: say which team`);
  }
  return teams[0] ?? null;
}

function weigh(reference: Reference, career: CareerOn, rows: Rows): CareerOf {
  const { player, team, asOf } = career;
  const key = keyOf(player.id, team.id);
  const scored = rows.scored.get(key) ?? [];
  const published = rows.published.get(key) ?? [];
  const matches = rows.matches.get(team.id) ?? [];
  const by = (row: PublishedFigureRow) => ({
    value: row.value,
    asOf: row.asOf,
    by: publisherOf(reference, row),
  });
  const of = (measure: PublishedFigureRow['measure']) =>
    published.filter((row) => row.measure === measure);
  const evidence: Evidence = {
    asOf,
    scored: scored.map(({ date }) => date),
    goals: of('GOALS').map(by),
    caps: of('CAPS').map(by),
    matches,
    held: heldDays(reference, team),
  };
  const goals = withSources(goalsFigure(evidence), of('GOALS'), scored);
  const caps = withSources(capsFigure(evidence), of('CAPS'), []);
  const ratio = goalsPerCap(goals, caps);
  const sourceIds = [...new Set([...goals.sourceIds, ...caps.sourceIds])];
  return {
    ...career,
    goals,
    caps,
    goalsPerCap: { ...ratio, sourceIds },
    evidence,
    scored,
    taken: rows.taken.get(key) ?? [],
    matches,
  };
}

/** The figure with what was published, and who stands behind it: the newest published figure and the goal rows. */
export function withSources(
  figure: Figure,
  published: PublishedFigureRow[],
  scored: readonly Pick<ScoredRow, 'sourceId'>[],
): FigureOf {
  // What was published last stands behind a value that rests on it, and behind no other.
  const isSaid = figure.basis === 'PUBLISHED' || figure.basis === 'CARRIED_FORWARD';
  const said = published.filter(({ asOf }) => isSaid && asOf === published[0]?.asOf);
  const rows = figure.restsOnRows ? scored : [];
  const sourceIds = [...new Set([...said, ...rows].map(({ sourceId }) => sourceId))];
  return { ...figure, published, sourceIds };
}

function publisherOf(reference: Reference, { sourceId }: PublishedFigureRow): string {
  const { publisher, title } = reference.sources.get(sourceId);
  return publisher ?? title;
}
