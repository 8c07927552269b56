import type { Transaction } from '../../database/types.js';
import { NO_PROGRESS, type Progress } from '../progress.js';

export interface RowCount {
  /** New or changed. */
  written: number;
  unchanged: number;
}

export class ImportCounts {
  readonly tables = new Map<string, RowCount>();
  /** By table and source id. */
  readonly #cited = new Map<string, RowCount>();
  /** By table. */
  readonly #removed = new Map<string, number>();
  /** Edition by days changed. */
  placed = 0;

  constructor(readonly progress: Progress = NO_PROGRESS) {}

  count(table: string, written: number, unchanged: number): void {
    add(this.tables, table, written, unchanged);
  }

  /** Also by source. */
  countRow(table: string, row: object, written: boolean): void {
    const [one, other] = written ? [1, 0] : [0, 1];
    this.count(table, one, other);
    if (isCiting(row)) add(this.#cited, `${table}/${row.sourceId}`, one, other);
  }

  countRemoved(table: string, rows: number): void {
    this.#removed.set(table, (this.#removed.get(table) ?? 0) + rows);
  }

  get removed(): number {
    return [...this.#removed.values()].reduce((sum, rows) => sum + rows, 0);
  }

  hasTouched(tables: readonly string[]): boolean {
    return this.sum(tables).written > 0 || tables.some((table) => this.#removed.get(table));
  }

  sumOf(sourceId: number, tables: readonly string[]): RowCount {
    return sumOver(
      this.#cited,
      tables.map((table) => `${table}/${sourceId}`),
    );
  }

  hasChanges(): boolean {
    return this.sum().written + this.removed + this.placed > 0;
  }

  /** Default: all tables. */
  sum(tables: Iterable<string> = this.tables.keys()): RowCount {
    return sumOver(this.tables, tables);
  }
}

/** In the source key of a name that a women's team has from the men's. */
export const WOMEN_KEY = '/women';

/** Sources list kicks as rows, and no copies of names for women's teams. */
export function countedTable(table: string, row: object): string {
  if ('kind' in row && row.kind === 'SHOOTOUT') return 'kicks';
  const isCopy = table === 'team_names' && 'sourceKey' in row;
  return isCopy && String(row.sourceKey).endsWith(WOMEN_KEY) ? 'women_names' : table;
}

function add(counts: Map<string, RowCount>, key: string, written: number, unchanged: number): void {
  const count = counts.get(key) ?? { written: 0, unchanged: 0 };
  count.written += written;
  count.unchanged += unchanged;
  counts.set(key, count);
}

function sumOver(counts: ReadonlyMap<string, RowCount>, keys: Iterable<string>): RowCount {
  const sum = { written: 0, unchanged: 0 };
  for (const key of keys) {
    const count = counts.get(key);
    sum.written += count?.written ?? 0;
    sum.unchanged += count?.unchanged ?? 0;
  }
  return sum;
}

const isCiting = (row: object): row is { sourceId: number } => 'sourceId' in row;

/** By natural key. */
export type IdByKey = ReadonlyMap<string, number>;

/** Null never overwrites a value. */
export async function reconcile<Row extends { id: number }>(
  tx: Transaction,
  table: string,
  keyOf: (row: Omit<Row, 'id'>) => string,
  wanted: readonly Omit<Row, 'id'>[],
  importCounts: ImportCounts,
): Promise<IdByKey> {
  importCounts.progress.start(table, wanted.length);
  const rows = await tx.readAll<Row>(table);
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  const ids = new Map(rows.map((row) => [keyOf(row), row.id]));
  let last = rows.reduce((highest, { id }) => Math.max(highest, id), 0);
  const created: Row[] = [];
  const changed: Row[] = [];
  for (const row of wanted) {
    const old = known.get(keyOf(row));
    const isNewOrChanged = old === undefined || hasChanges(old, row);
    importCounts.countRow(countedTable(table, row), row, isNewOrChanged);
    if (old === undefined) {
      last += 1;
      ids.set(keyOf(row), last);
      created.push({ ...row, id: last } as Row);
    } else if (isNewOrChanged) {
      changed.push({ ...old, ...nonNullFields(row) });
    }
  }
  importCounts.progress.advance(wanted.length - created.length);
  await tx.insert(table, created, (inserted) => importCounts.progress.advance(inserted));
  await tx.update(table, changed);
  importCounts.progress.end();
  return ids;
}

/** Throws if unknown. */
export function requireId(ids: IdByKey, name: string): number {
  const id = ids.get(name);
  if (id === undefined)
    throw new Error(`The facts refer to "${name}", which neither they nor the record have.`);
  return id;
}

export function idOrNull(ids: IdByKey, name: string | null): number | null {
  return name === null ? null : requireId(ids, name);
}

export function citationColumns(
  sources: IdByKey,
  { source, key }: { source: string; key: string },
) {
  return { sourceId: requireId(sources, source), sourceKey: key };
}

export function sourceKeyOf({
  sourceId,
  sourceKey,
}: {
  sourceId: number;
  sourceKey: string;
}): string {
  return `${sourceId}/${sourceKey}`;
}

function nonNullFields<Row extends object>(row: Row): Partial<Row> {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null),
  ) as Partial<Row>;
}

function hasChanges<Row extends object>(old: Row, wanted: Omit<Row, 'id'>): boolean {
  return Object.entries(nonNullFields(wanted)).some(
    ([field, value]) => old[field as keyof Row] !== value,
  );
}

export async function deleteRows(
  tx: Transaction,
  table: string,
  rows: readonly { id: number }[],
  importCounts: ImportCounts,
): Promise<void> {
  await tx.remove(
    table,
    rows.map(({ id }) => id),
  );
  importCounts.countRemoved(table, rows.length);
}
