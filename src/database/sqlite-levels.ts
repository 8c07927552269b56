import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { bindValues } from './driver.js';
import {
  childStatement,
  columnsOfLevel,
  isChild,
  memoize,
  orderColumn,
  rootStatement,
} from './levels.js';
import type {
  ChildLevel,
  ChildSource,
  Level,
  LevelColumns,
  LevelRow,
  OnSelect,
  RootLevel,
} from './types.js';

export type SelectAll = (text: string, values: readonly unknown[]) => LevelRow[];

/** `onSelect` is called once a level. */
export function readLevels(
  levels: readonly Level[],
  selectAll: SelectAll,
  onSelect?: OnSelect,
): LevelRow[][] {
  const found: LevelRow[][] = [];
  for (const level of levels) {
    const rows = isChild(level)
      ? selectChildren(level, found[level.parent] ?? [], selectAll, onSelect)
      : selectRoots(level, selectAll, onSelect);
    convertColumns(columnsOfLevel(level), rows);
    found.push(rows);
  }
  return found;
}

export const isSingleRow = (level: Level): level is RootLevel =>
  !isChild(level) && level.limit === 1 && (level.parents?.length ?? 1) === 1;

/** With a further column. */
export function readSingleRow(
  level: RootLevel,
  column: Sql,
  selectAll: SelectAll,
  onSelect?: OnSelect,
): LevelRow[] {
  const rows = selectRoots(level, selectAll, onSelect, sql`, ${column}`);
  convertColumns(level.columns, rows);
  return rows;
}

function selectRoots(
  level: RootLevel,
  selectAll: SelectAll,
  onSelect?: OnSelect,
  further = unselectedOrder(level),
): LevelRow[] {
  const { parents = [0] } = level;
  // SQLite prepares a statement anew after each binding of a parameter of LIMIT.
  const limit = level.limit === undefined ? undefined : raw(String(level.limit));
  return parents.flatMap((parent, place) => {
    const statement = rootStatement(level, sql`${parent}`, {
      further,
      isUnionWindowed: false,
      limit,
    });
    const values = bindValues(statement);
    const text = statement.sql;
    if (place === 0) onSelect?.(text, values);
    const rows = selectAll(text, values);
    for (const row of rows) row.parentPlace = place;
    return rows;
  });
}

/** Two index scans are merged only if each key of the order is selected. */
function unselectedOrder({ columns, order = [] }: RootLevel): Sql {
  const selected = textsOf(columns);
  const missing = order.filter((key) => !selected.has(key.sql));
  return missing.length === 0 ? empty : join(missing.map(orderColumn), '');
}

const textsOf = memoize(
  ({ values }: LevelColumns) => new Set(Object.values(values).map((column) => column.sql)),
);

/** No text is built twice. */
const childText = memoize((source: ChildSource): string => {
  const parents = { rows: sql`json_each(?) j`, place: sql`j.key`, key: sql`j.value` };
  return childStatement(source, parents).sql;
});

function selectChildren(
  { source }: ChildLevel,
  parents: readonly LevelRow[],
  selectAll: SelectAll,
  onSelect?: OnSelect,
): LevelRow[] {
  const text = childText(source);
  const values = [JSON.stringify(parents.map((row) => row[source.key]))];
  onSelect?.(text, values);
  return parents.length === 0 ? [] : selectAll(text, values);
}

/** SQLite has no booleans, and JSON is text. */
function convertColumns({ flags, json }: LevelColumns, rows: readonly LevelRow[]): void {
  const [flagNames, jsonNames] = [Object.keys(flags), Object.keys(json)];
  if (flagNames.length === 0 && jsonNames.length === 0) return;
  for (const row of rows) {
    for (const name of flagNames) {
      if (row[name] === 0 || row[name] === 1) row[name] = row[name] === 1;
    }
    for (const name of jsonNames) {
      const text = row[name];
      row[name] = typeof text === 'string' ? JSON.parse(text) : text;
    }
  }
}
