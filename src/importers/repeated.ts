/** Tells an import that has been done already, by the checksum of its files, before a row is read. */
import sql, { join } from 'sql-template-tag';
import type { Database } from '../database.js';

/** The last run of a source, as the record has entered it. */
export interface LastRun {
  read: number;
  rejected: number;
  importedAt: string;
}

/**
 * The last run of a source, where these very files would say it again: no other files of the source have been imported
 * since, nor anything of the sources whose matches and people it looked for. Null otherwise.
 */
export async function lastRunOfTheSame(
  db: Database,
  source: string,
  checksum: string,
  dependsOn: readonly string[],
): Promise<LastRun | null> {
  const { object, flag } = db.dialect;
  const last = await db.select<LastRun & { same: boolean }>(sql`SELECT ${object({
    read: sql`r.read`,
    rejected: sql`r.rejected`,
    importedAt: sql`r.imported_at`,
    same: flag(sql`(r.checksum = ${checksum} AND NOT EXISTS (
      SELECT 1 FROM import_runs later JOIN sources o ON o.id = later.source_id
      WHERE later.id > r.id AND o.slug IN (${join([source, ...dependsOn])})))`),
  })} AS json FROM import_runs r JOIN sources s ON s.id = r.source_id
    WHERE s.slug = ${source} ORDER BY r.id DESC LIMIT 1`);
  return last?.same ? last : null;
}
