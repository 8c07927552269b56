/** Compares the record with a rebuilt one by natural keys, since ids differ, and applies the difference. */
import type { Transaction } from '../../database/types.js';
import { DERIVED, type Row, TABLES, type TableShape } from './tables.js';

export interface TableDifference {
  table: string;
  created: Row[];
  /** New and old row. */
  changed: { row: Row; was: Row }[];
  gone: Row[];
  unchanged: readonly Row[];
}

/** Record ids by table and rebuilt id. */
export type IdMaps = Map<string, Map<number, number>>;

/** `wanted` rows get the ids of `known` ones. */
export async function compareRecords(
  wanted: Transaction,
  known: Transaction,
): Promise<{ tables: TableDifference[]; ids: IdMaps }> {
  const ids: IdMaps = new Map();
  const tables: TableDifference[] = [];
  for (const shape of TABLES) {
    const rows = await wanted.readAll<Row>(shape.table);
    tables.push(compareTable(shape, rows, await known.readAll<Row>(shape.table), ids));
  }
  return { tables, ids };
}

function compareTable(
  { table, key, refers }: TableShape,
  wanted: readonly Row[],
  known: readonly Row[],
  ids: IdMaps,
): TableDifference {
  const keyOf = (row: Row) => key.map((column) => row[column]).join('\u0000');
  const left = new Map(known.map((row) => [keyOf(row), row]));
  const map = new Map<number, number>();
  ids.set(table, map);
  let last = known.reduce((highest, { id }) => Math.max(highest, id), 0);
  const difference: TableDifference = { table, created: [], changed: [], gone: [], unchanged: [] };
  const unchanged: Row[] = [];
  for (const rebuilt of [...wanted].sort((one, other) => one.id - other.id)) {
    const row = translateIds(rebuilt, refers, ids);
    const was = left.get(keyOf(row));
    if (was) left.delete(keyOf(row));
    row.id = was?.id ?? ++last;
    map.set(rebuilt.id, row.id);
    if (!was) difference.created.push(row);
    else if (isChanged(table, row, was)) difference.changed.push({ row, was });
    else unchanged.push(was);
  }
  difference.gone = [...left.values()];
  return { ...difference, unchanged };
}

export function translateIds(row: Row, refers: TableShape['refers'], ids: IdMaps): Row {
  const copy = { ...row };
  for (const [column, table] of Object.entries(refers)) {
    const id = copy[column];
    if (id != null) copy[column] = ids.get(table)?.get(id as number) ?? null;
  }
  return copy;
}

function isChanged(table: string, row: Row, was: Row): boolean {
  const derived = DERIVED[table] ?? [];
  return Object.keys(row).some(
    (column) => row[column] !== was[column] && !derived.includes(column),
  );
}
