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

/**
 * What one transaction of an importer can do. Rows have the fields of the model; whole tables go in and out as JSON texts,
 * which is ten times as fast as row by row.
 */
export interface Transaction {
  /** Prisma's own client, for single rows. */
  readonly rows: Prisma.TransactionClient;
  /** All rows of a table, in no order. */
  all<Row>(table: string): Promise<Row[]>;
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
  object(fields: Record<string, Sql>): Sql;
  /** An aggregate: the list of an expression over the rows, in an order; empty, never null. */
  list(item: Sql, order: Sql): Sql;
  /** A stored boolean as true, false or null. */
  flag(expression: Sql): Sql;
  /** A text that sorts by its letters' code points, whatever the locale of the database. */
  plain(text: Sql): Sql;
}

/** What differs besides, for importers: what columns a table has, and rows out of a JSON text. */
interface Bulk {
  /** The columns of a table: `name`, and whether it is a boolean, `flag`. */
  columns(table: string): Sql;
  /** The rows of a JSON list, under the alias v. */
  rows(table: string, list: string): Sql;
  /** A column of such a row. */
  value(column: string): Sql;
}

export interface Database {
  readonly provider: Provider;
  readonly dialect: Dialect;
  /** Runs one statement with one column, `json`, and answers the parsed value of its first row, or null without one. */
  select<Value>(statement: Sql): Promise<Value | null>;
  /** The same database, which calls `changed` as soon as a statement is answered by another version of the record. */
  at(version: string, changed: () => void): Database;
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

/** How many rows go in one text. */
const BATCH = 5_000;

const VERSION = '(SELECT version FROM dataset WHERE id = 1) AS version';

const quoted = (name: string): Sql => raw(`"${name}"`);

const pairs = (fields: Record<string, Sql>): Sql =>
  join(Object.entries(fields).map(([name, value]) => sql`${raw(`'${name}'`)}, ${value}`));

/** One of the two databases: its words, and how a statement is sent to it. */
interface Engine {
  readonly provider: Provider;
  readonly dialect: Dialect;
  readonly bulk: Bulk;
  /** What has to be set, outside of any transaction, before the first one writes. */
  prepareWriting(client: PrismaClient): Promise<unknown>;
  /** A statement as the driver wants it. */
  text(statement: Sql): string;
  /** A statement with one row at most and one column: as a text, beside the version of the record at that moment. */
  jsonText(statement: Sql): string;
}

const SQLITE: Engine = {
  provider: 'sqlite',
  // With a write-ahead log nobody who reads waits for who writes, and a writer that is killed leaves nothing that a reader
  // would have to mend. The file keeps it from the first write on.
  prepareWriting: (client) => client.$queryRawUnsafe('PRAGMA journal_mode = WAL'),
  dialect: {
    object: (fields) => sql`json_object(${pairs(fields)})`,
    list: (item, order) => sql`json_group_array(${item} ORDER BY ${order})`,
    flag: (expression) =>
      sql`json(CASE ${expression} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)`,
    plain: (text) => text,
  },
  bulk: {
    columns: (table) => sql`SELECT json_group_array(json_object('name', name, 'flag',
      json(CASE type WHEN 'BOOLEAN' THEN 'true' ELSE 'false' END))) AS json FROM pragma_table_info(${table})`,
    rows: (_table, list) => sql`json_each(${list}) v`,
    value: (column) => sql`v.value ->> ${raw(`'${column}'`)}`,
  },
  text: (statement) => statement.sql,
  jsonText: (statement) => `SELECT (${statement.sql}) AS json, ${VERSION}`,
};

const POSTGRES: Engine = {
  provider: 'postgresql',
  prepareWriting: async () => {},
  dialect: {
    object: (fields) => sql`json_build_object(${pairs(fields)})`,
    list: (item, order) => sql`coalesce(json_agg(${item} ORDER BY ${order}), '[]'::json)`,
    flag: (expression) => expression,
    plain: (text) => sql`${text} COLLATE "C"`,
  },
  bulk: {
    columns: (table) => sql`SELECT json_agg(json_build_object('name', column_name, 'flag',
      data_type = 'boolean')) AS json FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = ${table}`,
    rows: (table, list) => sql`json_populate_recordset(null::${raw(table)}, ${list}::json) v`,
    value: (column) => sql`v.${quoted(column)}`,
  },
  text: (statement) => statement.text,
  jsonText: (statement) => `SELECT (${statement.text})::text AS json, ${VERSION}`,
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
  return assemble(SQLITE, client, options);
}

function openPostgres(url: string, options: DatabaseOptions): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    ...(options.writable ? {} : { options: '-c default_transaction_read_only=on' }),
  });
  // The SQLite client is the narrower of the two, so that what compiles against it runs on both: the one cast.
  const client = new PostgresClient({ adapter }) as unknown as PrismaClient;
  return assemble(POSTGRES, client, options);
}

