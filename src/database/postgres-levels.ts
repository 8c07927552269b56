import sql, { join, raw, type Sql } from 'sql-template-tag';
import {
  childStatement,
  columnsOfLevel,
  isChild,
  memoize,
  namesOf,
  orderColumn,
  orderName,
  rootStatement,
} from './levels.js';
import type { ChildLevel, ChildSource, Level, LevelColumns, LevelRow, RootLevel } from './types.js';

const levelName = (place: number): Sql => raw(`level${place}`);

/**
 * JSON of all levels: a list of rows each, a row a list of its columns, the place of its parent first. Levels with further
 * ones under them are common table expressions.
 */
export function levelsStatement(levels: readonly Level[]): Sql {
  const above = new Set(levels.map((level) => (isChild(level) ? level.parent : -1)));
  const tables = levels.flatMap((level, place) =>
    above.has(place) ? [sql`${levelName(place)} AS MATERIALIZED (${numberedRows(level)})`] : [],
  );
  const lists = levels.map((level, place) => {
    const list = selectList(columnsOfLevel(level));
    if (above.has(place))
      return sql`(${list} ORDER BY t."rowPlace"), '[]') FROM ${levelName(place)} t)`;
    if (isChild(level))
      return sql`(${list} ORDER BY t."rowPlace"), '[]') FROM (${childRows(level)}) t)`;
    return sql`(${list} ORDER BY ${orderOf(level, 't')}), '[]') FROM (${rootRows(level)}) t)`;
  });
  const from = tables.length === 0 ? raw('') : sql`WITH ${join(tables)} `;
  return sql`${from}SELECT json_build_array(${join(lists)}) AS json`;
}

/** Up to the order of the list. */
const selectList = memoize((columns: LevelColumns): Sql => {
  const names = namesOf(columns).map((name) => `, t."${name}"`);
  return raw(`SELECT coalesce(json_agg(json_build_array(t."parentPlace"${names.join('')})`);
});

function numberedRows(level: Level): Sql {
  if (isChild(level)) return childRows(level);
  return sql`SELECT row_number() OVER (ORDER BY ${orderOf(level, 'r')}) AS "rowPlace", r.*
    FROM (${rootRows(level)}) r`;
}

function childRows({ source, parent }: ChildLevel): Sql {
  const tables = childTables(source);
  tables[parent] ??= raw(childTable(source, parent).sql);
  return tables[parent];
}

/** By place of the parent. */
const childTables = memoize((_source: ChildSource): Sql[] => []);

function childTable(source: ChildSource, parent: number): Sql {
  const order = source.order ? sql`, ${source.order}` : raw('');
  return childStatement(source, {
    rows: sql`${levelName(parent)} above`,
    place: raw('above."rowPlace"'),
    key: raw(`above."${source.key}"`),
    further: sql`, row_number() OVER (ORDER BY above."rowPlace"${order}) AS "rowPlace"`,
  });
}

function rootRows(level: RootLevel): Sql {
  const { parents = [0], order = [] } = level;
  const [only = 0] = parents;
  const keys = order.length === 0 ? raw('') : join(order.map(orderColumn), '');
  const rowsOf = (place: string, parent: Sql) =>
    rootStatement(level, parent, {
      further: sql`${keys}, ${raw(place)} AS "parentPlace"`,
      isUnionWindowed: true,
      limit: level.limit === undefined ? undefined : sql`${level.limit}`,
    });
  if (parents.length === 1) return rowsOf('1', sql`${only}`);
  return sql`SELECT x.* FROM unnest(${parents}::int[]) WITH ORDINALITY parents(id, place)
    CROSS JOIN LATERAL (${rowsOf('parents.place', raw('parents.id'))}) x`;
}

function orderOf(level: RootLevel, rows: 'r' | 't'): Sql {
  const direction = level.isDescending ? 'DESC' : 'ASC';
  const keys = (level.order ?? []).map((_, index) => `, ${rows}.${orderName(index)} ${direction}`);
  return raw(`${rows}."parentPlace"${keys.join('')}`);
}

export function parseLevels(levels: readonly Level[], json: string): LevelRow[][] {
  const lists: unknown[][][] = JSON.parse(json);
  return levels.map((level, place) => {
    const names = namesOf(columnsOfLevel(level));
    return (lists[place] ?? []).map((values) => {
      // Places of Postgres begin with 1.
      const row: LevelRow = { parentPlace: (values[0] as number) - 1 };
      for (let index = 0; index < names.length; index += 1) {
        row[names[index] ?? ''] = values[index + 1];
      }
      return row;
    });
  });
}
