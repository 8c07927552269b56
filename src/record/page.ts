/** One page of a list, by keyset: the page begins after a row, not at a number, and costs the same anywhere in the list. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../database.js';
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
  /** The alias of the noun's rows within `from`: m, g, p. */
  readonly alias: string;
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
  const { after, before, limit, backwards } = window;
  const answer = await db.select<Answer<Row>>(
    sql`SELECT ${db.dialect.object({
      rows: packed(db, list, window, wants),
      after: exists(db, list, after),
      before: exists(db, list, before),
    })} AS json`,
  );
  const { rows, ...found } = answer ?? { rows: [], after: true, before: true };
  const unknown = found.after ? (found.before ? undefined : before) : after;
  const page = rows.slice(0, limit);
  if (backwards) page.reverse();
  return {
    rows: page,
    hasMore: rows.length > limit,
    ...(unknown === undefined ? {} : { unknownCursor: unknown }),
  };
}

/** The same page of rows that are held in memory, in their order. */
export function pageOf<Row extends { slug: string }>(
  all: readonly Row[],
  { after, before, limit, backwards }: Window,
): Page<Row> {
  const placeOf = (slug: string) => all.findIndex((row) => row.slug === slug);
  const unknown = [after, before].find((slug) => slug !== undefined && placeOf(slug) === -1);
  if (unknown !== undefined) return { rows: [], hasMore: false, unknownCursor: unknown };
  const from = after === undefined ? 0 : placeOf(after) + 1;
  const rows = all.slice(from, before === undefined ? undefined : placeOf(before));
  return {
    rows: backwards ? rows.slice(-limit) : rows.slice(0, limit),
    hasMore: rows.length > limit,
  };
}

/** How many rows the whole list has. */
export async function countRows(db: Database, { from, where }: List): Promise<number> {
  const counted = await db.select<{ count: number }>(
    sql`SELECT ${db.dialect.object({ count: sql`count(*)` })} AS json FROM ${from} ${whereAll(where)}`,
  );
  return counted?.count ?? 0;
}

/** WHERE with all conditions, or nothing. */
export function whereAll(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql`WHERE ${join(conditions, ' AND ')}`;
}

/** The rows of the page and one more, which tells that there is more. */
function packed(db: Database, list: List, window: Window, wants: Wants): Sql {
  const { noun, alias, from, where, order } = list;
  const falling = order.falling !== window.backwards;
  const direction = raw(falling ? 'DESC' : 'ASC');
  const names = order.keys.map((_, place) => `page_key_${place}`);
  const sorted = (keys: readonly Sql[]) => join(keys.map((key) => sql`${key} ${direction}`));
  const conditions = [...where, ...bounds(list, window)];
  const columns = join(order.keys.map((key, place) => sql`${key} AS ${raw(names[place] ?? '')}`));
  const item = shape(noun, db.dialect, wants);
  return sql`(SELECT ${db.dialect.list(item, sorted(names.map((name) => raw(`${alias}.${name}`))))} FROM (
    SELECT ${raw(alias)}.*, ${columns} FROM ${from} ${whereAll(conditions)}
    ORDER BY ${sorted(order.keys)} LIMIT ${window.limit + 1}) ${raw(alias)})`;
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
