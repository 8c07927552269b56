/** Evidence of a player's goals and caps for a team. */
import { LRUCache } from 'lru-cache';
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { PublishedFigure } from '../generated/sqlite/client.js';
import { type PlayerRow, player } from './players.js';
import { paddedIdList } from './query/batch.js';
import { AWAY, HOME, type SideColumns } from './query/match-filter.js';
import { columnsOf, type Entity, one, rowToJson } from './query/projection.js';

const FIGURE_COLUMNS = [
  'id',
  'playerId',
  'teamId',
  'measure',
  'value',
  'asOf',
  'statement',
  'discrepancy',
  'sourceId',
] as const;

export interface PublishedFigureRow extends Pick<PublishedFigure, (typeof FIGURE_COLUMNS)[number]> {
  /** The source's own key. */
  key: string;
  measure: 'CAPS' | 'GOALS';
  /** Present where wanted. */
  player?: PlayerRow;
}

export const publishedFigure: Entity<PublishedFigureRow> = {
  alias: 'f',
  needs: {
    id: ['sourceId', 'key'],
    player: ['playerId'],
    team: ['teamId'],
    source: ['sourceId'],
  },
  columns: {
    ...columnsOf('f', FIGURE_COLUMNS),
    key: sql`f.source_key`,
  },
  relations: { player: one(() => player, sql`FROM players y WHERE y.id = f.player_id`) },
};

/** Without own goals and shoot-out kicks. */
export interface CareerGoalRow {
  playerId: number;
  teamId: number;
  matchId: number;
  goalId: number;
  /** With `ordinal` its natural key. */
  matchSlug: string;
  ordinal: number;
  date: string;
  tournamentId: number;
  opponentId: number;
  minute: number | null;
  penalty: boolean;
  sourceId: number;
}

export interface CareerPenaltyRow {
  playerId: number;
  teamId: number;
  kind: 'IN_PLAY' | 'SHOOTOUT';
  scored: boolean;
  date: string;
}

export interface TeamMatchRow {
  teamId: number;
  opponentId: number;
  date: string;
  tournamentId: number;
  editionId: number | null;
  goals: number;
  goalsRecorded: number;
  /** The team's goals without a named scorer. */
  unnamed: number;
  /** Whether all goals of both sides have a named scorer. */
  scorersNamed: boolean;
  scorersComplete: boolean;
}

/** Oldest first, published figures newest first. */
export interface CareerRows {
  /** One row a player. */
  births: { playerId: number; birthDate: string | null }[];
  scored: CareerGoalRow[];
  taken: CareerPenaltyRow[];
  published: PublishedFigureRow[];
}

/** One statement, for all teams of the players. */
export async function listCareers(db: Database, playerIds: readonly number[]): Promise<CareerRows> {
  const { jsonObject: object, jsonList: list, nested, jsonBoolean: flag } = db.dialect;
  const ids = paddedIdList(playerIds);
  const scored = object({
    playerId: sql`g.scorer_id`,
    teamId: sql`g.team_id`,
    matchId: sql`m.id`,
    goalId: sql`g.id`,
    matchSlug: sql`m.slug`,
    ordinal: sql`g.ordinal`,
    date: sql`m.date`,
    tournamentId: sql`m.tournament_id`,
    opponentId: sql`CASE WHEN m.home_id = g.team_id THEN m.away_id ELSE m.home_id END`,
    minute: sql`g.minute`,
    penalty: flag(sql`g.penalty`),
    sourceId: sql`g.source_id`,
  });
  const taken = object({
    playerId: sql`p.taker_id`,
    teamId: sql`p.team_id`,
    kind: sql`p.kind`,
    scored: flag(sql`(p.outcome = 'SCORED')`),
    date: sql`m.date`,
  });
  const figure = rowToJson(publishedFigure, db.dialect, {});
  const birth = object({ playerId: sql`y.id`, birthDate: sql`y.birth_date` });
  const rows = await db.select<CareerRows>(
    sql`SELECT ${object({
      births: nested(sql`SELECT ${list(birth)} FROM players y WHERE y.id IN (${ids})`),
      scored: nested(sql`SELECT ${list(scored, sql`m.date, m.ordinal, m.id, g.ordinal`)}
      FROM goals g JOIN matches m ON m.id = g.match_id
      WHERE g.scorer_id IN (${ids}) AND NOT g.own_goal`),
      taken: nested(sql`SELECT ${list(taken, sql`p.id`)}
      FROM penalties p JOIN matches m ON m.id = p.match_id WHERE p.taker_id IN (${ids})`),
      published: nested(sql`SELECT ${list(figure, sql`f.as_of DESC, f.id`)}
      FROM published_figures f WHERE f.player_id IN (${ids})`),
    })} AS json`,
  );
  return rows ?? { births: [], scored: [], taken: [], published: [] };
}

