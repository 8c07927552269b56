import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Match } from '../generated/sqlite/client.js';
import {
  type AppearanceRow,
  appearance,
  type BookingRow,
  booking,
  type ManagerRow,
  manager,
} from './appearances.js';
import { type DiscrepancyRow, discrepancy } from './discrepancies.js';
import { type GoalRow, goal } from './goals.js';
import { type PenaltyRow, penalty, type ShootoutRow, shootout } from './penalties.js';
import type { Parents, ParentTable } from './query/batch.js';
import { columnsOf, type Entity, many, one, scalarList } from './query/entity.js';
import {
  countRows,
  countRowsOf,
  type List,
  type Order,
  type Page,
  type PageRequest,
  readPage,
  readPages,
} from './query/keyset.js';
import { filteredMatches, isLimitedTo, type MatchFilter } from './query/match-filter.js';
import type { Projection } from './query/projection.js';
import { readRows } from './query/rows.js';
import { type QuoteRow, quote } from './quotes.js';
import { type ReferenceData, teamNameAsOf } from './reference.js';

const MATCH_COLUMNS = [
  'id',
  'slug',
  'date',
  'homeId',
  'awayId',
  'homeScore',
  'awayScore',
  'homeGoalsRecorded',
  'awayGoalsRecorded',
  'tournamentId',
  'editionId',
  'stage',
  'group',
  'stadium',
  'city',
  'country',
  'kickOffTime',
  'utcOffset',
  'attendance',
  'refereeName',
  'refereeCountry',
  'sourceId',
] as const;
const MATCH_FLAGS = ['neutral', 'afterExtraTime', 'possiblyAwarded'] as const;

export interface MatchRow extends Pick<Match, (typeof MATCH_COLUMNS | typeof MATCH_FLAGS)[number]> {
  goals?: GoalRow[];
  penalties?: PenaltyRow[];
  shootout?: ShootoutRow | null;
  appearances?: AppearanceRow[];
  bookings?: BookingRow[];
  managers?: ManagerRow[];
  quotes?: QuoteRow[];
  discrepancies?: DiscrepancyRow[];
  sources?: number[];
}

const MATCH_ID = sql`m.id`;

export const match: Entity<MatchRow> = {
  alias: 'm',
  always: ['id', 'slug'],
  requiredWhenNested: [],
  needs: {
    id: ['slug'],
    tournament: ['tournamentId'],
    edition: ['editionId'],
    home: ['homeId'],
    away: ['awayId'],
    homeNameOnDate: ['homeId', 'date'],
    awayNameOnDate: ['awayId', 'date'],
    score: ['homeScore', 'awayScore'],
    result: ['homeScore', 'awayScore'],
    venue: ['stadium', 'city', 'country'],
    winner: ['homeId', 'awayId', 'homeScore', 'awayScore', 'shootout'],
    kickOff: ['date', 'kickOffTime', 'utcOffset'],
    referee: ['refereeName', 'refereeCountry'],
    lineups: ['homeId', 'awayId', 'appearances', 'managers'],
    scorersComplete: ['homeScore', 'awayScore', 'homeGoalsRecorded', 'awayGoalsRecorded'],
    sources: ['sourceId'],
  },
  shownBy: {
    appearances: [
      ['lineups', 'starters'],
      ['lineups', 'substitutes'],
    ],
    managers: [['lineups', 'managers']],
  },
  columns: columnsOf('m', MATCH_COLUMNS),
  flags: columnsOf('m', MATCH_FLAGS),
  relations: {
    goals: many(() => goal, {
      key: MATCH_ID,
      from: sql`goals g`,
      on: sql`g.match_id`,
      order: sql`g.ordinal`,
    }),
    penalties: many(() => penalty, {
      key: MATCH_ID,
      from: sql`penalties p`,
      on: sql`p.match_id`,
      order: sql`p.kind, p.ordinal`,
    }),
    shootout: one(() => shootout, { key: MATCH_ID, from: sql`shootouts s`, on: sql`s.match_id` }),
    appearances: many(() => appearance, {
      key: MATCH_ID,
      from: sql`appearances l`,
      on: sql`l.match_id`,
      order: sql`l.ordinal, l.id`,
    }),
    bookings: many(() => booking, {
      key: MATCH_ID,
      from: sql`bookings b`,
      on: sql`b.match_id`,
      order: sql`b.minute IS NULL, b.minute, coalesce(b.stoppage, 0), b.ordinal, b.id`,
    }),
    managers: many(() => manager, {
      key: MATCH_ID,
      from: sql`managers w`,
      on: sql`w.match_id`,
      order: sql`w.ordinal, w.id`,
    }),
    quotes: many(() => quote, {
      key: MATCH_ID,
      from: sql`quotes q`,
      on: sql`q.match_id`,
      order: sql`q.id`,
    }),
    discrepancies: many(() => discrepancy, {
      key: MATCH_ID,
      from: sql`discrepancies d`,
      on: sql`d.match_id`,
      order: sql`d.id`,
    }),
    sources: scalarList(sql`c.source_id`, sql`FROM citations c WHERE c.match_id = m.id`, sql`c.id`),
  },
};

