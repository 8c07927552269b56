/**
 * The record's database, whichever of the two it is. Everybody else holds a `Database` and speaks SQL that both
 * understand, with the few words that differ taken from `dialect`; only this file and its room know which is which.
 */
import sql, { type Sql } from 'sql-template-tag';
import type { PrismaClient } from '../generated/sqlite/client.js';
import { classifyError } from './errors.js';
import { createPostgresDriver } from './postgres.js';
import { createSqliteDriver } from './sqlite.js';
import { createTransaction } from './transaction.js';
import type { Database, DatabaseDriver, DatabaseOptions, Reader, Transaction } from './types.js';

/** An import of the whole record is one transaction; ten minutes are far beyond what it needs. */
const TRANSACTION_OPTIONS = { timeout: 600_000, maxWait: 10_000 };

/**
 * Opens the database that a URL names: `file:<path>` is SQLite, `postgresql://…` is Postgres.
 * Throws one plain sentence where a SQLite file is missing; Postgres is first reached by the first statement.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const engine = url.startsWith('file:')
    ? createSqliteDriver(url, options.isScratch)
    : createPostgresDriver(url);
  const reader = engine.openReader();
  const writer = options.writable ? engine.openWriter() : null;
  const database: Database = {
    provider: engine.provider,
    dialect: engine.dialect,
    select: createSelect(reader, options),
    version: () => reader.version().catch(throwDatabaseError),
    async migration() {
      const name = sql`max(migration_name)`;
      const newest = await database.select<{ name: string | null }>(sql`
        SELECT ${engine.dialect.jsonObject({ name })} FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`);
      return newest?.name ?? null;
    },
    pinnedTo: (version, changed) => ({
      ...database,
      select: createSelect(reader, options, (answered) => {
        if (answered !== version) changed();
      }),
    }),
    write: (work) => runWrite(engine, writer, work),
    async close() {
      await reader.close();
      await writer?.$disconnect();
    },
  };
  return database;
}

/** The way to select that tells, after each statement, which version of the record has answered it. */
function createSelect(
  reader: Reader,
  { onSelect }: DatabaseOptions,
  answeredBy?: (version: string | null) => void,
): Database['select'] {
  return async <Value>(statement: Sql) => {
    onSelect?.(statement.sql);
    const { json, version } = await reader.read(statement).catch(throwDatabaseError);
    answeredBy?.(version);
    return json === null ? null : (JSON.parse(json) as Value);
  };
}

function throwDatabaseError(error: unknown): never {
  throw classifyError(error);
}

async function runWrite<Value>(
  engine: DatabaseDriver,
  writer: PrismaClient | null,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  if (!writer) throw new Error('This database was opened read-only.');
  await engine.prepareWriting(writer);
  return writer.$transaction((rows) => work(createTransaction(engine, rows)), TRANSACTION_OPTIONS);
}
