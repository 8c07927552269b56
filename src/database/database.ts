import sql, { type Sql } from 'sql-template-tag';
import type { PrismaClient } from '../generated/sqlite/client.js';
import { classifyError } from './errors.js';
import { createPostgresDriver } from './postgres.js';
import { createSqliteDriver } from './sqlite.js';
import { createTransaction } from './transaction.js';
import type { Database, DatabaseDriver, DatabaseOptions, Reader, Transaction } from './types.js';

/** An import of the whole record is one transaction, far shorter than ten minutes. */
const TRANSACTION_OPTIONS = { timeout: 600_000, maxWait: 10_000 };

/**
 * Opens `file:<path>` (SQLite) or `postgresql://…`. Throws if a SQLite file is missing; Postgres connects with the
 * first statement.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const engine = url.startsWith('file:')
    ? createSqliteDriver(url, options.isScratch)
    : createPostgresDriver(url);
  const reader = engine.openReader(options.writable);
  const writer = options.writable ? engine.openWriter() : null;
  const database: Database = {
    provider: engine.provider,
    dialect: engine.dialect,
    ...createReads(engine, reader, options),
    version: () => reader.version().catch(throwDatabaseError),
    async migration() {
      const name = sql`max(migration_name)`;
      const newest = await database.select<{ name: string | null }>(sql`
        SELECT ${engine.dialect.jsonObject({ name })} FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`);
      return newest?.name ?? null;
    },
    pinnedTo: (version, changed) => ({
      ...database,
      ...createReads(engine, reader, options, (answered) => {
        if (answered !== version) changed();
      }),
    }),
    write: async (work) => runWrite(engine, await writer, work),
    async close() {
      await reader.close();
      await (await writer)?.$disconnect();
    },
  };
  return database;
}

function createReads(
  { toSql }: DatabaseDriver,
  reader: Reader,
  { onSelect }: DatabaseOptions,
  answeredBy?: (version: string | null) => void,
): Pick<Database, 'select' | 'readLevels'> {
  return {
    async select<Value>(statement: Sql) {
      onSelect?.(toSql(statement), statement.values);
      const { json, version } = await reader.read(statement).catch(throwDatabaseError);
      answeredBy?.(version);
      return json === null ? null : (JSON.parse(json) as Value);
    },
    async readLevels(levels) {
      const { rows, version } = await reader.readLevels(levels, onSelect).catch(throwDatabaseError);
      answeredBy?.(version);
      return rows;
    },
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
