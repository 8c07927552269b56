/** SQLite, the embedded default. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import sql, { raw, type Sql } from 'sql-template-tag';
import { PrismaClient } from '../generated/sqlite/client.js';
import {
  bindValues,
  buildFullTextQuery,
  jsonObjectArguments,
  orderByClause,
  VERSION_COLUMN,
} from './driver.js';
import { openReopeningFile } from './sqlite-file.js';
import type { DatabaseDriver, JsonRow, Reader } from './types.js';

/** How long a writer waits for a lock before it fails, in milliseconds. */
const WRITER_BUSY_TIMEOUT_MS = 5_000;

/** The words of an FTS5 query: "kane", or "kan"* for all that begin so. */
const FTS5_SYNTAX = {
  and: ' AND ',
  or: ' OR ',
  term: (lexeme: string) => (lexeme.endsWith('*') ? `"${lexeme.slice(0, -1)}"*` : `"${lexeme}"`),
};

/** The database of a file; what is written to a scratch file need not survive a crash. Throws one plain sentence where it is missing. */
export function createSqliteDriver(url: string, isScratch = false): DatabaseDriver {
  const file = url.slice('file:'.length);
  if (!existsSync(file)) {
    throw new Error(
      `There is no database at ${path.resolve(file)}: run "npx prisma migrate deploy" first.`,
    );
  }
  return {
    provider: 'sqlite',
    dialect: {
      jsonObject: (fields) => sql`json_object(${jsonObjectArguments(fields)})`,
      jsonList: (item, order) => sql`json_group_array(${item}${orderByClause(order)})`,
      // Newer versions of SQLite take what comes out of a subquery for a text, and write it as a string.
      nested: (query) => sql`json((${query}))`,
      jsonBoolean: (expression) =>
        sql`CASE ${expression} WHEN 1 THEN json('true') WHEN 0 THEN json('false') END`,
      codePointOrder: (text) => text,
      matchesLexemes: (lexemes) => sql`x.id IN (SELECT rowid FROM search_index
        WHERE search_index MATCH ${buildFullTextQuery(lexemes, FTS5_SYNTAX)})`,
    },
    bulk: {
      columns: (table) => sql`SELECT json_group_array(json_object('name', name, 'flag',
        json(CASE type WHEN 'BOOLEAN' THEN 'true' ELSE 'false' END))) AS json FROM pragma_table_info(${table})`,
      rows: (_table, list) => sql`json_each(${list}) v`,
      value: (column) => sql`v.value ->> ${raw(`'${column}'`)}`,
    },
    openReader: () => createReader(file),
    openWriter: () =>
      new PrismaClient({
        adapter: new PrismaBetterSqlite3({ url, timeout: WRITER_BUSY_TIMEOUT_MS }),
      }),
    // With a write-ahead log nobody who reads waits for who writes, and a writer that is killed leaves nothing that a reader
    // would have to mend. The file keeps it from the first write on.
    prepareWriting: (writer) =>
      writer.$queryRawUnsafe(isScratch ? 'PRAGMA synchronous = OFF' : 'PRAGMA journal_mode = WAL'),
    toSql: (statement) => statement.sql,
  };
}

/**
 * Statements run on the thread that answers and cannot be stopped. So none may be long: pages hold a hundred rows, lists are
 * sorted by what an index holds, totals are counted from one, and `npm run bench -- --explain` shows what reads a whole table.
 */
function createReader(file: string): Reader {
  const watched = openReopeningFile(file);
  return {
    async read(statement: Sql) {
      const text = `SELECT (${statement.sql}) AS json, ${VERSION_COLUMN}`;
      return watched.first<JsonRow>(text, bindValues(statement)) ?? { json: null, version: null };
    },
    async version() {
      return watched.first<JsonRow>(`SELECT NULL AS json, ${VERSION_COLUMN}`, [])?.version ?? null;
    },
    close: async () => watched.close(),
  };
}
