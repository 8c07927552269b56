/** One page of a list, by keyset: the page begins after a row, not at a number, and costs the same anywhere in the list. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../database/types.js';
import { type Parents, selectPerParent } from './batch.js';
import { type AnyEntity, type Projection, rowToJson } from './projection.js';

/** Where a page lies: so many rows after one row, or before one. Rows are named by their natural keys. */
export interface PageRequest {
  readonly limit: number;
  /** Counted from the end: the last rows before `before`. */
  readonly backwards: boolean;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** An order: expressions that together are unique, all of them rising or all falling. */
export interface Order {
  readonly keys: readonly Sql[];
  readonly falling: boolean;
}

/** A list that can be paged. */
export interface List {
  readonly noun: AnyEntity;
  /** The tables with the noun's alias among them; the order may use the others'. */
  readonly from: Sql;
  readonly where: readonly Sql[];
  readonly order: Order;
  /** The same tables, narrowed to the row that a natural key names: where a cursor stands. */
  readonly cursorRow: (key: string) => Sql;
}

/** A page, in the order of the list. A cursor whose row does not exist is told apart from an empty page. */
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

/** Reads one page of a list in one statement, with as much of each row as is wanted. */
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

/** Reads the same page of the list of each row `o` of a table, by the ids of those rows, in one statement. */
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

/** The same page of rows that are held in memory, in their order. */
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

/** How many rows the whole list has. */
export async function countRows(db: Database, list: List): Promise<number> {
  const counted = await db.select<{ count: number }>(
    sql`SELECT ${db.dialect.jsonObject({ count: countOf(list) })} AS json`,
  );
  return counted?.count ?? 0;
}

/** How many rows the whole list of each row `o` of a table has, by the ids of those rows, in one statement. */
export async function countRowsOf(
  db: Database,
  owners: Parents,
  list: List,
): Promise<Map<number, number>> {
  const counted = await selectPerParent<{ count: number }>(db, owners, { count: countOf(list) });
  return new Map([...counted].map(([id, { count }]) => [id, count]));
}

/** WHERE with all conditions, or nothing. */
export function whereClause(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql`WHERE ${join(conditions, ' AND ')}`;
}

/** What a page is put together from. */
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

/** The rows of the page and one more, which tells that there is more. */
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

/** The conditions that keep a page between its cursors. */
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
