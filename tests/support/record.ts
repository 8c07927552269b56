/** Databases with the tables of the model, empty or holding the built-in seed, opened as the server opens them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Client } from 'pg';
import { openDatabase } from '../../src/database/database.js';
import type { Database, DatabaseOptions, Provider } from '../../src/database/types.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { writeFacts } from '../../src/importers/write/write.js';
import { copyDatabase, type EmptyDatabase } from './databases.js';
import { templateOf } from './templates.js';

/** The folder of the built-in seed. */
export const SEED = 'prisma/seed';

/** A database without a row. Closing it removes it. */
export async function emptyDatabase(kind: Provider, options?: DatabaseOptions): Promise<Database> {
  return openOwnDatabase(await migratedDatabase(kind), options);
}

/** A database with the built-in seed. Closing it removes it. */
export async function seededDatabase(kind: Provider, options?: DatabaseOptions): Promise<Database> {
  return openOwnDatabase(await databaseWithSeed(kind), options);
}

/** The address of a database with the built-in seed. */
export async function databaseWithSeed(kind: Provider): Promise<EmptyDatabase> {
  const { url } = await templateOf(kind, 'seed', fillWithSeed);
  return copyDatabase(kind, url);
}

/** The version of a record with the built-in seed and nothing else. */
export async function seedVersion(): Promise<string> {
  const seeded = await seededDatabase('sqlite');
  const version = await seeded.version();
  await seeded.close();
  return version ?? '';
}

/** Gives an empty database the tables of the model and the built-in seed. */
export async function fillWithSeed(url: string, kind: Provider): Promise<void> {
  await migrate(url, kind);
  const writer = openDatabase(url, { writable: true });
  await writeFacts(writer, 'scoresheet-seed', readSeed(SEED));
  await writer.close();
}

/** A database with the tables of the model, made by the migrations themselves. */
export async function migratedDatabase(kind: Provider): Promise<EmptyDatabase> {
  const { url } = await templateOf(kind, 'migrated', migrate);
  return copyDatabase(kind, url);
}

/** What Prisma knows of each migration that it has applied, as far as the server reads it. */
const APPLIED = `CREATE TABLE _prisma_migrations (migration_name TEXT, finished_at TIMESTAMP, rolled_back_at TIMESTAMP)`;

/** Gives an empty database the tables of the model, by the migrations themselves. */
export async function migrate(url: string, kind: Provider): Promise<void> {
  const folder = path.join('prisma/migrations', kind);
  const migrations = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [
      readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'),
      `INSERT INTO _prisma_migrations VALUES ('${name}', CURRENT_TIMESTAMP, NULL)`,
    ]);
  await (kind === 'sqlite' ? executeSqlite : executePostgres)(url, [APPLIED, ...migrations]);
}

async function executeSqlite(url: string, scripts: string[]): Promise<void> {
  const database = new SqliteDatabase(url.slice('file:'.length));
  // A test's file need not survive a crash of the machine.
  database.pragma('synchronous = off');
  database.pragma('journal_mode = memory');
  for (const script of scripts) database.exec(script);
  database.close();
}

async function executePostgres(url: string, scripts: string[]): Promise<void> {
  const client = new Client(url);
  await client.connect();
  for (const script of scripts) await client.query(script);
  await client.end();
}

/** Opens a database of one's own. Closing it removes it. */
export function openOwnDatabase({ url, drop }: EmptyDatabase, options?: DatabaseOptions): Database {
  const database = openDatabase(url, options);
  return {
    ...database,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}
