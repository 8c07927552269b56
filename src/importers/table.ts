/** One table as an importer sees it: what is there, what is wanted, and the difference written. */

/** What Prisma offers for a table whose rows have an id, as far as it is needed here. */
interface Delegate<Row> {
  findMany(): Promise<Row[]>;
  createMany(input: { data: Row[] }): Promise<unknown>;
  update(input: { where: { id: number }; data: Row }): Promise<unknown>;
}

/** What became of the facts of an import: read = written + unchanged. */
export interface Tally {
  read: number;
  /** New or changed. */
  written: number;
  /** There already. */
  unchanged: number;
}

/** The ids of rows by what the rows are known by. */
export type Ids = ReadonlyMap<string, number>;

/** Both databases limit how many parameters a statement takes. */
const BATCH = 500;

/**
 * Brings a table to the wanted rows: new ones are numbered and created, changed ones updated, and rows of which nobody
 * speaks stay. A null says nothing and leaves what another source has said. Answers the id of every row by its key.
 */
export async function reconcile<Row extends { id: number }>(
  table: Delegate<Row>,
  keyOf: (row: Omit<Row, 'id'>) => string,
  wanted: readonly Omit<Row, 'id'>[],
  tally: Tally,
): Promise<Ids> {
  const rows = await table.findMany();
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  const ids = new Map(rows.map((row) => [keyOf(row), row.id]));
  let last = rows.reduce((highest, { id }) => Math.max(highest, id), 0);
  const created: Row[] = [];
  for (const row of wanted) {
    const old = known.get(keyOf(row));
    if (old === undefined) {
      last += 1;
      ids.set(keyOf(row), last);
      created.push({ ...row, id: last } as Row);
    } else if (differs(old, row)) {
      await table.update({ where: { id: old.id }, data: { ...old, ...spoken(row) } });
      tally.written += 1;
    } else {
      tally.unchanged += 1;
    }
  }
  await createAll(table, created);
  tally.read += wanted.length;
  tally.written += created.length;
  return ids;
}

/** Creates rows in batches. */
export async function createAll<Row>(
  table: { createMany(input: { data: Row[] }): Promise<unknown> },
  rows: readonly Row[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await table.createMany({ data: rows.slice(start, start + BATCH) });
  }
}

/** The id of what a fact refers to by name. A name that nothing bears is a fault of the facts. */
export function idIn(ids: Ids, name: string): number {
  const id = ids.get(name);
  if (id === undefined)
    throw new Error(`The facts refer to "${name}", which neither they nor the record have.`);
  return id;
}

/** The same for what may be unknown. */
export function idOrNull(ids: Ids, name: string | null): number | null {
  return name === null ? null : idIn(ids, name);
}

/** Who says so, as the columns of a row. */
export function cite(sources: Ids, { source, key }: { source: string; key: string }) {
  return { sourceId: idIn(sources, source), sourceKey: key };
}

/** What a row is known by where only its source names it. */
export function bySource({ sourceId, sourceKey }: { sourceId: number; sourceKey: string }): string {
  return `${sourceId}/${sourceKey}`;
}

/** The fields of which a row says something. */
function spoken<Row extends object>(row: Row): Partial<Row> {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null),
  ) as Partial<Row>;
}

function differs<Row extends object>(old: Row, wanted: Omit<Row, 'id'>): boolean {
  return Object.entries(spoken(wanted)).some(([field, value]) => old[field as keyof Row] !== value);
}
