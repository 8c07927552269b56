/**
 * The one file that knows two databases exist. Everybody else holds a `Database` and speaks SQL that both understand,
 * with the few words that differ taken from `dialect`.
 */
import { existsSync } from 'node:fs';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import { PrismaClient as PostgresClient } from './generated/postgresql/client.js';
import { type Prisma, PrismaClient } from './generated/sqlite/client.js';

export type Provider = 'sqlite' | 'postgresql';

/** What one transaction of an importer can do. */
export type Transaction = Prisma.TransactionClient;

/**
 * The words of SQL that the two databases spell differently. JSON is made inside a statement: a whole tree leaves the
 * database as one text, which is parsed once.
 */
export interface Dialect {
  /** An object of the expressions, under their names. */
  object(fields: Record<string, Sql>): Sql;
  /** An aggregate: the list of an expression over the rows, in an order; empty, never null. */
  list(item: Sql, order: Sql): Sql;
  /** A stored boolean as true, false or null. */
  flag(expression: Sql): Sql;
  /** A text that sorts by its letters' code points, whatever the locale of the database. */
  plain(text: Sql): Sql;
}

export interface Database {
  readonly provider: Provider;
  readonly dialect: Dialect;
  /** Runs one statement with one column, `json`, and answers the parsed value of its first row, or null without one. */
  select<Value>(statement: Sql): Promise<Value | null>;
  /** Runs an importer's work as one transaction. Only a database opened for writing takes it. */
  write<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Opened for writing by importers and the seed; the server reads only. */
  readonly writable?: boolean;
  /** Is told every statement that `select` runs, for tests that count them. */
  readonly onSelect?: (text: string) => void;
}

/** An import of the whole record is one transaction; ten minutes are far beyond what it needs. */
const TRANSACTION = { timeout: 600_000, maxWait: 10_000 };

const pairs = (fields: Record<string, Sql>): Sql =>
  join(Object.entries(fields).map(([name, value]) => sql`${raw(`'${name}'`)}, ${value}`));

const SQLITE: Dialect = {
  object: (fields) => sql`json_object(${pairs(fields)})`,
  list: (item, order) => sql`json_group_array(${item} ORDER BY ${order})`,
  flag: (expression) =>
    sql`json(CASE ${expression} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)`,
  plain: (text) => text,
};

const POSTGRES: Dialect = {
  object: (fields) => sql`json_build_object(${pairs(fields)})`,
  list: (item, order) => sql`coalesce(json_agg(${item} ORDER BY ${order}), '[]'::json)`,
  flag: (expression) => expression,
  plain: (text) => sql`${text} COLLATE "C"`,
};

/**
 * Opens the database that a URL names: `file:<path>` is SQLite, `postgresql://…` is Postgres.
 * Throws one plain sentence where a SQLite file is missing; Postgres is first reached by the first statement.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  return url.startsWith('file:') ? openSqlite(url, options) : openPostgres(url, options);
}

function openSqlite(url: string, options: DatabaseOptions): Database {
  const file = url.slice('file:'.length);
  if (!existsSync(file)) {
    throw new Error(`There is no database at ${url}: run "npx prisma migrate deploy" first.`);
  }
  const readonly = options.writable !== true;
  const client = new PrismaClient({
    adapter: new PrismaBetterSqlite3({ url, readonly, timeout: 5_000 }),
  });
  const select = (statement: Sql) =>
    client.$queryRawUnsafe<{ json: string | null }[]>(statement.sql, ...statement.values);
  return assemble({ provider: 'sqlite', dialect: SQLITE, client, select, options });
}

function openPostgres(url: string, options: DatabaseOptions): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    ...(options.writable ? {} : { options: '-c default_transaction_read_only=on' }),
  });
  // The SQLite client is the narrower of the two, so that what compiles against it runs on both: the one cast.
  const client = new PostgresClient({ adapter }) as unknown as PrismaClient;
  const select = (statement: Sql) =>
    client.$queryRawUnsafe<{ json: string | null }[]>(
      `SELECT json::text FROM (${statement.text}) answer`,
      ...statement.values,
    );
  return assemble({ provider: 'postgresql', dialect: POSTGRES, client, select, options });
}

interface Parts {
  provider: Provider;
  dialect: Dialect;
  client: PrismaClient;
  select: (statement: Sql) => Promise<{ json: string | null }[]>;
  options: DatabaseOptions;
}

function assemble({ provider, dialect, client, select, options }: Parts): Database {
  return {
    provider,
    dialect,
    async select<Value>(statement: Sql) {
      options.onSelect?.(statement.sql);
      const text = (await select(statement))[0]?.json ?? null;
      return text === null ? null : (JSON.parse(text) as Value);
    },
    write: (work) => client.$transaction(work, TRANSACTION),
    close: () => client.$disconnect(),
  };
}
