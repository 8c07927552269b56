/** Keyset pages: a page begins after a row and costs the same anywhere in the list. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { Database, Level, RootLevel } from '../../database/types.js';
import type { AnyEntity } from './entity.js';
import type { Projection } from './projection.js';
import { addEntityLevels, levelColumns, type RootOptions, readColumns } from './rows.js';

/** Cursors are natural keys. */
export interface PageRequest {
  readonly limit: number;
  /** The last rows before `before`. */
  readonly backwards: boolean;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** Together unique; all ascending or all descending. */
export interface Order {
  readonly keys: readonly Sql[];
  readonly falling: boolean;
  /** SQLite finds an expression in an index alone, not as the head of a row. */
  readonly startsWithExpression?: boolean;
}

export interface List {
  readonly noun: AnyEntity;
  /** FROM and WHERE with further conditions; `window` orders and limits each part of a union. */
  readonly rows: (parent: Sql, conditions: readonly Sql[], window: Sql) => Sql;
  readonly order: Order;
  /** The tables, narrowed to the row of a natural key. */
  readonly cursorRow: (key: string, parent: Sql) => Sql;
}

/** An unknown cursor is no empty page. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly hasMore: boolean;
  readonly unknownCursor?: string;
}

/** One reading. */
export async function readPage<Row>(
  db: Database,
  list: List,
  window: PageRequest,
  projection: Projection,
): Promise<Page<Row>> {
  const pages = await readPagesOf<Row>(db, list, window, projection, NO_PARENT);
  return pages[0] ?? { rows: [], hasMore: false };
}

/** The same page for each parent, by its id, in one reading. */
export async function readPages<Row>(
  db: Database,
  parentIds: readonly number[],
  list: List,
  window: PageRequest,
  projection: Projection,
): Promise<Map<number, Page<Row>>> {
  const pages = await readPagesOf<Row>(db, list, window, projection, parentIds);
  return new Map(parentIds.map((id, place) => [id, pages[place] ?? { rows: [], hasMore: false }]));
}

const NO_PARENT = [0];

export function paginateArray<Row>(
  all: readonly Row[],
  { after, before, limit, backwards }: PageRequest,
  keyOf: (row: Row) => string,
): Page<Row> {
  const placeOf = (key: string) => all.findIndex((row) => keyOf(row) === key);
  const unknown = [after, before].find((key) => key !== undefined && placeOf(key) === -1);
  if (unknown !== undefined) return { rows: [], hasMore: false, unknownCursor: unknown };
  const from = after === undefined ? 0 : placeOf(after) + 1;
  const rows = all.slice(from, before === undefined ? undefined : placeOf(before));
  return {
    rows: backwards ? rows.slice(-limit) : rows.slice(0, limit),
    hasMore: rows.length > limit,
  };
}

export async function countRows(db: Database, list: List): Promise<number> {
  return (await countRowsOf(db, NO_PARENT, list)).get(0) ?? 0;
}

/** For each parent, by its id. */
export async function countRowsOf(
  db: Database,
  parentIds: readonly number[],
  { rows }: List,
): Promise<Map<number, number>> {
  const counted = await readColumns<{ count: number }>(
    db,
    { values: { count: sql`count(*)` } },
    { from: (parent) => rows(parent, [], empty), parents: parentIds },
  );
  return new Map(counted.map(({ parentPlace, count }) => [parentIds[parentPlace] ?? 0, count]));
}

export function whereClause(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql`WHERE ${join(conditions, ' AND ')}`;
}

async function readPagesOf<Row>(
  db: Database,
  list: List,
  window: PageRequest,
  projection: Projection,
  parents: readonly number[],
): Promise<Page<Row>[]> {
  const levels: Level[] = [];
  const finish = addEntityLevels(
    levels,
    db.dialect,
    list.noun,
    pageRoot(list, window, parents),
    projection,
  );
  const cursors = ([window.after, window.before] as const).map((key) =>
    key === undefined ? null : levels.push(cursorRoot(list, key, parents)) - 1,
  );
  const read = await db.readLevels(levels);
  const rows = groupByParent(finish(read), parents.length);
  const found = cursors.map((level) =>
    level === null ? null : groupByParent(read[level] ?? [], parents.length),
  );
  return rows.map((some, place) => {
    const missing = found.findIndex((cursor) => cursor !== null && cursor[place]?.length === 0);
    return pageOf(some as Row[], window, [window.after, window.before][missing]);
  });
}

function groupByParent<Row extends { parentPlace: number }>(
  rows: readonly Row[],
  parents: number,
): Row[][] {
  const groups: Row[][] = Array.from({ length: parents }, () => []);
  for (const row of rows) groups[row.parentPlace]?.push(row);
  return groups;
}

function pageOf<Row>(
  found: readonly Row[],
  { limit, backwards }: PageRequest,
  unknownCursor: string | undefined,
): Page<Row> {
  const rows = found.slice(0, limit);
  if (backwards) rows.reverse();
  const hasMore = found.length > limit;
  return { rows, hasMore, ...(unknownCursor === undefined ? {} : { unknownCursor }) };
}

/** One row more tells whether there is a next page. */
function pageRoot(list: List, window: PageRequest, parents: readonly number[]): RootOptions {
  const { order } = list;
  return {
    parents,
    from: (parent, unionWindow) =>
      list.rows(parent, cursorConditions(list, window, parent), unionWindow),
    order: order.keys,
    isDescending: order.falling !== window.backwards,
    limit: window.limit + 1,
  };
}

const NO_COLUMNS = levelColumns({});

function cursorRoot(list: List, key: string, parents: readonly number[]): RootLevel {
  return {
    parents,
    columns: NO_COLUMNS,
    from: (parent) => sql`FROM ${list.cursorRow(key, parent)}`,
    limit: 1,
  };
}

function cursorConditions(list: List, { after, before }: PageRequest, parent: Sql): Sql[] {
  const { keys, falling: descending, startsWithExpression = false } = list.order;
  const compare = (key: string, sign: '<' | '>') => {
    const row = list.cursorRow(key, parent);
    const beyond = sql`(${join([...keys])}) ${raw(sign)} (SELECT ${join([...keys])} FROM ${row})`;
    const first = join(keys.slice(0, 1));
    return startsWithExpression
      ? sql`${first} ${raw(sign)}= (SELECT ${first} FROM ${row}) AND ${beyond}`
      : beyond;
  };
  return [
    ...(after === undefined ? [] : [compare(after, descending ? '<' : '>')]),
    ...(before === undefined ? [] : [compare(before, descending ? '>' : '<')]),
  ];
}
