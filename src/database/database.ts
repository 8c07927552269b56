/**
 * The record's database, whichever of the two it is. Everybody else holds a `Database` and speaks SQL that both
 * understand, with the few words that differ taken from `dialect`; only this file and its room know which is which.
 */
import sql, { type Sql } from 'sql-template-tag';
import type { Prisma, PrismaClient } from '../generated/sqlite/client.js';
import type { DatabaseDriver, Reader } from './driver.js';
import { classifyError } from './errors.js';
import { createPostgresDriver } from './postgres.js';
import { createSqliteDriver } from './sqlite.js';
import { createTransaction } from './transaction.js';

export { DatabaseError } from './errors.js';

export type Provider = 'sqlite' | 'postgresql';

/**
 * What one transaction of an importer can do. Rows have the fields of the model; whole tables go in and out as JSON texts,
 * which is ten times as fast as row by row.
 */
export interface Transaction {
  /** Prisma's own client, for single rows. */
  readonly prisma: Prisma.TransactionClient;
  /** All rows of a table, in no order. */
  readAll<Row>(table: string): Promise<Row[]>;
  /** Tells after each batch how many rows more are there. */
  insert(table: string, rows: readonly object[], advance?: (rows: number) => void): Promise<void>;
  /** Sets every field that the rows have, by their id. */
  update(table: string, rows: readonly { id: number }[]): Promise<void>;
  remove(table: string, ids: readonly number[]): Promise<void>;
}

/**
 * The words of SQL that the two databases spell differently. JSON is made inside a statement: a whole tree leaves the
 * database as one text, which is parsed once.
 */
export interface Dialect {
  /** An object of the expressions, under their names. */
  jsonObject(fields: Record<string, Sql>): Sql;
  /**
   * An aggregate: the list of an expression over the rows, in an order, or as the rows come out of a subquery that sorts
   * them, which is far quicker where the expressions are long; empty, never null.
   */
  jsonList(item: Sql, order?: Sql): Sql;
  /** What a subquery answers as JSON, within another object or list; null without a row. */
  nested(query: Sql): Sql;
  /** A stored boolean as true, false or null. */
  jsonBoolean(expression: Sql): Sql;
  /** A text that sorts by its letters' code points, whatever the locale of the database. */
  codePointOrder(text: Sql): Sql;
  /**
   * Whether a text `x` of the search has a lexeme of each list, by the index of the lexemes. A lexeme is letters, digits and
   * hyphens, perhaps after ~ or =; one that ends with * stands for all that begin so. Anything else is an error.
   */
  matchesLexemes(lexemes: readonly (readonly string[])[]): Sql;
}

export interface Database {
  readonly provider: Provider;
  readonly dialect: Dialect;
  /**
   * Runs one statement with one column, `json`, and answers the parsed value of its first row, or null without one.
   * Throws a `DatabaseError` where the database does not answer.
   */
  select<Value>(statement: Sql): Promise<Value | null>;
  /** The version of the record; null while nothing was ever imported. Throws a `DatabaseError` like `select`. */
  version(): Promise<string | null>;
  /** The newest migration that was applied whole; null without one. Throws a `DatabaseError` like `select`. */
  migration(): Promise<string | null>;
  /** The same database, which calls `changed` as soon as a statement is answered by another version of the record. */
  pinnedTo(version: string, changed: () => void): Database;
  /** Runs an importer's work as one transaction. Only a database opened for writing takes it. */
  write<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Opened for writing by importers and the seed; the server reads only. */
  readonly writable?: boolean;
  /** The database is thrown away after the work: what is written need not survive a crash. */
  readonly isScratch?: boolean;
  /** Is told every statement that `select` runs, for tests that count them. */
  readonly onSelect?: (text: string) => void;
}

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