/** One statement, oldest first. */
async function listTeamMatches(db: Database, teamIds: readonly number[]): Promise<TeamMatchRow[]> {
  const { jsonObject: object, jsonList: list, jsonBoolean: flag } = db.dialect;
  const own = unnamedGoalsInMatch(sql`x.team_id`);
  const item = object({
    teamId: sql`x.team_id`,
    opponentId: sql`x.opponent_id`,
    date: sql`x.date`,
    tournamentId: sql`x.tournament_id`,
    editionId: sql`x.edition_id`,
    goals: sql`x.goals`,
    goalsRecorded: sql`x.goals_recorded`,
    unnamed: sql`x.goals - x.goals_recorded + ${own}`,
    scorersNamed: flag(
      sql`(x.score = x.rows_recorded - ${own} - ${unnamedGoalsInMatch(sql`x.opponent_id`)})`,
    ),
    scorersComplete: flag(sql`(x.score = x.rows_recorded)`),
  });
  const rows = await db.select<TeamMatchRow[]>(
    sql`SELECT ${list(item)} AS json FROM (SELECT * FROM (
      ${matchesFromSide(teamIds, HOME)} UNION ALL ${matchesFromSide(teamIds, AWAY)}) h ORDER BY h.date, h.ordinal, h.id) x`,
  );
  return rows ?? [];
}

/** Played matches by team, oldest first. */
export type TeamMatches = (
  teamIds: readonly number[],
) => Promise<ReadonlyMap<number, readonly TeamMatchRow[]>>;

/** About 8 MB. */
const MAX_CACHED_TEAM_MATCHES = 40_000;

/**
 * Caches matches of teams by record version. Caches nothing if a statement of the request was answered by another
 * version.
 */
export function teamMatchReader(): (
  db: Database,
  version: string,
  isMixed: () => boolean,
) => TeamMatches {
  const kept = new LRUCache<string, readonly TeamMatchRow[]>({
    maxSize: MAX_CACHED_TEAM_MATCHES,
    sizeCalculation: (matches) => matches.length + 1,
  });
  return (db, version, isMixed) => async (teamIds) => {
    const keyOf = (id: number) => `${version} ${id}`;
    const found = new Map(teamIds.map((id) => [id, kept.get(keyOf(id)) ?? null]));
    const wanted = teamIds.filter((id) => found.get(id) === null);
    const read = wanted.length === 0 ? [] : await listTeamMatches(db, wanted);
    const matches = new Map<number, TeamMatchRow[]>(wanted.map((id) => [id, []]));
    for (const row of read) matches.get(row.teamId)?.push(row);
    if (!isMixed()) for (const [id, rows] of matches) kept.set(keyOf(id), rows);
    return new Map(teamIds.map((id) => [id, found.get(id) ?? matches.get(id) ?? []]));
  };
}

/** One index scan a side. */
function matchesFromSide(teamIds: readonly number[], side: SideColumns): Sql {
  return sql`SELECT ${side.team} AS team_id, ${side.opponent} AS opponent_id, ${side.own} AS goals,
      ${side.recorded} AS goals_recorded, m.date, m.ordinal, m.id, m.tournament_id, m.edition_id,
      m.home_score + m.away_score AS score, m.home_goals_recorded + m.away_goals_recorded AS rows_recorded
    FROM matches m WHERE ${side.team} IN (${paddedIdList(teamIds)}) AND m.home_score IS NOT NULL`;
}

const unnamedGoalsInMatch = (team: Sql) =>
  sql`(SELECT count(*) FROM goals g WHERE g.scorer_id IS NULL AND g.team_id = ${team} AND g.match_id = x.id)`;
