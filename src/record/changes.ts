/** What imports have changed, and since which versions of the record that is known. */
import sql from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Change } from '../generated/sqlite/client.js';
import { countRows, type List, type Page, type PageRequest, readPage } from './query/keyset.js';
import { columnsOf, type Entity, type Projection } from './query/projection.js';

const CHANGE_COLUMNS = [
  'id',
  'kind',
  'entity',
  'slug',
  'formerSlug',
  'fields',
  'version',
  'importedAt',
  'sourceId',
] as const;

export interface ChangeRow extends Pick<Change, (typeof CHANGE_COLUMNS)[number]> {
  kind: 'ADDED' | 'CHANGED' | 'REMOVED' | 'RENAMED' | 'MOVED';
}

/** A version of the record since which the changes are known. */
export interface VersionRow {
  version: string;
  importedAt: string;
  /** Later changes have higher ids. */
  lastChange: number;
}

const change: Entity<ChangeRow> = {
  alias: 'c',
  needs: { source: ['sourceId'] },
  columns: columnsOf('c', CHANGE_COLUMNS),
};

/** The version of a name, where its changes are kept, and the oldest that is; each null where there is none. */
export async function findVersion(
  db: Database,
  version: string,
): Promise<{ found: VersionRow | null; oldest: VersionRow | null }> {
  const { jsonObject: object, nested } = db.dialect;
  const row = object({
    version: sql`v.version`,
    importedAt: sql`v.imported_at`,
    lastChange: sql`v.last_change`,
  });
  const answer = await db.select<{ found: VersionRow | null; oldest: VersionRow | null }>(
    sql`SELECT ${object({
      found: nested(
        sql`SELECT ${row} FROM versions v WHERE v.version = ${version} ORDER BY v.id DESC LIMIT 1`,
      ),
      oldest: nested(sql`SELECT ${row} FROM versions v ORDER BY v.id LIMIT 1`),
    })} AS json`,
  );
  return answer ?? { found: null, oldest: null };
}

/** A page of the changes since a version, newest first. */
export function listChanges(
  db: Database,
  since: VersionRow,
  window: PageRequest,
  projection: Projection,
): Promise<Page<ChangeRow>> {
  return readPage(db, changeList(since), window, projection);
}

/** How many changes there are since a version. */
export function countChanges(db: Database, since: VersionRow): Promise<number> {
  return countRows(db, changeList(since));
}

function changeList({ lastChange }: VersionRow): List {
  return {
    noun: change,
    from: sql`changes c`,
    where: [sql`c.id > ${lastChange}`],
    order: { keys: [sql`c.id`], falling: true },
    // What is no number is the id of no change.
    cursorRow: (key) => sql`changes c WHERE c.id = ${/^\d{1,9}$/.test(key) ? Number(key) : 0}`,
  };
}
