/** The record's database: what readers, importers and the two drivers agree on. */
import type { Sql } from 'sql-template-tag';
import type { Prisma, PrismaClient } from '../generated/sqlite/client.js';

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

/** What a statement has answered: its JSON text, null without a row, and the version of the record that has answered. */
export interface JsonRow {
  json: string | null;
  version: string | null;
}

/**
 * Reads, and nothing else. Every question of the server comes down to a few statements, so they go to the driver itself,
 * prepared once: a quarter of what they cost through a general client.
 */
export interface Reader {
  /** Runs a statement of one column, `json`, and one row at most. */
  read(statement: Sql): Promise<JsonRow>;
  /** The version of the record; null while nothing was ever imported. */
  version(): Promise<string | null>;
  close(): Promise<void>;
}

/** What importers need besides the dialect: what columns a table has, and rows out of a JSON text. */
export interface BulkSql {
  /** The columns of a table: `name`, and whether it is a boolean, `flag`. */
  columns(table: string): Sql;
  /** The rows of a JSON list, under the alias v. */
  rows(table: string, list: string): Sql;
  /** A column of such a row. */
  value(column: string): Sql;
}

/** One of the two databases, at an address. */
export interface DatabaseDriver {
  readonly provider: Provider;
  readonly dialect: Dialect;
  readonly bulk: BulkSql;
  openReader(): Reader;
  /** Prisma's client, for importers. */
  openWriter(): PrismaClient;
  /** What has to be set, outside of any transaction, before the first one writes. */
  prepareWriting(writer: PrismaClient): Promise<unknown>;
  /** A statement as Prisma hands it to the driver. */
  toSql(statement: Sql): string;
}
