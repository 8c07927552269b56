/** What each of the two databases brings: its words, how it is read, and how an importer writes to it. */
import { join, raw, type Sql } from 'sql-template-tag';
import type { Database, Dialect } from '../database.js';
import type { PrismaClient } from '../generated/sqlite/client.js';

/** What a statement has answered: its JSON text, null without a row, and the version of the record that has answered. */
export interface Answer {
  json: string | null;
  version: string | null;
}

/**
 * Reads, and nothing else. Every question of the server comes down to a few statements, so they go to the driver itself,
 * prepared once: a quarter of what they cost through a general client.
 */
export interface Reader {
  /** Runs a statement of one column, `json`, and one row at most. */
  read(statement: Sql): Promise<Answer>;
  close(): Promise<void>;
}

/** What importers need besides the dialect: what columns a table has, and rows out of a JSON text. */
export interface Bulk {
  /** The columns of a table: `name`, and whether it is a boolean, `flag`. */
  columns(table: string): Sql;
  /** The rows of a JSON list, under the alias v. */
  rows(table: string, list: string): Sql;
  /** A column of such a row. */
  value(column: string): Sql;
}

/** One of the two databases, at an address. */
export interface Engine {
  readonly provider: Database['provider'];
  readonly dialect: Dialect;
  readonly bulk: Bulk;
  openReader(): Reader;
  /** Prisma's client, for importers. */
  openWriter(): PrismaClient;
  /** What has to be set, outside of any transaction, before the first one writes. */
  prepareWriting(writer: PrismaClient): Promise<unknown>;
  /** A statement as Prisma hands it to the driver. */
  text(statement: Sql): string;
}

/** Beside every answer, the version of the record at that moment: an answer of many statements must be of one version. */
export const VERSION = '(SELECT version FROM dataset WHERE id = 1) AS version';

/** The arguments of a database's JSON object function: `'name', name, …`. */
export function pairs(fields: Record<string, Sql>): Sql {
  return join(Object.entries(fields).flatMap(([name, value]) => [raw(`'${name}'`), value]));
}

/**
 * The values of a statement. No text here has a NUL: Postgres refuses to look for one, SQLite stops reading a pattern at
 * it. The sign for what cannot be read stands for it, and finds nothing.
 */
export function valuesOf({ values }: Sql): unknown[] {
  return values.map((value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value,
  );
}
