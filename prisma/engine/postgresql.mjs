// @ts-check
/** Postgres for the schema engine: Prisma's adapter for pg with fixes for their differences. */
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  isDriverAdapterError,
} from '@prisma/driver-adapter-utils';

/** @typedef {Awaited<ReturnType<PrismaPg['connect']>>} Adapter */

/** Type OIDs of "char" and char(n). */
const CHAR = 18;
const BPCHAR = 1042;

/**
 * Prisma's error codes; on P1003 the CLI creates the database.
 * @type {Record<string, [code: string, message: (cause: any) => string]>}
 */
const FAILURES = {
  AuthenticationFailed: [
    'P1000',
    ({ user }) => `The database server refuses the credentials of ${user}`,
  ],
  DatabaseNotReachable: [
    'P1001',
    ({ host, port }) => `Can't reach database server at ${host}:${port}`,
  ],
  DatabaseDoesNotExist: ['P1003', ({ db }) => `Database ${db} does not exist`],
  DatabaseAccessDenied: ['P1010', ({ db }) => `Access to database ${db} is denied`],
  TlsConnectionError: ['P1011', ({ reason }) => `Cannot open a TLS connection: ${reason}`],
};

/**
 * @param {string} url
 * @returns {import('./engine.mjs').Database}
 */
export function postgresql(url) {
  return {
    adapters: new PostgresAdapters(url),
    check: () => run(url, 'SELECT 1').catch(failWithCode),
    create: () => run(withDatabase(url, 'postgres'), `CREATE DATABASE "${databaseOf(url)}"`),
  };
}

class PostgresAdapters extends PrismaPg {
  #url;

  /** @param {string} url */
  constructor(url) {
    super(url);
    this.#url = url;
  }

  /** @override */
  async connect() {
    return patchAdapter(await super.connect());
  }

  /**
   * Connects to a new database, dropped on dispose. The adapter's own version connects to the URL's database, which the
   * engine would then migrate.
   * @override
   */
  async connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await run(this.#url, `CREATE DATABASE "${name}"`);
    const adapter = await new PostgresAdapters(withDatabase(this.#url, name)).connect();
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await run(this.#url, `DROP DATABASE "${name}"`);
    };
    return adapter;
  }
}

/**
 * @param {any} adapter one of {@link Adapter}, whose performIO is not in its type
 * @returns {Adapter}
 */
function patchAdapter(adapter) {
  const { performIO, queryRaw } = adapter;
  adapter.performIO = (/** @type {object} */ query) =>
    performIO.call(adapter, query).catch(failWithAddress);

  // The adapter refuses "char", used throughout the catalogue: it gets char(n), the engine a character.
  adapter.queryRaw = async (/** @type {object} */ query) => {
    const response = await adapter.performIO(query);
    const chars = response.fields.filter((/** @type {any} */ field) => field.dataTypeID === CHAR);
    for (const field of chars) field.dataTypeID = BPCHAR;
    const result = await queryRaw.call({ performIO: () => response }, query);
    for (const field of chars) {
      result.columnTypes[response.fields.indexOf(field)] = ColumnTypeEnum.Character;
    }
    return result;
  };

  // The adapter splits scripts at every semicolon, in strings and functions too; the server parses them correctly. Its
  // errors lose the server's message, which a migration's author needs.
  adapter.executeScript = async (/** @type {string} */ script) => {
    try {
      await adapter.executeRaw(statement(script));
    } catch (error) {
      throw isDriverAdapterError(error) && error.cause.originalMessage
        ? new Error(error.cause.originalMessage)
        : error;
    }
  };
  return adapter;
}

/**
 * Runs one statement on a new connection.
 * @param {string} url
 * @param {string} sql
 */
async function run(url, sql) {
  const adapter = await new PostgresAdapters(url).connect();
  await adapter.executeRaw(statement(sql)).finally(() => adapter.dispose());
}

/** @param {string} sql */
function statement(sql) {
  return { sql, args: [], argTypes: [] };
}

/** @param {string} url */
function databaseOf(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1)).replaceAll('"', '""');
}

/**
 * @param {string} url
 * @param {string} database
 */
function withDatabase(url, database) {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

/**
 * If no address of a host responds, pg throws an AggregateError, which the adapter does not know.
 * @param {unknown} error
 * @returns {never}
 */
function failWithAddress(error) {
  if (!(error instanceof AggregateError)) throw error;
  const { address: host, port } = error.errors[0];
  throw new DriverAdapterError({ kind: 'DatabaseNotReachable', host, port });
}

/**
 * @param {any} error the adapter's
 * @returns {never}
 */
function failWithCode(error) {
  const [code, message] = FAILURES[error.cause?.kind] ?? [];
  throw message ? Object.assign(new Error(message(error.cause)), { code }) : error;
}
