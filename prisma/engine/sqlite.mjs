// @ts-check
/** SQLite for the schema engine: Prisma's adapter for better-sqlite3 with fixes for their differences. */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { isDriverAdapterError } from '@prisma/driver-adapter-utils';

/** @typedef {import('@prisma/driver-adapter-utils').SqlDriverAdapter} Adapter */

/**
 * @param {string} url
 * @returns {import('./engine.mjs').Database}
 */
export function sqlite(url) {
  const adapters = new SqliteAdapters({ url });
  const open = async () => (await adapters.connect()).dispose(); // creates a missing file
  return {
    adapters,
    check: open,
    create: open,
    reset: async () => empty(await adapters.connect()),
  };
}

class SqliteAdapters extends PrismaBetterSqlite3 {
  /** @override */
  async connect() {
    return patchAdapter(await super.connect());
  }

  /** @override */
  async connectToShadowDb() {
    return patchAdapter(await super.connectToShadowDb());
  }
}

/**
 * @param {Adapter} adapter
 * @returns {Adapter}
 */
function patchAdapter(adapter) {
  const executeRaw = adapter.executeRaw.bind(adapter);
  const executeScript = adapter.executeScript.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);

  // Restores the database's message, which the engine reduces to a kind.
  adapter.executeScript = async (script) => {
    try {
      await executeScript(script);
    } catch (error) {
      throw isDriverAdapterError(error) && error.cause.originalMessage
        ? new Error(error.cause.originalMessage)
        : error;
    }
  };

  // The engine replays migrations by executeRaw, which takes one statement; without arguments it is a script.
  adapter.executeRaw = async (query) => {
    if (query.args.length > 0) return executeRaw(query);
    await adapter.executeScript(query.sql);
    return 0;
  };

  // A new database has no migration history; the engine expects an empty result.
  adapter.queryRaw = (query) =>
    queryRaw(query).catch((error) => {
      if (!isHistoryMissing(error)) throw error;
      return { columnNames: [], columnTypes: [], rows: [] };
    });
  return adapter;
}

/** @param {any} error */
function isHistoryMissing(error) {
  if (!isDriverAdapterError(error) || error.cause.kind !== 'TableDoesNotExist') return false;
  return error.cause.table === '_prisma_migrations';
}

/**
 * Deletes all tables, views, indexes and triggers, by SQLite's procedure for a database that others may have open. The
 * engine's reset leaves the tables, on which the first migration fails.
 * @param {Adapter} adapter
 */
async function empty(adapter) {
  /** @type {any} */ (adapter).client.unsafeMode(true); // needed to delete from sqlite_master
  await adapter.executeScript(`
    PRAGMA writable_schema = 1;
    DELETE FROM sqlite_master;
    PRAGMA writable_schema = RESET;
    VACUUM;
  `);
  await adapter.dispose();
}
