import { Pool } from 'pg';
import sql, { raw, type Sql } from 'sql-template-tag';
import type { PrismaClient } from '../generated/sqlite/client.js';
import {
  bindValues,
  buildFullTextQuery,
  jsonObjectArguments,
  orderByClause,
  VERSION_COLUMN,
} from './driver.js';
import { DatabaseError } from './errors.js';
import { levelsStatement, parseLevels } from './postgres-levels.js';
import type { DatabaseDriver, JsonRow, Reader } from './types.js';

const WRITER_CONNECT_TIMEOUT_MS = 5_000;

/** Of a reader. */
const MAX_CONNECTIONS = 10;
const MAX_WAITING_STATEMENTS = 1_000;

/** Of a reader, ms. No statement of the record takes a tenth of its timeout. */
const READER_TIMEOUTS_MS = {
  /** For a new or free connection. */
  connectionTimeoutMillis: 2_000,
  /** The server cancels the statement. */
  statement_timeout: 3_000,
  /** Only migrations hold such locks. */
  lock_timeout: 1_000,
  idle_in_transaction_session_timeout: 3_000,
  /** For a server that hangs and cancels nothing. */
  query_timeout: 4_000,
};

/** An import reads whole tables, on any machine; its transaction is bounded elsewhere. */
const IMPORT_TIMEOUTS_MS = { connectionTimeoutMillis: WRITER_CONNECT_TIMEOUT_MS };

/** By connection; further statements are planned each time. */
const MAX_PREPARED_STATEMENTS = 500;

/** 'kane', or 'kan':* for a prefix. */
const TSQUERY_SYNTAX = {
  and: ' & ',
  or: ' | ',
  term: (lexeme: string) => (lexeme.endsWith('*') ? `'${lexeme.slice(0, -1)}':*` : `'${lexeme}'`),
};

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
      // The catalog itself: the view of it takes ten times as long.
      columns: (table) => sql`SELECT json_agg(json_build_object('name', attname, 'flag',
        atttypid = 'boolean'::regtype) ORDER BY attnum) AS json FROM pg_attribute
        WHERE attrelid = ${table}::text::regclass AND attnum > 0 AND NOT attisdropped`,
      rows: (table, list) => sql`json_populate_recordset(null::${raw(table)}, ${list}::json) v`,
      value: (column) => sql`v.${raw(`"${column}"`)}`,
    },
    openReader: (isImport = false) =>
      createReader(url, isImport ? IMPORT_TIMEOUTS_MS : READER_TIMEOUTS_MS),
    async openWriter() {
      const { PrismaPg } = await import('@prisma/adapter-pg');
      const { PrismaClient: PostgresClient } = await import('../generated/postgresql/client.js');
      const adapter = new PrismaPg({
        connectionString: url,
        connectionTimeoutMillis: WRITER_CONNECT_TIMEOUT_MS,
      });
      // The SQLite client is the narrower type: code that compiles against it runs on both.
      return new PostgresClient({ adapter }) as unknown as PrismaClient;
    },
    prepareWriting: async () => {},
    toSql: (statement) => statement.text,
  };
}

function createReader(url: string, timeouts: Partial<typeof READER_TIMEOUTS_MS>): Reader {
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    keepAlive: true,
    application_name: 'scoresheet',
    options: '-c default_transaction_read_only=on',
    ...timeouts,
  });
  // An idle connection broke: the pool opens another.
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
  const read = (statement: Sql) =>
    run(`SELECT (${statement.text})::text AS json, ${VERSION_COLUMN}`, bindValues(statement));
  return {
    read,
    async readLevels(levels, onSelect) {
      const statement = levelsStatement(levels);
      onSelect?.(statement.text, statement.values);
      const { json, version } = await read(statement);
      return { rows: parseLevels(levels, json ?? '[]'), version };
    },
    version: async () => (await run(`SELECT NULL AS json, ${VERSION_COLUMN}`, [])).version,
    close: () => pool.end(),
  };
}