function assemble(engine: Engine, client: PrismaClient, options: DatabaseOptions): Database {
  const database: Database = {
    provider: engine.provider,
    dialect: engine.dialect,
    async select<Value>(statement: Sql) {
      options.onSelect?.(statement.sql);
      return (await selectJson<Value>(engine, client, statement)).value;
    },
    at: (version, changed) => ({
      ...database,
      async select<Value>(statement: Sql) {
        options.onSelect?.(statement.sql);
        const answer = await selectJson<Value>(engine, client, statement);
        if (answer.version !== version) changed();
        return answer.value;
      },
    }),
    async write(work) {
      await engine.prepareWriting(client);
      return client.$transaction((rows) => work(transactionOf(engine, rows)), TRANSACTION);
    },
    close: () => client.$disconnect(),
  };
  return database;
}

/** What a statement has answered, and the version of the record that has answered it. */
interface Answer<Value> {
  value: Value | null;
  version: string | null;
}

async function selectJson<Value>(
  engine: Engine,
  client: Prisma.TransactionClient,
  statement: Sql,
): Promise<Answer<Value>> {
  const [row] = await client.$queryRawUnsafe<{ json: string | null; version: string | null }[]>(
    engine.jsonText(statement),
    ...valuesOf(statement),
  );
  const json = row?.json ?? null;
  return {
    value: json === null ? null : (JSON.parse(json) as Value),
    version: row?.version ?? null,
  };
}

/**
 * The values of a statement. No text here has a NUL: Postgres refuses to look for one, SQLite stops reading a pattern at
 * it. The sign for what cannot be read stands for it, and finds nothing.
 */
function valuesOf({ values }: Sql): unknown[] {
  return values.map((value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value,
  );
}

function transactionOf(engine: Engine, rows: Prisma.TransactionClient): Transaction {
  const { dialect, bulk } = engine;
  const execute = (statement: Sql) =>
    rows.$executeRawUnsafe(engine.text(statement), ...valuesOf(statement));
  return {
    rows,
    async all<Row>(table: string) {
      const { value: columns } = await selectJson<Column[]>(engine, rows, bulk.columns(table));
      const fields = (columns ?? []).map(({ name, flag }) => [
        fieldOf(name),
        flag ? dialect.flag(quoted(name)) : quoted(name),
      ]);
      const list = dialect.list(dialect.object(Object.fromEntries(fields)), sql`1`);
      const all = sql`SELECT ${list} AS json FROM ${raw(table)}`;
      return (await selectJson<Row[]>(engine, rows, all)).value ?? [];
    },
    async insert(table, wanted, advance) {
      for (const { columns, list, size } of batches(wanted)) {
        await execute(sql`INSERT INTO ${raw(table)} (${join(columns.map(quoted))})
          SELECT ${join(columns.map(bulk.value))} FROM ${bulk.rows(table, list)}`);
        advance?.(size);
      }
    },
    async update(table, wanted) {
      for (const { columns, list } of batches(wanted)) {
        // Never the id, though it stays the same: setting it looks up everything that refers to the row.
        const set = columns
          .filter((column) => column !== 'id')
          .map((column) => sql`${quoted(column)} = ${bulk.value(column)}`);
        await execute(sql`UPDATE ${raw(table)} SET ${join(set)}
          FROM ${bulk.rows(table, list)} WHERE ${raw(table)}.id = ${bulk.value('id')}`);
      }
    },
    async remove(table, ids) {
      for (const { list } of batches(ids.map((id) => ({ id })))) {
        await execute(sql`DELETE FROM ${raw(table)}
          WHERE id IN (SELECT ${bulk.value('id')} FROM ${bulk.rows(table, list)})`);
      }
    },
  };
}

interface Column {
  name: string;
  flag: boolean;
}

/** Rows in texts of a size that a statement takes; all rows of a call have the same fields. */
function batches(rows: readonly object[]): { columns: string[]; list: string; size: number }[] {
  const columns = Object.keys(rows[0] ?? {}).map(columnOf);
  const found = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows
      .slice(start, start + BATCH)
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([field, value]) => [columnOf(field), value])),
      );
    found.push({ columns, list: JSON.stringify(batch), size: batch.length });
  }
  return found;
}

/** The model maps every field to its column by this rule: homeScore is home_score. */
const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const fieldOf = (column: string) =>
  column.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
