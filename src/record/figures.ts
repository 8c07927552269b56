import { LRUCache } from 'lru-cache';
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { PublishedFigure } from '../generated/sqlite/client.js';
import { type PlayerRow, player } from './players.js';
import { paddedIdList } from './query/batch.js';
import { columnsOf, type Entity, one } from './query/entity.js';
import { AWAY, HOME, type SideColumns } from './query/match-filter.js';
import { levelColumns, readColumns } from './query/rows.js';

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
  relations: {
    player: one(() => player, { key: sql`f.player_id`, from: sql`players y`, on: sql`y.id` }),
  },
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
  /** Of both sides. */
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

const BIRTH = levelColumns({ values: { playerId: sql`y.id`, birthDate: sql`y.birth_date` } });

const SCORED = levelColumns({
  values: {
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
    sourceId: sql`g.source_id`,
  },
  flags: { penalty: sql`g.penalty` },
});

const TAKEN = levelColumns({
  values: {
    playerId: sql`p.taker_id`,
    teamId: sql`p.team_id`,
    kind: sql`p.kind`,
    date: sql`m.date`,
  },
  flags: { scored: sql`(p.outcome = 'SCORED')` },
});

const PUBLISHED = levelColumns({ values: publishedFigure.columns });

/** One reading, for all teams of the players. */
export async function listCareers(db: Database, playerIds: readonly number[]): Promise<CareerRows> {
  const ids = paddedIdList(playerIds);
  const [births, scored, taken, published] = await db.readLevels([
    { columns: BIRTH, from: () => sql`FROM players y WHERE y.id IN (${ids})` },
    {
      columns: SCORED,
      from: () => sql`FROM goals g JOIN matches m ON m.id = g.match_id
        WHERE g.scorer_id IN (${ids}) AND NOT g.own_goal`,
      order: [sql`m.date`, sql`m.ordinal`, sql`m.id`, sql`g.ordinal`],
    },
    {
      columns: TAKEN,
      from: () => sql`FROM penalties p JOIN matches m ON m.id = p.match_id
        WHERE p.taker_id IN (${ids})`,
      order: [sql`p.id`],
    },
    {
      columns: PUBLISHED,
      from: () => sql`FROM published_figures f WHERE f.player_id IN (${ids})`,
      order: [sql`f.as_of`, sql`-f.id`],
      isDescending: true,
    },
  ]);
  return { births, scored, taken, published } as unknown as CareerRows;
}

const OWN_UNNAMED = unnamedGoalsInMatch(sql`x.team_id`);

const TEAM_MATCH = {
  values: {
    teamId: sql`x.team_id`,
    opponentId: sql`x.opponent_id`,
    date: sql`x.date`,
    tournamentId: sql`x.tournament_id`,
    editionId: sql`x.edition_id`,
    goals: sql`x.goals`,
    goalsRecorded: sql`x.goals_recorded`,
    unnamed: sql`x.goals - x.goals_recorded + ${OWN_UNNAMED}`,
  },
  flags: {
    scorersNamed: sql`(x.score = x.rows_recorded - ${OWN_UNNAMED} - ${unnamedGoalsInMatch(sql`x.opponent_id`)})`,
    scorersComplete: sql`(x.score = x.rows_recorded)`,
  },
};

/** One reading, oldest first. */
function listTeamMatches(db: Database, teamIds: readonly number[]): Promise<TeamMatchRow[]> {
  return readColumns(db, TEAM_MATCH, {
    from: () => sql`FROM (
      ${matchesFromSide(teamIds, HOME)} UNION ALL ${matchesFromSide(teamIds, AWAY)}) x`,
    order: [sql`x.date`, sql`x.ordinal`, sql`x.id`],
  });
}

/** Played matches by team, oldest first. */
export type TeamMatches = (
  teamIds: readonly number[],
) => Promise<ReadonlyMap<number, readonly TeamMatchRow[]>>;

/** About 8 MB. */
const MAX_CACHED_TEAM_MATCHES = 40_000;

/** By record version. Caches nothing if a statement of the request was answered by another version. */
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

function unnamedGoalsInMatch(team: Sql): Sql {
  return sql`(SELECT count(*) FROM goals g
    WHERE g.scorer_id IS NULL AND g.team_id = ${team} AND g.match_id = x.id)`;
}
