import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Appearance, Booking, Manager } from '../generated/sqlite/client.js';
import { type MatchRow, match } from './matches.js';
import { type PlayerRow, player } from './players.js';
import { columnsOf, type Entity, one, scalarList } from './query/entity.js';
import {
  countRowsOf,
  type List,
  type Page,
  type PageRequest,
  readPages,
  whereClause,
} from './query/keyset.js';
import { idBySlug, type MatchFilter, matchConditions } from './query/match-filter.js';
import type { Projection } from './query/projection.js';
import type { ReferenceData } from './reference.js';

const APPEARANCE_COLUMNS = [
  'id',
  'key',
  'teamId',
  'name',
  'onMinute',
  'onStoppage',
  'offMinute',
  'offStoppage',
  'position',
  'shirtNumber',
  'sourceId',
] as const;
const APPEARANCE_FLAGS = ['started', 'captain'] as const;

export interface AppearanceRow
  extends Pick<Appearance, (typeof APPEARANCE_COLUMNS | typeof APPEARANCE_FLAGS)[number]> {
  /** With `key` its natural key. */
  matchSlug: string;
  match?: MatchRow;
  player?: PlayerRow | null;
  sources?: number[];
}

const playerOf = (alias: Sql) =>
  one(() => player, { key: sql`${alias}.player_id`, from: sql`players y`, on: sql`y.id` });

export const appearance: Entity<AppearanceRow> = {
  alias: 'l',
  requiredWhenNested: ['teamId', 'started'],
  needs: {
    id: ['matchSlug', 'key'],
    team: ['teamId'],
    cameOn: ['onMinute', 'onStoppage'],
    wentOff: ['offMinute', 'offStoppage'],
    sources: ['sourceId'],
  },
  columns: {
    ...columnsOf('l', APPEARANCE_COLUMNS),
    matchSlug: sql`(SELECT x.slug FROM matches x WHERE x.id = l.match_id)`,
  },
  flags: columnsOf('l', APPEARANCE_FLAGS),
  relations: {
    match: one(() => match, { key: sql`l.match_id`, from: sql`matches m`, on: sql`m.id` }),
    player: playerOf(sql`l`),
    sources: scalarList(
      sql`c.source_id`,
      sql`FROM citations c WHERE c.appearance_id = l.id`,
      sql`c.id`,
    ),
  },
};

const BOOKING_COLUMNS = ['teamId', 'name', 'minute', 'stoppage', 'card', 'sourceId'] as const;

export interface BookingRow extends Pick<Booking, (typeof BOOKING_COLUMNS)[number]> {
  card: 'YELLOW' | 'SECOND_YELLOW' | 'RED';
  player?: PlayerRow | null;
  sources?: number[];
}

export const booking: Entity<BookingRow> = {
  alias: 'b',
  always: [],
  needs: { team: ['teamId'], label: ['minute', 'stoppage'], sources: ['sourceId'] },
  columns: columnsOf('b', BOOKING_COLUMNS),
  relations: {
    player: playerOf(sql`b`),
    sources: scalarList(
      sql`c.source_id`,
      sql`FROM citations c WHERE c.booking_id = b.id`,
      sql`c.id`,
    ),
  },
};

const MANAGER_COLUMNS = ['teamId', 'name', 'country', 'sourceId'] as const;

export interface ManagerRow extends Pick<Manager, (typeof MANAGER_COLUMNS)[number]> {}

export const manager: Entity<ManagerRow> = {
  alias: 'w',
  always: ['teamId'],
  needs: { source: ['sourceId'] },
  columns: columnsOf('w', MANAGER_COLUMNS),
};

/** `2022-12-10-england-france/england-harry-kane`. */
export function appearanceKey(row: Pick<AppearanceRow, 'matchSlug' | 'key'>): string {
  return `${row.matchSlug}/${row.key}`;
}

export interface LineupRow {
  teamId: number;
  managers: ManagerRow[];
  completeness: 'COMPLETE' | 'PARTIAL';
  starters: AppearanceRow[];
  substitutes: AppearanceRow[];
}

const STARTERS = 11;

/** Of the sides with an appearance, home first. */
export function lineupsOf(
  { homeId, awayId }: Pick<MatchRow, 'homeId' | 'awayId'>,
  appearances: readonly AppearanceRow[],
  managers: readonly ManagerRow[],
): LineupRow[] {
  return [homeId, awayId].flatMap((teamId) => {
    const players = appearances.filter((row) => row.teamId === teamId);
    if (players.length === 0) return [];
    const starters = players.filter(({ started }) => started);
    return [
      {
        teamId,
        managers: managers.filter((row) => row.teamId === teamId),
        completeness: starters.length === STARTERS ? 'COMPLETE' : 'PARTIAL',
        starters,
        substitutes: players.filter(({ started }) => !started),
      },
    ];
  });
}

export interface AppearanceFilter
  extends Pick<MatchFilter, 'tournament' | 'edition' | 'from' | 'to'> {
  team?: string | null | undefined;
  started?: boolean | null | undefined;
}

/** The same page for each player, oldest first. */
export function listAppearancesByPlayer(
  db: Database,
  reference: ReferenceData,
  playerIds: readonly number[],
  filter: AppearanceFilter,
  window: PageRequest,
  projection: Projection,
): Promise<Map<number, Page<AppearanceRow>>> {
  return readPages(db, playerIds, appearanceList(reference, filter), window, projection);
}

export function countAppearancesByPlayer(
  db: Database,
  reference: ReferenceData,
  playerIds: readonly number[],
  filter: AppearanceFilter,
): Promise<Map<number, number>> {
  return countRowsOf(db, playerIds, appearanceList(reference, filter));
}

function appearanceList(reference: ReferenceData, filter: AppearanceFilter): List {
  const from = sql`appearances l JOIN matches m ON m.id = l.match_id`;
  return {
    noun: appearance,
    rows: (playerId, conditions) =>
      sql`FROM ${from} ${whereClause([
        sql`l.player_id = ${playerId}`,
        ...appearanceConditions(reference, filter),
        ...conditions,
      ])}`,
    order: { keys: [sql`m.date`, sql`m.ordinal`, sql`m.id`, sql`l.id`], falling: false },
    cursorRow: (cursor, playerId) => {
      const [slug = '', key = ''] = cursor.split('/');
      return sql`${from} WHERE l.player_id = ${playerId} AND m.slug = ${slug} AND l.key = ${key}`;
    },
  };
}

function appearanceConditions(
  reference: ReferenceData,
  { team, started, ...ofMatch }: AppearanceFilter,
): Sql[] {
  return [
    ...matchConditions(reference, ofMatch),
    ...(team == null ? [] : [sql`l.team_id = ${idBySlug(reference.teams, team)}`]),
    ...(started == null ? [] : [started ? sql`l.started` : sql`NOT l.started`]),
  ];
}
