// @ts-check
/** SQLite for the schema engine: Prisma's adapter for better-sqlite3, and a cure for each way in which they disagree. */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { isDriverAdapterError } from '@prisma/driver-adapter-utils';

/** @typedef {import('@prisma/driver-adapter-utils').SqlDriverAdapter} Adapter */

/**
 * @param {string} url
 * @returns {import('./engine.mjs').Database}
 */
export function sqlite(url) {
  const adapters = new SqliteAdapters({ url });
  const open = async () => (await adapters.connect()).dispose(); // a file that is not there is made
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
    return cured(await super.connect());
  }

  /** @override */
  async connectToShadowDb() {
    return cured(await super.connectToShadowDb());
  }
}

/**
 * @param {Adapter} adapter
 * @returns {Adapter}
 */
function cured(adapter) {
  const executeRaw = adapter.executeRaw.bind(adapter);
  const executeScript = adapter.executeScript.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);

  // The engine passes on the adapter's few kinds of error; whoever writes a migration needs the words of the database.
  adapter.executeScript = async (script) => {
    try {
      await executeScript(script);
    } catch (error) {
      throw isDriverAdapterError(error) && error.cause.originalMessage
        ? new Error(error.cause.originalMessage)
        : error;
    }
  };

  // The engine replays whole migrations by executeRaw, which takes one statement. What has no arguments is a script.
  adapter.executeRaw = async (query) => {
    if (query.args.length > 0) return executeRaw(query);
    await adapter.executeScript(query.sql);
    return 0;
  };

  // The engine asks for the history of a database that may have none yet, and takes no error for an answer.
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
 * Removes everything. The engine's own reset deletes the rows and leaves the tables, on which the first migration then
 * fails. This is SQLite's recipe for a database that others may have open; it spares no table, view, index or trigger.
 * @param {Adapter} adapter
 */
async function empty(adapter) {
  /** @type {any} */ (adapter).client.unsafeMode(true); // else sqlite_master is not ours to delete from
  await adapter.executeScript(`
    PRAGMA writable_schema = 1;
    DELETE FROM sqlite_master;
    PRAGMA writable_schema = RESET;
    VACUUM;
  `);
  await adapter.dispose();
}
