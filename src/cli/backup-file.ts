/** A backup is one SQLite file of either database: restorable into both, or served by `DATABASE_URL=file:<backup>`. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import SqliteFile from 'better-sqlite3';
import { childEnvironment } from '../env.js';

const PRISMA = createRequire(import.meta.url).resolve('prisma/build/index.js');
const ROOT = path.resolve(import.meta.dirname, '../..');

const FILE_BUSY_TIMEOUT_MS = 10_000;

export type RunQuery = (statement: string) => Promise<Record<string, unknown>[]>;

/** Compares a copy with its original. */
export interface Inventory {
  /** Null before any import. */
  version: unknown;
  /** By table. */
  counts: Record<string, number>;
  /** First match. */
  match: unknown;
}

/** Not of the record. */
const EXCLUDED_TABLES = /^(sqlite_|search_index|_prisma_migrations$)/;

export const sqlitePath = (url: string) => url.slice('file:'.length);

/** Read-only, one snapshot. */
export async function readBackup<Value>(
  file: string,
  work: (connection: SqliteFile.Database, runQuery: RunQuery) => Promise<Value>,
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

/** In order of references. */
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

/** Empty for no tables. */
export async function buildInventory(
  runQuery: RunQuery,
  tables: readonly string[],
): Promise<Inventory> {
  if (tables.length === 0) return { version: null, counts: {}, match: null };
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await runQuery(`SELECT CAST(count(*) AS INTEGER) AS rows FROM ${table}`);
    counts[table] = Number(row?.rows);
  }
  const [dataset] = await runQuery('SELECT version FROM dataset WHERE id = 1');
  const [match] = await runQuery(
    `SELECT id, date, home_id, away_id, home_score, away_score, source_key FROM matches
     ORDER BY id LIMIT 1`,
  );
  return { version: dataset?.version ?? null, counts, match: match ?? null };
}

/** Atomic copy of a snapshot. Throws if another process keeps writing for 10 s. */
export async function copyFile(connection: SqliteFile.Database, to: string): Promise<void> {
  const last = Date.now() + FILE_BUSY_TIMEOUT_MS;
  await connection.backup(to, {
    progress: ({ totalPages }) => {
      if (Date.now() > last) throw new Error(`${to} is being written to by somebody else.`);
      return totalPages;
    },
  });
}

/** Runs `prisma migrate deploy`. */
export function migrateFile(file: string): void {
  const { status, stderr } = spawnSync(process.execPath, [PRISMA, 'migrate', 'deploy'], {
    cwd: ROOT,
    env: childEnvironment(`file:${path.resolve(file)}`),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The file got no tables: ${stderr.trim().split('\n')[0]}`);
}

export function latestMigrationIn(file: string): Promise<string> {
  return readBackup(file, async (_connection, runQuery) => {
    const [newest] = await runQuery(
      `SELECT max(migration_name) AS name FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return String(newest?.name ?? '');
  });
}

/** Checks integrity and foreign keys. Throws one sentence. */
export function verifyBackup(file: string): Promise<Inventory> {
  return readBackup(file, async (connection, runQuery) => {
    const found = String(connection.pragma('integrity_check(1)', { simple: true }));
    if (found !== 'ok') throw new Error(`it is damaged: ${found.replaceAll('\n', ' ')}`);
    const [orphan] = connection.pragma('foreign_key_check') as { table: string }[];
    if (orphan) throw new Error(`a row of ${orphan.table} refers to one that is not there`);
    return buildInventory(runQuery, listTables(connection));
  }).catch((error: Error) => {
    throw new Error(`${file} cannot be used: ${error.message.replace(/\.$/, '')}.`);
  });
}

/** Throws on a difference. */
export function assertSameInventory(original: Inventory, copy: Inventory): void {
  if (isDeepStrictEqual(original, copy)) return;
  throw new Error('The copy does not hold what its original does.');
}

export function formatInventory({ version, counts }: Inventory): string {
  const held = ['matches', 'goals', 'players'].map((table) => {
    return `${(counts[table] ?? 0).toLocaleString('en-US')} ${table}`;
  });
  return `version ${version}: ${held.join(', ')}`;
}
