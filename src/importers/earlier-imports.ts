/** What an import has to know of those before it, ere a row is read: whether it is one of them, and whether it comes too late. */
import sql, { join } from 'sql-template-tag';
import type { Database } from '../database.js';
import type { Category } from './facts.js';

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

/**
 * One of some later sources that has brought matches of a category of its own, though a source that goes before it was
 * never imported; null where there is none.
 */
export async function cameTooEarly(
  db: Database,
  source: string,
  later: readonly string[],
  category: Category,
): Promise<string | null> {
  if (later.length === 0) return null;
  const found = await db.select<{ slug: string }>(sql`SELECT ${db.dialect.object({
    slug: sql`s.slug`,
  })} AS json FROM matches m JOIN sources s ON s.id = m.source_id JOIN tournaments t ON t.id = m.tournament_id
    WHERE s.slug IN (${join([...later])}) AND t.category = ${category} AND NOT EXISTS (
      SELECT 1 FROM import_runs r JOIN sources o ON o.id = r.source_id WHERE o.slug = ${source}) LIMIT 1`);
  return found?.slug ?? null;
}
