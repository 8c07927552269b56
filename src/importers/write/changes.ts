/** Enters a new version of the record with what has changed since the last one, and forgets what is too old. */
import type { Transaction } from '../../database/types.js';

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
export const MAX_KEPT_VERSIONS = { versions: 100, changes: 50_000, ofOneImport: 10_000 };

/** The row of a version. */
interface Version {
  id: number;
  lastChange: number;
}

/**
 * Enters a version of the record and its changes, in the order in which they are to be read. `null` stands for more changes
 * than can be told.
 */
export async function writeChanges(
  tx: Transaction,
  version: string,
  importedAt: string,
  sourceId: number,
  changes: readonly ChangeFact[] | null,
): Promise<void> {
  const reported = changes && changes.length <= MAX_KEPT_VERSIONS.ofOneImport ? changes : null;
  const last = await tx.prisma.version.findFirst({ orderBy: { id: 'desc' } });
  const id = (last?.id ?? 0) + 1;
  const lastChange = (last?.lastChange ?? 0) + (reported?.length ?? 0);
  // Lists have the newest first: the first to be read has the highest id.
  const rows = reported?.map(({ fields, ...change }, place) => ({
    id: lastChange - place,
    version,
    importedAt,
    sourceId,
    ...change,
    fields: JSON.stringify(fields),
  }));
  await tx.insert('changes', rows ?? []);
  await tx.prisma.version.create({ data: { id, version, importedAt, lastChange } });
  await deleteOldVersions(tx, { id, lastChange }, reported !== null);
}

/** Removes the versions before the newest one that are too old, and the changes that only they would ask for. */
async function deleteOldVersions(
  tx: Transaction,
  newest: Version,
  isReported: boolean,
): Promise<void> {
  const isTooOld = isReported
    ? [
        { id: { lt: newest.id - MAX_KEPT_VERSIONS.versions } },
        { lastChange: { lt: newest.lastChange - MAX_KEPT_VERSIONS.changes } },
      ]
    : [{ id: { lt: newest.id } }];
  await tx.prisma.version.deleteMany({ where: { OR: isTooOld } });
  const oldest = await tx.prisma.version.findFirst({ orderBy: { id: 'asc' } });
  const before = oldest?.lastChange ?? newest.lastChange;
  await tx.prisma.change.deleteMany({ where: { id: { lte: before } } });
}
