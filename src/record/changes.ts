/** Changes by imports, and the versions since which they are kept. */
import sql from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Change } from '../generated/sqlite/client.js';
import { columnsOf, type Entity } from './query/entity.js';
import {
  countRows,
  type List,
  type Page,
  type PageRequest,
  readPage,
  whereClause,
} from './query/keyset.js';
import type { Projection } from './query/projection.js';

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

/** The version of that name and the oldest; null if not kept. */
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

/** Newest first. */
export function listChanges(
  db: Database,
  since: VersionRow,
  window: PageRequest,
  projection: Projection,
): Promise<Page<ChangeRow>> {
  return readPage(db, changeList(since), window, projection);
}

export function countChanges(db: Database, since: VersionRow): Promise<number> {
  return countRows(db, changeList(since));
}

function changeList({ lastChange }: VersionRow): List {
  return {
    noun: change,
    rows: (_parent, conditions) =>
      sql`FROM changes c ${whereClause([sql`c.id > ${lastChange}`, ...conditions])}`,
    order: { keys: [sql`c.id`], falling: true },
    // No change has id 0.
    cursorRow: (key) => sql`changes c WHERE c.id = ${/^\d{1,9}$/.test(key) ? Number(key) : 0}`,
  };
}
