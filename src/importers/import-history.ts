import sql from 'sql-template-tag';
import type { Database } from '../database/types.js';

export interface LastImportRun {
  read: number;
  rejected: number;
  importedAt: string;
}

/** Null if its checksum differs. */
export async function findUnchangedRun(
  db: Database,
  source: string,
  checksum: string,
): Promise<LastImportRun | null> {
  const { jsonObject, jsonBoolean } = db.dialect;
  const last = await db.select<LastImportRun & { same: boolean }>(sql`SELECT ${jsonObject({
    read: sql`r.read`,
    rejected: sql`r.rejected`,
    importedAt: sql`r.imported_at`,
    same: jsonBoolean(sql`(r.checksum = ${checksum})`),
  })} AS json FROM import_runs r JOIN sources s ON s.id = r.source_id
    WHERE s.slug = ${source} ORDER BY r.id DESC LIMIT 1`);
  return last?.same ? last : null;
}