export type MatchOrder = 'DATE_ASC' | 'DATE_DESC' | 'MARGIN_DESC' | 'GOALS_DESC';

const DATE_KEYS = [sql`m.date`, sql`m.ordinal`, sql`m.id`];

/** Unplayed matches come last. The migrations index both. */
const MARGIN_KEY = sql`coalesce(-abs(m.home_score - m.away_score), 1)`;
const GOALS_KEY = sql`coalesce(-(m.home_score + m.away_score), 1)`;

const orderBy = (key: Sql): Order => ({
  keys: [key, ...DATE_KEYS],
  falling: false,
  startsWithExpression: true,
});

const ORDERS: Record<MatchOrder, Order> = {
  DATE_ASC: { keys: DATE_KEYS, falling: false },
  DATE_DESC: { keys: DATE_KEYS, falling: true },
  MARGIN_DESC: orderBy(MARGIN_KEY),
  GOALS_DESC: orderBy(GOALS_KEY),
};

/** Few matches are sorted: with a plus the keys have no index, of which SQLite would read nearly all. */
const FILTERED_ORDERS: Record<MatchOrder, Order> = {
  ...ORDERS,
  MARGIN_DESC: orderBy(sql`+${MARGIN_KEY}`),
  GOALS_DESC: orderBy(sql`+${GOALS_KEY}`),
};

/** By the score or the shoot-out; null for a draw and while unplayed. */
export function winnerOf({
  homeId,
  awayId,
  homeScore,
  awayScore,
  shootout,
}: MatchRow): number | null {
  if (homeScore === null || awayScore === null) return null;
  if (homeScore === awayScore) return shootout?.winnerId ?? null;
  return homeScore > awayScore ? homeId : awayId;
}

/** `England v France, 2022-12-10`, by the names of that day. */
export function matchTitle({ teams }: ReferenceData, { homeId, awayId, date }: MatchRow): string {
  return `${teamNameAsOf(teams.get(homeId), date)} v ${teamNameAsOf(teams.get(awayId), date)}, ${date}`;
}

export async function findMatch(
  db: Database,
  slug: string,
  projection: Projection,
): Promise<MatchRow | null> {
  const root = { from: () => sql`FROM matches m WHERE m.slug = ${slug}`, limit: 1 };
  const [row] = await readRows<MatchRow>(db, match, root, projection);
  return row ?? null;
}

export function listMatches(
  db: Database,
  reference: ReferenceData,
  filter: MatchFilter,
  order: MatchOrder,
  window: PageRequest,
  projection: Projection,
): Promise<Page<MatchRow>> {
  return readPage(db, matchList(reference, filter, order), window, projection);
}

export function countMatches(
  db: Database,
  reference: ReferenceData,
  filter: MatchFilter,
): Promise<number> {
  return countRows(db, matchList(reference, filter, 'DATE_ASC'));
}

/** The same page for each parent. */
export function listMatchesByParent(
  db: Database,
  reference: ReferenceData,
  owners: Parents,
  filter: MatchFilter,
  order: MatchOrder,
  window: PageRequest,
  projection: Projection,
): Promise<Map<number, Page<MatchRow>>> {
  return readPages(
    db,
    owners.ids,
    matchList(reference, filter, order, owners.table),
    window,
    projection,
  );
}

export function countMatchesByParent(
  db: Database,
  reference: ReferenceData,
  owners: Parents,
  filter: MatchFilter,
): Promise<Map<number, number>> {
  return countRowsOf(db, owners.ids, matchList(reference, filter, 'DATE_ASC', owners.table));
}

function matchList(
  reference: ReferenceData,
  filter: MatchFilter,
  order: MatchOrder,
  owner?: ParentTable,
): List {
  return {
    noun: match,
    rows: (parent, conditions, window) => {
      const owned = owner && { table: owner, id: parent };
      return sql`FROM (${filteredMatches(reference, filter, owned, conditions, window)}) m`;
    },
    order: (owner || !isLimitedTo(filter, []) ? FILTERED_ORDERS : ORDERS)[order],
    cursorRow: (slug) => sql`matches m WHERE m.slug = ${slug}`,
  };
}
