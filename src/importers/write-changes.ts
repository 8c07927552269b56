/** Enters a new version of the record with what has changed since the last one, and forgets what is too old. */
import type { Transaction } from '../database.js';

/** What an import has done to an entity. */
export interface ChangeFact {
  kind: 'ADDED' | 'CHANGED' | 'REMOVED' | 'RENAMED' | 'MOVED';
  /** Its __typename. */
  entity: string;
  /** What it is called now; of what was removed, what it was called. */
  slug: string;
  /** What it was called before, where its slug is another one now. */
  formerSlug: string | null;
  /** None for what was added or removed. */
  fields: readonly FieldChange[];
}

/** A field whose value is another one now, as texts; null for a value that is unknown. */
export interface FieldChange {
  name: string;
  before: string | null;
  after: string | null;
}

/**
 * How much is kept: the changes of so many of the last versions, fewer where they have more changes than that together. An
 * import that changes more than `ofOneImport` is a new beginning: neither its changes nor any before them are kept.
 */
export const KEPT = { versions: 100, changes: 50_000, ofOneImport: 10_000 };

/** The row of a version. */
interface Version {
  id: number;
  lastChange: number;
}

/**
 * Enters a version of the record and its changes, in the order in which they are to be read. `null` stands for more changes
 * than can be told.
 */
export async function enterChanges(
  tx: Transaction,
  version: string,
  importedAt: string,
  sourceId: number,
  changes: readonly ChangeFact[] | null,
): Promise<void> {
  const told = changes && changes.length <= KEPT.ofOneImport ? changes : null;
  const last = await tx.rows.version.findFirst({ orderBy: { id: 'desc' } });
  const id = (last?.id ?? 0) + 1;
  const lastChange = (last?.lastChange ?? 0) + (told?.length ?? 0);
  // Lists have the newest first: the first to be read has the highest id.
  const rows = told?.map(({ fields, ...change }, place) => ({
    id: lastChange - place,
    version,
    importedAt,
    sourceId,
    ...change,
    fields: JSON.stringify(fields),
  }));
  await tx.insert('changes', rows ?? []);
  await tx.rows.version.create({ data: { id, version, importedAt, lastChange } });
  await forget(tx, { id, lastChange }, told !== null);
}

/** Removes the versions before the newest one that are too old, and the changes that only they would ask for. */
async function forget(tx: Transaction, newest: Version, isTold: boolean): Promise<void> {
  const isTooOld = isTold
    ? [
        { id: { lt: newest.id - KEPT.versions } },
        { lastChange: { lt: newest.lastChange - KEPT.changes } },
      ]
    : [{ id: { lt: newest.id } }];
  await tx.rows.version.deleteMany({ where: { OR: isTooOld } });
  const oldest = await tx.rows.version.findFirst({ orderBy: { id: 'asc' } });
  const before = oldest?.lastChange ?? newest.lastChange;
  await tx.rows.change.deleteMany({ where: { id: { lte: before } } });
}
