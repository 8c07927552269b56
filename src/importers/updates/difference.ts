/**
 * The difference between what the record has and what it should have: the same tables in another database, whose rows have
 * other ids. Rows are known by natural keys; what is equal is left alone.
 */
import type { Transaction } from '../../database/database.js';
import { DERIVED, type Row, TABLES, type TableShape } from './tables.js';

/** What is to be done with the rows of a table. */
export interface TableDifference {
  table: string;
  created: Row[];
  /** Rows as they should be, with what they were. */
  changed: { row: Row; was: Row }[];
  /** Rows that nothing speaks of any more. */
  gone: Row[];
  /** How many rows are as they should be. */
  unchanged: readonly Row[];
}

/** The ids in the record of rows of the other database, by table. */
export type IdMaps = Map<string, Map<number, number>>;

/** Compares every table, in order: the rows of `wanted` with those of `known`, whose ids they get. */
export async function compareRecords(
  wanted: Transaction,
  known: Transaction,
): Promise<{ tables: TableDifference[]; ids: IdMaps }> {
  const ids: IdMaps = new Map();
  const tables: TableDifference[] = [];
  for (const shape of TABLES) {
    const rows = await wanted.readAll<Row>(shape.table);
    tables.push(compare(shape, rows, await known.readAll<Row>(shape.table), ids));
  }
  return { tables, ids };
}

function compare(
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
  for (const there of [...wanted].sort((one, other) => one.id - other.id)) {
    const row = withIdsOf(there, refers, ids);
    const was = left.get(keyOf(row));
    if (was) left.delete(keyOf(row));
    row.id = was?.id ?? ++last;
    map.set(there.id, row.id);
    if (!was) difference.created.push(row);
    else if (differs(table, row, was)) difference.changed.push({ row, was });
    else unchanged.push(was);
  }
  difference.gone = [...left.values()];
  return { ...difference, unchanged };
}

/** A row of the other database with the ids of the record in its references. */
export function withIdsOf(row: Row, refers: TableShape['refers'], ids: IdMaps): Row {
  const copy = { ...row };
  for (const [column, table] of Object.entries(refers)) {
    const id = copy[column];
    if (id != null) copy[column] = ids.get(table)?.get(id as number) ?? null;
  }
  return copy;
}

function differs(table: string, row: Row, was: Row): boolean {
  const derived = DERIVED[table] ?? [];
  return Object.keys(row).some(
    (column) => row[column] !== was[column] && !derived.includes(column),
  );
}
