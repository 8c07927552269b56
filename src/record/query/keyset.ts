/** Keyset pages: a page begins after a row and costs the same anywhere in the list. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../database/types.js';
import { type Parents, selectPerParent } from './batch.js';
import { type AnyEntity, type Projection, rowToJson } from './projection.js';

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
}

export interface List {
  readonly noun: AnyEntity;
  /** With the noun's alias; `order` may use the others. */
  readonly from: Sql;
  readonly where: readonly Sql[];
  readonly order: Order;
  /** The tables, narrowed to the row of a natural key. */
  readonly cursorRow: (key: string) => Sql;
}

/** An unknown cursor is no empty page. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly hasMore: boolean;
  readonly unknownCursor?: string;
}

interface PageJson<Row> {
  rows: Row[];
  after: boolean;
  before: boolean;
}

/** One statement. */
export async function readPage<Row>(
  db: Database,
  list: List,
  window: PageRequest,
  projection: Projection,
): Promise<Page<Row>> {
  const answer = await db.select<PageJson<Row>>(
    sql`SELECT ${db.dialect.jsonObject(pageFields(db, list, window, projection))} AS json`,
  );
  return pageIn(answer ?? { rows: [], after: true, before: true }, window);
}

/** The same page for each parent `o`, in one statement. */
export async function readPages<Row>(
  db: Database,
  owners: Parents,
  list: List,
  window: PageRequest,
  projection: Projection,
): Promise<Map<number, Page<Row>>> {
  const answers = await selectPerParent<PageJson<Row>>(
    db,
    owners,
    pageFields(db, list, window, projection),
  );
  return new Map([...answers].map(([id, answer]) => [id, pageIn(answer, window)]));
}

/** A page of rows in memory. */
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
  const counted = await db.select<{ count: number }>(
    sql`SELECT ${db.dialect.jsonObject({ count: countOf(list) })} AS json`,
  );
  return counted?.count ?? 0;
}

/** For each parent `o`, in one statement. */
export async function countRowsOf(
  db: Database,
  owners: Parents,
  list: List,
): Promise<Map<number, number>> {
  const counted = await selectPerParent<{ count: number }>(db, owners, { count: countOf(list) });
  return new Map([...counted].map(([id, { count }]) => [id, count]));
}

export function whereClause(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql`WHERE ${join(conditions, ' AND ')}`;
}

function pageFields(db: Database, list: List, window: PageRequest, projection: Projection) {
  return {
    rows: pageRowsWithOneMore(db, list, window, projection),
    after: exists(db, list, window.after),
    before: exists(db, list, window.before),
  };
}

function pageIn<Row>(
  answer: PageJson<Row>,
  { after, before, limit, backwards }: PageRequest,
): Page<Row> {
  const unknown = answer.after ? (answer.before ? undefined : before) : after;
  const rows = answer.rows.slice(0, limit);
  if (backwards) rows.reverse();
  return {
    rows,
    hasMore: answer.rows.length > limit,
    ...(unknown === undefined ? {} : { unknownCursor: unknown }),
  };
}

const countOf = ({ from, where }: List): Sql =>
  sql`(SELECT count(*) FROM ${from} ${whereClause(where)})`;

/** One row more tells whether there is a next page. */
function pageRowsWithOneMore(
  db: Database,
  list: List,
  window: PageRequest,
  projection: Projection,
): Sql {
  const { noun, from, where, order } = list;
  const direction = raw(order.falling !== window.backwards ? 'DESC' : 'ASC');
  const alias = raw(noun.alias);
  const sorted = join(order.keys.map((key) => sql`${key} ${direction}`));
  return db.dialect.nested(sql`SELECT ${db.dialect.jsonList(rowToJson(noun, db.dialect, projection))} FROM (
    SELECT ${alias}.* FROM ${from} ${whereClause([...where, ...cursorConditions(list, window)])}
    ORDER BY ${sorted} LIMIT ${window.limit + 1}) ${alias}`);
}

function cursorConditions(list: List, { after, before }: PageRequest): Sql[] {
  const { keys, falling: descending } = list.order;
  const compare = (key: string, sign: '<' | '>') =>
    sql`(${join([...keys])}) ${raw(sign)} (SELECT ${join([...keys])} FROM ${list.cursorRow(key)})`;
  return [
    ...(after === undefined ? [] : [compare(after, descending ? '<' : '>')]),
    ...(before === undefined ? [] : [compare(before, descending ? '>' : '<')]),
  ];
}

function exists(db: Database, list: List, key: string | undefined): Sql {
  const found = key === undefined ? sql`1 = 1` : sql`EXISTS (SELECT 1 FROM ${list.cursorRow(key)})`;
  return db.dialect.jsonBoolean(sql`(${found})`);
}
