import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Penalty, Shootout } from '../generated/sqlite/client.js';
import { type MatchRow, match } from './matches.js';
import { type PlayerRow, player } from './players.js';
import { columnsOf, type Entity, many, one, scalarList } from './query/entity.js';
import {
  countRows,
  type List,
  type Page,
  type PageRequest,
  readPage,
  whereClause,
} from './query/keyset.js';
import { idBySlug, type MatchFilter, matchConditions } from './query/match-filter.js';
import type { Projection } from './query/projection.js';
import type { ReferenceData } from './reference.js';

const PENALTY_COLUMNS = [
  'id',
  'key',
  'kind',
  'teamId',
  'minute',
  'stoppage',
  'outcome',
  'detail',
  'sourceId',
] as const;

export interface PenaltyRow extends Pick<Penalty, (typeof PENALTY_COLUMNS)[number]> {
  matchSlug: string;
  kind: 'IN_PLAY' | 'SHOOTOUT';
  outcome: 'SCORED' | 'MISSED' | 'SAVED' | 'HIT_WOODWORK' | 'NOT_SCORED';
  match?: MatchRow;
  taker?: PlayerRow | null;
  foulBy?: PlayerRow | null;
  foulOn?: PlayerRow | null;
  sources?: number[];
}

const SHOOTOUT_COLUMNS = ['winnerId', 'firstShooterId', 'sourceId'] as const;

export interface ShootoutRow extends Pick<Shootout, (typeof SHOOTOUT_COLUMNS)[number]> {
  score?: { home: number; away: number } | null;
  kicks?: PenaltyRow[];
  sources?: number[];
}

const playerBy = (key: Sql) => one(() => player, { key, from: sql`players y`, on: sql`y.id` });

export const penalty: Entity<PenaltyRow> = {
  alias: 'p',
  needs: {
    id: ['matchSlug', 'key'],
    label: ['minute', 'stoppage'],
    team: ['teamId'],
    sources: ['sourceId'],
  },
  columns: {
    ...columnsOf('p', PENALTY_COLUMNS),
    matchSlug: sql`(SELECT x.slug FROM matches x WHERE x.id = p.match_id)`,
  },
  relations: {
    match: one(() => match, { key: sql`p.match_id`, from: sql`matches m`, on: sql`m.id` }),
    taker: playerBy(sql`p.taker_id`),
    foulBy: playerBy(sql`p.foul_by_id`),
    foulOn: playerBy(sql`p.foul_on_id`),
    sources: scalarList(
      sql`c.source_id`,
      sql`FROM citations c WHERE c.penalty_id = p.id`,
      sql`c.id`,
    ),
  },
};

const scoredBy = (side: Sql): Sql =>
  sql`sum(CASE WHEN p.team_id = ${side} AND p.outcome = 'SCORED' THEN 1 ELSE 0 END)`;

export const shootout: Entity<ShootoutRow> = {
  alias: 's',
  always: ['winnerId'],
  needs: { firstShooter: ['firstShooterId'], sources: ['sourceId'] },
  columns: columnsOf('s', SHOOTOUT_COLUMNS),
  relations: {
    kicks: many(() => penalty, {
      key: sql`s.match_id`,
      from: sql`penalties p`,
      on: sql`p.match_id`,
      where: sql`p.kind = 'SHOOTOUT'`,
      order: sql`p.ordinal`,
    }),
    score: ({ jsonObject: object }) =>
      sql`(SELECT ${object({ home: scoredBy(sql`x.home_id`), away: scoredBy(sql`x.away_id`) })}
        FROM penalties p JOIN matches x ON x.id = p.match_id
        WHERE p.match_id = s.match_id AND p.kind = 'SHOOTOUT' HAVING count(*) > 0)`,
    sources: scalarList(
      sql`c.source_id`,
      sql`FROM citations c WHERE c.shootout_id = s.id`,
      sql`c.id`,
    ),
  },
};

export interface PenaltyFilter
  extends Pick<MatchFilter, 'category' | 'tournament' | 'edition' | 'from' | 'to'> {
  taker?: string | null | undefined;
  team?: string | null | undefined;
  match?: string | null | undefined;
  kind?: PenaltyRow['kind'] | null | undefined;
  outcome?: PenaltyRow['outcome'] | null | undefined;
}

/** By day, match and order within the match. */
export function listPenalties(
  db: Database,
  reference: ReferenceData,
  filter: PenaltyFilter,
  window: PageRequest,
  projection: Projection,
): Promise<Page<PenaltyRow>> {
  return readPage(db, penaltyList(reference, filter), window, projection);
}

export function countPenalties(
  db: Database,
  reference: ReferenceData,
  filter: PenaltyFilter,
): Promise<number> {
  return countRows(db, penaltyList(reference, filter));
}

/** `2022-12-10-england-france/84-harry-kane`. */
export function penaltyKey(row: PenaltyRow): string {
  return `${row.matchSlug}/${row.key}`;
}

function penaltyList(reference: ReferenceData, filter: PenaltyFilter): List {
  return {
    noun: penalty,
    rows: (_parent, conditions) => sql`FROM penalties p JOIN matches m ON m.id = p.match_id
      ${whereClause([...penaltyConditions(reference, filter), ...conditions])}`,
    order: {
      keys: [sql`m.date`, sql`m.ordinal`, sql`m.id`, sql`p.kind`, sql`p.ordinal`, sql`p.id`],
      falling: false,
    },
    cursorRow: (cursor) => {
      const [slug = '', key = ''] = cursor.split('/');
      return sql`penalties p JOIN matches m ON m.id = p.match_id WHERE m.slug = ${slug} AND p.key = ${key}`;
    },
  };
}

function penaltyConditions(reference: ReferenceData, filter: PenaltyFilter): Sql[] {
  const { taker, team, match, kind, outcome, ...ofMatch } = filter;
  const conditions = matchConditions(reference, ofMatch);
  if (taker != null)
    conditions.push(sql`p.taker_id = (SELECT y.id FROM players y WHERE y.slug = ${taker})`);
  if (team != null) conditions.push(sql`p.team_id = ${idBySlug(reference.teams, team)}`);
  if (match != null) conditions.push(sql`m.slug = ${match}`);
  if (kind != null) conditions.push(sql`p.kind = ${kind}`);
  if (outcome != null) conditions.push(sql`p.outcome = ${outcome}`);
  return conditions;
}
