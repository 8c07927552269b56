import type { Sql } from 'sql-template-tag';
import type { Prisma, PrismaClient } from '../generated/sqlite/client.js';

export type Provider = 'sqlite' | 'postgresql';

/** Rows have the model's fields; JSON of whole tables is ten times as fast as row by row. */
export interface Transaction {
  /** For single rows. */
  readonly prisma: Prisma.TransactionClient;
  /** Unordered. */
  readAll<Row>(table: string): Promise<Row[]>;
  /** `advance` is called with the row count of each batch. */
  insert(table: string, rows: readonly object[], advance?: (rows: number) => void): Promise<void>;
  /** Sets all given fields, by id. */
  update(table: string, rows: readonly { id: number }[]): Promise<void>;
  remove(table: string, ids: readonly number[]): Promise<void>;
}

/** SQL that differs between the databases. */
export interface Dialect {
  jsonObject(fields: Record<string, Sql>): Sql;
  /** An aggregate; [] without rows. Rows sorted in a subquery are far faster than `order` if the expressions are long. */
  jsonList(item: Sql, order?: Sql): Sql;
  /** The JSON of a subquery; null without a row. */
  nested(query: Sql): Sql;
  jsonBoolean(expression: Sql): Sql;
  /** Sorts by code point in every locale. */
  codePointOrder(text: Sql): Sql;
  /**
   * Whether text `x` has a lexeme of each list. A lexeme is letters, digits and hyphens after an optional ~ or =; a
   * final * makes it a prefix. Throws otherwise.
   */
  matchesLexemes(lexemes: readonly (readonly string[])[]): Sql;
}

/** Expressions by name. Flags are read as booleans, texts of JSON as their values. */
export interface LevelColumns {
  readonly values: Readonly<Record<string, Sql>>;
  readonly flags: Readonly<Record<string, Sql>>;
  readonly json: Readonly<Record<string, Sql>>;
}

/** Rows of a statement; with `parents` the same statement for each. */
export interface RootLevel {
  readonly columns: LevelColumns;
  /** FROM, WHERE and GROUP BY for the id of a parent; `window` orders and limits each part of a union. */
  readonly from: (parent: Sql, window: Sql) => Sql;
  readonly parents?: readonly number[];
  /** All ascending or all descending. */
  readonly order?: readonly Sql[];
  readonly isDescending?: boolean;
  readonly limit?: number;
}

/** Rows whose `on` equals the `key` of a row of the parent level. */
export interface ChildSource {
  readonly columns: LevelColumns;
  readonly key: string;
  readonly from: Sql;
  readonly on: Sql;
  readonly where?: Sql | undefined;
  /** None for at most one row a parent. */
  readonly order?: Sql | undefined;
}

export interface ChildLevel {
  /** Place of the parent level. */
  readonly parent: number;
  /** Held from one reading to the next: its statement is built once. */
  readonly source: ChildSource;
}

export type Level = RootLevel | ChildLevel;

export type LevelRow = Record<string, unknown> & { parentPlace: number };

export interface Database {
  readonly provider: Provider;
  readonly dialect: Dialect;
  /**
   * Runs a statement of one column, `json`; the parsed value of the first row, null without one. Throws a
   * DatabaseError.
   */
  select<Value>(statement: Sql): Promise<Value | null>;
  /** All of one state of the record. Throws a DatabaseError. */
  readLevels(levels: readonly Level[]): Promise<LevelRow[][]>;
  /** Null before the first import. Throws a DatabaseError. */
  version(): Promise<string | null>;
  /** The latest migration; null without one. Throws a DatabaseError. */
  migration(): Promise<string | null>;
  /** Calls `changed` when a statement is answered by another version. */
  pinnedTo(version: string, changed: () => void): Database;
  /** One transaction. Throws if the database is read-only. */
  write<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** For importers and the seed. */
  readonly writable?: boolean;
  /** Need not survive a crash. */
  readonly isScratch?: boolean;
  /** Called with every statement that reads, for tests and benchmarks. */
  readonly onSelect?: OnSelect;
}

export type OnSelect = (text: string, values: readonly unknown[]) => void;

export interface JsonRow {
  json: string | null;
  version: string | null;
}

/** Prepared statements: a quarter of the cost of Prisma's client. */
export interface Reader {
  read(statement: Sql): Promise<JsonRow>;
  readLevels(
    levels: readonly Level[],
    onSelect?: OnSelect,
  ): Promise<{ rows: LevelRow[][]; version: string | null }>;
  version(): Promise<string | null>;
  close(): Promise<void>;
}

/** SQL for importers. */
export interface BulkSql {
  /** Rows `name` and `flag` (boolean). */
  columns(table: string): Sql;
  /** Alias v. */
  rows(table: string, list: string): Sql;
  value(column: string): Sql;
}

export interface DatabaseDriver {
  readonly provider: Provider;
  readonly dialect: Dialect;
  readonly bulk: BulkSql;
  /** Statements of an import (`isImport`) may take minutes; those of a server are bounded. */
  openReader(isImport?: boolean): Reader;
  /** For importers: a server does not load Prisma. */
  openWriter(): Promise<PrismaClient>;
  /** Settings before the first write, outside of a transaction. */
  prepareWriting(writer: PrismaClient): Promise<unknown>;
  /** In the placeholders of the driver. */
  toSql(statement: Sql): string;
}
