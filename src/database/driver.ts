/** What each of the two databases brings: its words, how it is read, and how an importer writes to it. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { PrismaClient } from '../generated/sqlite/client.js';
import type { Database, Dialect } from './database.js';

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
  readonly provider: Database['provider'];
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

/** The version of the record. It stands beside every answer, since an answer of many statements must be of one version. */
export const VERSION_COLUMN = '(SELECT version FROM dataset WHERE id = 1) AS version';

/** The arguments of a database's JSON object function: `'name', name, …`; none for an object of which only its type is asked. */
export function jsonObjectArguments(fields: Record<string, Sql>): Sql {
  const words = Object.entries(fields).flatMap(([name, value]) => [raw(`'${name}'`), value]);
  return words.length === 0 ? empty : join(words);
}

/** What a lexeme is made of: no letter of it means anything to a full-text search, but for the * at its end. */
const LEXEME_PATTERN = /^[~=]?[\p{L}\p{N}-]+\*?$/u;

/** A query for texts that have a lexeme of each list, in the words of a full-text search. */
export function buildFullTextQuery(
  lexemes: readonly (readonly string[])[],
  words: { and: string; or: string; term: (lexeme: string) => string },
): string {
  const termOf = (lexeme: string) => {
    if (!LEXEME_PATTERN.test(lexeme)) throw new Error(`"${lexeme}" is no lexeme.`);
    return words.term(lexeme);
  };
  return lexemes.map((list) => `(${list.map(termOf).join(words.or)})`).join(words.and);
}

/** The order within an aggregate, where there is one. */
export function orderByClause(order: Sql | undefined): Sql {
  return order ? sql` ORDER BY ${order}` : empty;
}

/**
 * The values of a statement. No text here has a NUL: Postgres refuses to look for one, SQLite stops reading a pattern at
 * it. The sign for what cannot be read stands for it, and finds nothing.
 */
export function bindValues({ values }: Sql): unknown[] {
  return values.map((value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value,
  );
}
