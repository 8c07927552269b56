import { existsSync } from 'node:fs';
import path from 'node:path';
import sql, { raw, type Sql } from 'sql-template-tag';
import {
  bindValues,
  buildFullTextQuery,
  jsonObjectArguments,
  orderByClause,
  VERSION_COLUMN,
} from './driver.js';
import { openReopeningFile, type Statements } from './sqlite-file.js';
import { isSingleRow, readLevels, readSingleRow } from './sqlite-levels.js';
import type { DatabaseDriver, JsonRow, Reader } from './types.js';

const VERSION = `SELECT ${VERSION_COLUMN}`;

/** No entity has a column of that name. */
const RECORD_VERSION = sql`(SELECT v.version FROM dataset v WHERE v.id = 1) AS "recordVersion"`;

interface VersionRow {
  version: string | null;
}

/** Null before the first import. */
const versionBy = ({ get }: Statements): string | null =>
  get<VersionRow>(VERSION, [])?.version ?? null;

const WRITER_BUSY_TIMEOUT_MS = 5_000;

/** "kane", or "kan"* for a prefix. */
const FTS5_SYNTAX = {
  and: ' AND ',
  or: ' OR ',
  term: (lexeme: string) => (lexeme.endsWith('*') ? `"${lexeme.slice(0, -1)}"*` : `"${lexeme}"`),
};

/** Throws if the file is missing. */
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
      // Newer versions of SQLite write the JSON of a subquery as a string.
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
    async openWriter() {
      const { PrismaBetterSqlite3 } = await import('@prisma/adapter-better-sqlite3');
      const { PrismaClient } = await import('../generated/sqlite/client.js');
      const adapter = new PrismaBetterSqlite3({ url, timeout: WRITER_BUSY_TIMEOUT_MS });
      return new PrismaClient({ adapter });
    },
    // With a write-ahead log readers do not wait for a writer, and a killed writer leaves nothing to repair. The mode
    // stays with the file.
    prepareWriting: (writer) =>
      writer.$queryRawUnsafe(isScratch ? 'PRAGMA synchronous = OFF' : 'PRAGMA journal_mode = WAL'),
    toSql: (statement) => statement.sql,
  };
}

/**
 * Statements block the event loop and cannot be cancelled: `npm run bench -- --explain` shows those that scan a
 * table.
 */
function createReader(file: string): Reader {
  const watched = openReopeningFile(file);
  return {
    async read(statement: Sql) {
      const text = `SELECT (${statement.sql}) AS json, ${VERSION_COLUMN}`;
      const row = watched.read(({ get }) => get<JsonRow>(text, bindValues(statement)));
      return row ?? { json: null, version: null };
    },
    async readLevels(levels, onSelect) {
      const [level, further] = levels;
      if (level && !further && isSingleRow(level)) {
        // One statement with the version is a snapshot, and cheaper than a transaction.
        return watched.read((statements) => {
          const rows = readSingleRow(level, RECORD_VERSION, statements.all, onSelect);
          const version = (rows[0]?.recordVersion as string | undefined) ?? versionBy(statements);
          return { version, rows: [rows] };
        });
      }
      return watched.readSnapshot((statements) => ({
        version: versionBy(statements),
        rows: readLevels(levels, statements.all, onSelect),
      }));
    },
    version: async () => watched.read(versionBy),
    close: async () => watched.close(),
  };
}
