/** One page of a list, by keyset: the page begins after a row, not at a number, and costs the same anywhere in the list. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../database.js';
import { type Owners, selectEach } from './owners.js';
import { type Noun, shape, type Wants } from './shape.js';

/** Where a page lies: so many rows after one row, or before one. Rows are named by their natural keys. */
export interface Window {
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
  readonly noun: Noun;
  /** The tables with the noun's alias among them; the order may use the others'. */
  readonly from: Sql;
  readonly where: readonly Sql[];
  readonly order: Order;
  /** The same tables, narrowed to the row that a natural key names: where a cursor stands. */
  readonly locate: (key: string) => Sql;
}

/** A page, in the order of the list. A cursor whose row does not exist is told apart from an empty page. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly hasMore: boolean;
  readonly unknownCursor?: string;
}

interface Answer<Row> {
  rows: Row[];
  after: boolean;
  before: boolean;
}

/** Reads one page of a list in one statement, with as much of each row as is wanted. */
export async function readPage<Row>(
  db: Database,
  list: List,
  window: Window,
  wants: Wants,
): Promise<Page<Row>> {
  const answer = await db.select<Answer<Row>>(
    sql`SELECT ${db.dialect.object(pageFields(db, list, window, wants))} AS json`,
  );
  return pageIn(answer ?? { rows: [], after: true, before: true }, window);
}

/** Reads the same page of the list of each row `o` of a table, by the ids of those rows, in one statement. */
export async function readPages<Row>(
  db: Database,
  owners: Owners,
  list: List,
  window: Window,
  wants: Wants,
): Promise<Map<number, Page<Row>>> {
  const answers = await selectEach<Answer<Row>>(db, owners, pageFields(db, list, window, wants));
  return new Map([...answers].map(([id, answer]) => [id, pageIn(answer, window)]));
}

/** The same page of rows that are held in memory, in their order. */
export function pageOf<Row>(
  all: readonly Row[],
  { after, before, limit, backwards }: Window,
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
    sql`SELECT ${db.dialect.object({ count: countOf(list) })} AS json`,
  );
  return counted?.count ?? 0;
}

/** How many rows the whole list of each row `o` of a table has, by the ids of those rows, in one statement. */
export async function countRowsOf(
  db: Database,
  owners: Owners,
  list: List,
): Promise<Map<number, number>> {
  const counted = await selectEach<{ count: number }>(db, owners, { count: countOf(list) });
  return new Map([...counted].map(([id, { count }]) => [id, count]));
}

/** WHERE with all conditions, or nothing. */
export function whereAll(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql`WHERE ${join(conditions, ' AND ')}`;
}

/** What a page is put together from. */
function pageFields(db: Database, list: List, window: Window, wants: Wants) {
  return {
    rows: packed(db, list, window, wants),
    after: exists(db, list, window.after),
    before: exists(db, list, window.before),
  };
}

function pageIn<Row>(answer: Answer<Row>, { after, before, limit, backwards }: Window): Page<Row> {
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
  sql`(SELECT count(*) FROM ${from} ${whereAll(where)})`;

/** The rows of the page and one more, which tells that there is more. */
function packed(db: Database, list: List, window: Window, wants: Wants): Sql {
  const { noun, from, where, order } = list;
  const direction = raw(order.falling !== window.backwards ? 'DESC' : 'ASC');
  const alias = raw(noun.alias);
  const sorted = join(order.keys.map((key) => sql`${key} ${direction}`));
  return db.dialect.nested(sql`SELECT ${db.dialect.list(shape(noun, db.dialect, wants))} FROM (
    SELECT ${alias}.* FROM ${from} ${whereAll([...where, ...bounds(list, window)])}
    ORDER BY ${sorted} LIMIT ${window.limit + 1}) ${alias}`);
}

/** The conditions that keep a page between its cursors. */
function bounds(list: List, { after, before }: Window): Sql[] {
  const { keys, falling } = list.order;
  const compare = (key: string, sign: '<' | '>') =>
    sql`(${join([...keys])}) ${raw(sign)} (SELECT ${join([...keys])} FROM ${list.locate(key)})`;
  return [
    ...(after === undefined ? [] : [compare(after, falling ? '<' : '>')]),
    ...(before === undefined ? [] : [compare(before, falling ? '>' : '<')]),
  ];
}

function exists(db: Database, list: List, key: string | undefined): Sql {
  const found = key === undefined ? sql`1 = 1` : sql`EXISTS (SELECT 1 FROM ${list.locate(key)})`;
  return db.dialect.flag(sql`(${found})`);
}
