/** Levels: rows and the rows under them. SQLite runs one statement a level, Postgres one in all. Each row has the place of its parent. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { ChildLevel, ChildSource, Level, LevelColumns, RootLevel } from './types.js';

export const isChild = (level: Level): level is ChildLevel => 'source' in level;

export const columnsOfLevel = (level: Level): LevelColumns =>
  isChild(level) ? level.source.columns : level.columns;

/** In the order of the select list. */
export const namesOf = memoize((columns: LevelColumns) => [
  ...Object.keys(columns.values),
  ...Object.keys(columns.flags),
  ...Object.keys(columns.json),
]);

/** `m.slug AS "slug", …`; 1 without a column. */
const selectList = memoize(({ values, flags, json }: LevelColumns): Sql => {
  const all = Object.entries({ ...values, ...flags, ...json });
  if (all.length === 0) return raw('1');
  const list = join(all.map(([name, column]) => sql`${column} AS ${raw(`"${name}"`)}`));
  return list.values.length === 0 ? raw(list.sql) : list;
});

/** `, m.date AS "order0"` */
export const orderColumn = (key: Sql, index: number): Sql =>
  sql`, ${key} AS ${raw(orderName(index))}`;

interface RootParts {
  /** Further columns, each after a comma. */
  readonly further: Sql;
  readonly isUnionWindowed: boolean;
  readonly limit: Sql | undefined;
}

export function rootStatement(
  level: RootLevel,
  parent: Sql,
  { further, isUnionWindowed, limit }: RootParts,
): Sql {
  const { columns, from, order = [] } = level;
  const direction = raw(level.isDescending ? 'DESC' : 'ASC');
  const sorted = order.map((key) => sql`${key} ${direction}`);
  const window = sql`${sorted.length === 0 ? empty : sql` ORDER BY ${join(sorted)}`}${limit === undefined ? empty : sql` LIMIT ${limit}`}`;
  return sql`SELECT ${selectList(columns)}${further}
    ${from(parent, isUnionWindowed ? window : empty)}${window}`;
}

export const orderName = (index: number): string => `"order${index}"`;

/** `parents` has a place and a key. */
export function childStatement(
  { columns, from, on, where, order }: ChildSource,
  parents: { rows: Sql; place: Sql; key: Sql; further?: Sql },
): Sql {
  const { rows, place, key, further = empty } = parents;
  return sql`SELECT ${place} AS "parentPlace"${further}, ${selectList(columns)}
    FROM ${rows} CROSS JOIN ${from} WHERE ${on} = ${key}${where ? sql` AND ${where}` : empty}
    ORDER BY ${place}${order ? sql`, ${order}` : empty}`;
}

export function memoize<Key extends object, Value>(
  compute: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}
