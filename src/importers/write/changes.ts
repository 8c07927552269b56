import type { Transaction } from '../../database/types.js';

export interface ChangeFact {
  kind: 'ADDED' | 'CHANGED' | 'REMOVED' | 'RENAMED' | 'MOVED';
  entity: string;
  /** Last one if removed. */
  slug: string;
  /** Null if unchanged. */
  formerSlug: string | null;
  /** Empty for ADDED and REMOVED. */
  fields: readonly FieldChange[];
}

/** Null: unknown. */
export interface FieldChange {
  name: string;
  before: string | null;
  after: string | null;
}

/** Above `ofOneImport` none are kept, nor earlier ones. */
export const MAX_KEPT_VERSIONS = { versions: 100, changes: 50_000, ofOneImport: 10_000 };

interface Version {
  id: number;
  lastChange: number;
}

/** In reading order; null: too many. */
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
  // Newest first: the first has the highest id.
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
