/** SQLite, the embedded default. */
import { existsSync } from 'node:fs';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import SqliteFile, { type Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import sql, { raw, type Sql } from 'sql-template-tag';
import { PrismaClient } from '../generated/sqlite/client.js';
import {
  type Answer,
  type Engine,
  orderedBy,
  pairs,
  type Reader,
  searchQuery,
  VERSION,
  valuesOf,
} from './engine.js';

/** How long a statement waits for a lock before it fails, in milliseconds. */
const PATIENCE = 5_000;

/** How many statements are kept prepared: every shape of every question of the playground several times over. */
const PREPARED = 500;

/** The words of an FTS5 query: "kane", or "kan"* for all that begin so. */
const FTS5 = {
  and: ' AND ',
  or: ' OR ',
  term: (lexeme: string) => (lexeme.endsWith('*') ? `"${lexeme.slice(0, -1)}"*` : `"${lexeme}"`),
};

/** The database of a file. Throws one plain sentence where it is missing. */
export function sqlite(url: string): Engine {
  const file = url.slice('file:'.length);
  if (!existsSync(file)) {
    throw new Error(`There is no database at ${url}: run "npx prisma migrate deploy" first.`);
  }
  return {
    provider: 'sqlite',
    dialect: {
      object: (fields) => sql`json_object(${pairs(fields)})`,
      list: (item, order) => sql`json_group_array(${item}${orderedBy(order)})`,
      flag: (expression) =>
        sql`json(CASE ${expression} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)`,
      plain: (text) => text,
      searched: (lexemes) => sql`x.id IN (SELECT rowid FROM search_index
        WHERE search_index MATCH ${searchQuery(lexemes, FTS5)})`,
    },
    bulk: {
      columns: (table) => sql`SELECT json_group_array(json_object('name', name, 'flag',
        json(CASE type WHEN 'BOOLEAN' THEN 'true' ELSE 'false' END))) AS json FROM pragma_table_info(${table})`,
      rows: (_table, list) => sql`json_each(${list}) v`,
      value: (column) => sql`v.value ->> ${raw(`'${column}'`)}`,
    },
    openReader: () => reader(file),
    openWriter: () =>
      new PrismaClient({ adapter: new PrismaBetterSqlite3({ url, timeout: PATIENCE }) }),
    // With a write-ahead log nobody who reads waits for who writes, and a writer that is killed leaves nothing that a reader
    // would have to mend. The file keeps it from the first write on.
    prepareWriting: (writer) => writer.$queryRawUnsafe('PRAGMA journal_mode = WAL'),
    text: (statement) => statement.sql,
  };
}

function reader(file: string): Reader {
  const connection = new SqliteFile(file, { readonly: true, timeout: PATIENCE });
  const statements = new LRUCache<string, Statement<unknown[], Answer>>({
    max: PREPARED,
    memoMethod: (text) => connection.prepare(text),
  });
  return {
    async read(statement: Sql) {
      const prepared = statements.memo(`SELECT (${statement.sql}) AS json, ${VERSION}`);
      return prepared.get(...valuesOf(statement)) ?? { json: null, version: null };
    },
    async version() {
      return statements.memo(`SELECT NULL AS json, ${VERSION}`).get()?.version ?? null;
    },
    async close() {
      connection.close();
    },
  };
}
