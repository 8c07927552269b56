/** Applies a difference to the record. */
import type { Transaction } from '../../database/types.js';
import type { ImportCounts } from '../write/upsert.js';
import { type IdMaps, type TableDifference, translateIds } from './difference.js';
import { DERIVED, PARTS, type Row } from './tables.js';

/** Writes in order of references, deletes in reverse. */
export async function applyDifference(
  from: Transaction,
  to: Transaction,
  tables: readonly TableDifference[],
  ids: IdMaps,
  counts: ImportCounts,
): Promise<void> {
  await clearDerived(to, counts);
  for (const { table, changed, gone } of tables) await clearUniqueKeys(to, table, changed, gone);
  for (const { table, created, changed } of tables) {
    const derived = DERIVED[table] ?? [];
    await to.insert(table, created);
    await to.update(
      table,
      changed.map(({ row }) => omitFields(row, derived)),
    );
  }
  counts.count('parts', await applyParts(from, to, ids), 0);
  for (const { table, gone } of [...tables].reverse()) {
    await to.remove(
      table,
      gone.map(({ id }) => id),
    );
  }
}

/** `writeDerived` fills them. */
async function clearDerived({ prisma }: Transaction, counts: ImportCounts): Promise<void> {
  if (counts.hasTouched(['matches', 'holdings'])) await prisma.teamRating.deleteMany();
  if (!counts.hasTouched(['matches', 'goals'])) return;
  await prisma.hatTrick.deleteMany();
  await prisma.scorer.deleteMany();
}

async function clearUniqueKeys(
  to: Transaction,
  table: string,
  changed: TableDifference['changed'],
  gone: readonly Row[],
): Promise<void> {
  const leaving = [
    ...gone,
    ...changed.filter(({ row, was }) => row.sourceKey !== was.sourceKey).map(({ was }) => was),
  ].filter((row) => 'sourceKey' in row);
  await to.update(
    table,
    leaving.map(({ id }) => ({ id, sourceKey: `~${id}` })),
  );
}

function omitFields(row: Row, columns: readonly string[]): Row {
  if (columns.length === 0) return row;
  const kept = Object.entries(row).filter(([column]) => !columns.includes(column));
  return Object.fromEntries(kept) as Row;
}

/** Returns the number of changed owners. */
async function applyParts(from: Transaction, to: Transaction, ids: IdMaps): Promise<number> {
  let owners = 0;
  for (const { table, owner, of, refers } of PARTS) {
    const wanted = (await from.readAll<Row>(table)).map((row) =>
      translateIds(row, { ...refers, [of]: owner }, ids),
    );
    const known = await to.readAll<Row>(table);
    const [ofWanted, ofKnown] = [wanted, known].map((rows) => Map.groupBy(rows, (row) => row[of]));
    const changed = [...new Set([...(ofWanted?.keys() ?? []), ...(ofKnown?.keys() ?? [])])].filter(
      (id) => serializeRows(ofWanted?.get(id)) !== serializeRows(ofKnown?.get(id)),
    );
    await deleteParts(to, table, changed as number[]);
    await to.insert(
      table,
      changed.flatMap((id) => ofWanted?.get(id) ?? []),
    );
    owners += changed.length;
  }
  return owners;
}

/** Independent of order. */
const serializeRows = (rows: readonly Row[] = []) =>
  rows
    .map((row) => JSON.stringify(Object.entries(row).sort()))
    .sort()
    .join();

async function deleteParts(
  { prisma }: Transaction,
  table: (typeof PARTS)[number]['table'],
  owners: number[],
): Promise<void> {
  if (table === 'edition_hosts') {
    await prisma.editionHost.deleteMany({ where: { editionId: { in: owners } } });
  } else {
    await prisma.discrepancyValue.deleteMany({ where: { discrepancyId: { in: owners } } });
  }
}
