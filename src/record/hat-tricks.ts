import sql from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { HatTrick } from '../generated/sqlite/client.js';
import { goalSources } from './goals.js';
import { type MatchRow, match } from './matches.js';
import { type PlayerRow, player } from './players.js';
import { paddedIdList } from './query/batch.js';
import { columnsOf, type Entity, one } from './query/entity.js';
import {
  countRows,
  type List,
  type Page,
  type PageRequest,
  readPage,
  whereClause,
} from './query/keyset.js';
import type { Projection } from './query/projection.js';
import { readRows } from './query/rows.js';
import { type ScorerFilter, scorerConditions } from './query/scorer-filter.js';
import type { ReferenceData } from './reference.js';

const HAT_TRICK_COLUMNS = ['playerId', 'teamId', 'goals'] as const;

export interface HatTrickRow extends Pick<HatTrick, (typeof HAT_TRICK_COLUMNS)[number]> {
  /** Together its natural key. */
  matchSlug: string;
  playerSlug: string;
  date: string;
  match?: MatchRow;
  player?: PlayerRow;
  sources?: number[];
}

const HAT_TRICK_GOALS = sql`g.match_id = h.match_id AND g.scorer_id = h.player_id AND NOT g.own_goal`;

export const hatTrick: Entity<HatTrickRow> = {
  alias: 'h',
  always: ['matchSlug', 'playerSlug', 'playerId', 'teamId', 'date'],
  columns: {
    ...columnsOf('h', HAT_TRICK_COLUMNS),
    matchSlug: sql`(SELECT x.slug FROM matches x WHERE x.id = h.match_id)`,
    playerSlug: sql`(SELECT x.slug FROM players x WHERE x.id = h.player_id)`,
    date: sql`(SELECT x.date FROM matches x WHERE x.id = h.match_id)`,
  },
  relations: {
    match: one(() => match, { key: sql`h.match_id`, from: sql`matches m`, on: sql`m.id` }),
    player: one(() => player, { key: sql`h.player_id`, from: sql`players y`, on: sql`y.id` }),
    sources: goalSources(HAT_TRICK_GOALS),
  },
};

/** `1966-07-30-england-germany/geoff-hurst`. */
export function hatTrickKey({
  matchSlug,
  playerSlug,
}: Pick<HatTrickRow, 'matchSlug' | 'playerSlug'>): string {
  return `${matchSlug}/${playerSlug}`;
}

/** By day, match and player slug. */
export function listHatTricks(
  db: Database,
  reference: ReferenceData,
  filter: ScorerFilter,
  window: PageRequest,
  projection: Projection,
): Promise<Page<HatTrickRow>> {
  return readPage(db, hatTrickList(db, reference, filter), window, projection);
}

export function countHatTricks(
  db: Database,
  reference: ReferenceData,
  filter: ScorerFilter,
): Promise<number> {
  return countRows(db, hatTrickList(db, reference, filter));
}

/** One statement, for all teams, oldest first. */
export async function listHatTricksByPlayer(
  db: Database,
  playerIds: readonly number[],
  projection: Projection,
): Promise<Map<number, HatTrickRow[]>> {
  const root = {
    from: () => sql`FROM hat_tricks h JOIN matches m ON m.id = h.match_id
      WHERE h.player_id IN (${paddedIdList(playerIds)})`,
    order: [sql`m.date`, sql`m.ordinal`, sql`m.id`],
  };
  const rows = await readRows<HatTrickRow>(db, hatTrick, root, projection);
  return new Map(playerIds.map((id) => [id, rows.filter(({ playerId }) => playerId === id)]));
}

function hatTrickList(db: Database, reference: ReferenceData, filter: ScorerFilter): List {
  const from = sql`hat_tricks h JOIN matches m ON m.id = h.match_id JOIN players y ON y.id = h.player_id`;
  return {
    noun: hatTrick,
    rows: (_parent, conditions) => sql`FROM ${from}
      ${whereClause([...scorerConditions(reference, filter, sql`h.team_id`), ...conditions])}`,
    order: {
      keys: [sql`m.date`, sql`m.ordinal`, sql`m.id`, db.dialect.codePointOrder(sql`y.slug`)],
      falling: false,
    },
    cursorRow: (key) => {
      const slash = key.indexOf('/');
      return sql`${from} WHERE m.slug = ${key.slice(0, slash)} AND y.slug = ${key.slice(slash + 1)}`;
    },
  };
}
