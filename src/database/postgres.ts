/** Postgres, for more than one machine. */
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import sql, { raw, type Sql } from 'sql-template-tag';
import { PrismaClient as PostgresClient } from '../generated/postgresql/client.js';
import type { PrismaClient } from '../generated/sqlite/client.js';
import {
  bindValues,
  buildFullTextQuery,
  jsonObjectArguments,
  orderByClause,
  VERSION_COLUMN,
} from './driver.js';
import { DatabaseError } from './errors.js';
import type { DatabaseDriver, JsonRow, Reader } from './types.js';

/** How long an importer waits for its connection, in milliseconds. */
const WRITER_CONNECT_TIMEOUT_MS = 5_000;

/** How many connections a reader has at most, and how many statements may wait for one of them: those of several hundred clients. */
const MAX_CONNECTIONS = 10;
const MAX_WAITING_STATEMENTS = 1_000;

/**
 * How long a reader waits, in milliseconds; what takes longer fails, and the database is then said to be busy. No statement
 * of the record takes a tenth of what one is given.
 */
const READER_TIMEOUTS_MS = {
  /** For a connection: a new one, or one that others use. */
  connectionTimeoutMillis: 2_000,
  /** For a statement. The database stops it. */
  statement_timeout: 3_000,
  /** For a lock. Only migrations keep readers waiting. */
  lock_timeout: 1_000,
  /** For the next statement of a transaction. Readers begin none. */
  idle_in_transaction_session_timeout: 3_000,
  /** For the answer to a statement from a database that stops nothing because it hangs itself. */
  query_timeout: 4_000,
};

/** How many statements are kept prepared, by every connection; further ones are planned anew each time. */
const MAX_PREPARED_STATEMENTS = 500;

/** The words of a tsquery: 'kane', or 'kan':* for all that begin so. */
const TSQUERY_SYNTAX = {
  and: ' & ',
  or: ' | ',
  term: (lexeme: string) => (lexeme.endsWith('*') ? `'${lexeme.slice(0, -1)}':*` : `'${lexeme}'`),
};

/** The database at an address. It is first reached by the first statement. */
export function createPostgresDriver(url: string): DatabaseDriver {
  return {
    provider: 'postgresql',
    dialect: {
      jsonObject: (fields) => sql`json_build_object(${jsonObjectArguments(fields)})`,
      jsonList: (item, order) =>
        sql`coalesce(json_agg(${item}${orderByClause(order)}), '[]'::json)`,
      nested: (query) => sql`(${query})`,
      jsonBoolean: (expression) => expression,
      codePointOrder: (text) => sql`${text} COLLATE "C"`,
      matchesLexemes: (lexemes) => sql`array_to_tsvector(string_to_array(x.lexemes, ' '))
        @@ ${buildFullTextQuery(lexemes, TSQUERY_SYNTAX)}::tsquery`,
    },
    bulk: {
      columns: (table) => sql`SELECT json_agg(json_build_object('name', column_name, 'flag',
        data_type = 'boolean')) AS json FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = ${table}`,
      rows: (table, list) => sql`json_populate_recordset(null::${raw(table)}, ${list}::json) v`,
      value: (column) => sql`v.${raw(`"${column}"`)}`,
    },
    openReader: () => createReader(url),
    openWriter: () => {
      const adapter = new PrismaPg({
        connectionString: url,
        connectionTimeoutMillis: WRITER_CONNECT_TIMEOUT_MS,
      });
      // The SQLite client is the narrower of the two, so that what compiles against it runs on both: the one cast.
      return new PostgresClient({ adapter }) as unknown as PrismaClient;
    },
    prepareWriting: async () => {},
    toSql: (statement) => statement.text,
  };
}

function createReader(url: string): Reader {
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    keepAlive: true,
    application_name: 'scoresheet',
    options: '-c default_transaction_read_only=on',
    ...READER_TIMEOUTS_MS,
  });
  // A connection that breaks while nobody uses it: the pool opens another when one is needed.
  pool.on('error', () => {});
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const known = names.get(text);
    if (known || names.size === MAX_PREPARED_STATEMENTS) return known;
    const name = `statement_${names.size + 1}`;
    names.set(text, name);
    return name;
  };
  const run = async (text: string, values: unknown[]) => {
    if (pool.waitingCount >= MAX_WAITING_STATEMENTS) {
      throw new DatabaseError(
        'FULL',
        new Error(`${MAX_WAITING_STATEMENTS} statements wait already`),
      );
    }
    const name = nameOf(text);
    const { rows } = await pool.query<JsonRow>({ text, values, ...(name ? { name } : {}) });
    return rows[0] ?? { json: null, version: null };
  };
  return {
    read: (statement: Sql) =>
      run(`SELECT (${statement.text})::text AS json, ${VERSION_COLUMN}`, bindValues(statement)),
    version: async () => (await run(`SELECT NULL AS json, ${VERSION_COLUMN}`, [])).version,
    close: () => pool.end(),
  };
}
