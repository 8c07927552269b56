/**
 * A backup: one SQLite file with the whole record, whichever of the two databases it was taken from. Either can be restored
 * from it, and `DATABASE_URL=file:<backup>` can be served as it is, from a read-only disk as well.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import SqliteFile from 'better-sqlite3';
import { childEnvironment } from '../env.js';

const PRISMA = createRequire(import.meta.url).resolve('prisma/build/index.js');
const ROOT = path.resolve(import.meta.dirname, '../..');

/** How long a file that somebody else writes to is waited for, in milliseconds. */
const FILE_BUSY_TIMEOUT_MS = 10_000;

/** Asks a database for rows, whichever it is. */
export type RunQuery = (statement: string) => Promise<Record<string, unknown>[]>;

/** What two copies of one record have in common. */
export interface Inventory {
  /** Null while nothing was ever imported. */
  version: unknown;
  /** The rows of each table. */
  counts: Record<string, number>;
  /** A match that whoever has the record can look up: the first of it. */
  match: unknown;
}

/** What is in a file beside the tables of the record. */
const EXCLUDED_TABLES = /^(sqlite_|search_index|_prisma_migrations$)/;

/** The file of a database whose address begins with `file:`. */
export const pathOf = (url: string) => url.slice('file:'.length);

/** Opens a file that is only read, and does some work with what asks it. The work sees one state of it, whoever writes. */
export async function readBackup<Value>(
  file: string,
  work: (connection: SqliteFile.Database, ask: RunQuery) => Promise<Value>,
): Promise<Value> {
  const connection = new SqliteFile(file, {
    readonly: true,
    fileMustExist: true,
    timeout: FILE_BUSY_TIMEOUT_MS,
  });
  try {
    connection.exec('BEGIN');
    return await work(connection, async (statement) =>
      connection.prepare<[], never>(statement).all(),
    );
  } finally {
    connection.close();
  }
}

/** The tables of the record in a file, each after those that its rows refer to. */
export function listTables(connection: SqliteFile.Database): string[] {
  const names = connection
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all()
    .filter((name) => !EXCLUDED_TABLES.test(name));
  const referred = connection
    .prepare<[string], string>('SELECT "table" FROM pragma_foreign_key_list(?)')
    .pluck();
  const sorted = new Set<string>();
  const add = (name: string) => {
    if (sorted.has(name)) return;
    referred.all(name).forEach(add);
    sorted.add(name);
  };
  names.forEach(add);
  return [...sorted];
}

/** What a database holds in some tables, which it must have; without any it holds nothing. */
export async function buildInventory(ask: RunQuery, tables: readonly string[]): Promise<Inventory> {
  if (tables.length === 0) return { version: null, counts: {}, match: null };
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await ask(`SELECT CAST(count(*) AS INTEGER) AS rows FROM ${table}`);
    counts[table] = Number(row?.rows);
  }
  const [dataset] = await ask('SELECT version FROM dataset WHERE id = 1');
  const [match] = await ask(
    `SELECT id, date, home_id, away_id, home_score, away_score, source_key FROM matches
     ORDER BY id LIMIT 1`,
  );
  return { version: dataset?.version ?? null, counts, match: match ?? null };
}

/** Copies a file, as `connection` reads it, over another or to where there is none: whole or not at all, whoever reads it. */
export async function copyFile(connection: SqliteFile.Database, to: string): Promise<void> {
  const last = Date.now() + FILE_BUSY_TIMEOUT_MS;
  await connection.backup(to, {
    progress: ({ totalPages }) => {
      if (Date.now() > last) throw new Error(`${to} is being written to by somebody else.`);
      return totalPages;
    },
  });
}

/** Gives a file, new or of an earlier release, the tables of this one, with the history of the migrations that made them. */
export function migrateFile(file: string): void {
  const { status, stderr } = spawnSync(process.execPath, [PRISMA, 'migrate', 'deploy'], {
    cwd: ROOT,
    env: childEnvironment(`file:${path.resolve(file)}`),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The file got no tables: ${stderr.trim().split('\n')[0]}`);
}

/** The last migration that a file has seen the end of. */
export function latestMigrationIn(file: string): Promise<string> {
  return readBackup(file, async (_connection, ask) => {
    const [newest] = await ask(
      `SELECT max(migration_name) AS name FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return String(newest?.name ?? '');
  });
}

/** What a file holds, every page, index and reference of which is sound. Throws one plain sentence for any other. */
export function verifyBackup(file: string): Promise<Inventory> {
  return readBackup(file, async (connection, ask) => {
    const found = String(connection.pragma('integrity_check(1)', { simple: true }));
    if (found !== 'ok') throw new Error(`it is damaged: ${found.replaceAll('\n', ' ')}`);
    const [orphan] = connection.pragma('foreign_key_check') as { table: string }[];
    if (orphan) throw new Error(`a row of ${orphan.table} refers to one that is not there`);
    return buildInventory(ask, listTables(connection));
  }).catch((error: Error) => {
    throw new Error(`${file} cannot be used: ${error.message.replace(/\.$/, '')}.`);
  });
}

/** Throws where a copy does not hold what its original does. */
export function assertSameInventory(original: Inventory, copy: Inventory): void {
  if (isDeepStrictEqual(original, copy)) return;
  throw new Error('The copy does not hold what its original does.');
}

/** What an operator is told of a record, in a few words. */
export function formatInventory({ version, counts }: Inventory): string {
  const held = ['matches', 'goals', 'players'].map((table) => {
    return `${(counts[table] ?? 0).toLocaleString('en-US')} ${table}`;
  });
  return `version ${version}: ${held.join(', ')}`;
}
