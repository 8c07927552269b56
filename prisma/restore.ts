/**
 * `npm run restore -- <file> [--force]`: brings a backup into the database that DATABASE_URL names, as one transaction: who
 * reads meanwhile sees what was there before. What a database holds is replaced with --force alone. Exits 0 with the record
 * restored and checked, else 1 with the database as it was.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/database.js';
import { readEnv } from '../src/env.js';
import {
  compare,
  copyFile,
  describe,
  type Inventory,
  inspect,
  inventoryOf,
  pathOf,
  reading,
  tablesOf,
} from './record-file.js';

interface Asked {
  file: string;
  force: boolean;
}

function readArguments(words: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new Error('Name one file: npm run restore -- <file> [--force].');
  }
  return { file, force: values.force };
}

/** Brings a backup into a file, new or not. */
async function intoFile({ file, force }: Asked, target: string): Promise<Inventory> {
  if (existsSync(target) && !force) {
    refuseData(await reading(target, (connection, ask) => inventoryOf(ask, tablesOf(connection))));
  }
  mkdirSync(path.dirname(target), { recursive: true });
  await reading(file, (connection) => copyFile(connection, target));
  return inspect(target);
}

/** Brings the rows of a backup into the tables of a Postgres database, instead of those that are there. */
function intoPostgres({ file, force }: Asked, url: string): Promise<Inventory> {
  const target = openDatabase(url, { writable: true });
  return reading(file, (backup) =>
    target.write(async ({ rows, insert }) => {
      const tables = tablesOf(backup);
      const inventory = () => inventoryOf((statement) => rows.$queryRawUnsafe(statement), tables);
      if (!force) refuseData(await inventory());
      for (const table of tables.toReversed()) await rows.$executeRawUnsafe(`DELETE FROM ${table}`);
      for (const table of tables) {
        await insert(table, backup.prepare<[], object>(`SELECT * FROM ${table}`).all());
      }
      return inventory();
    }),
  ).finally(() => target.close());
}

function refuseData({ version, counts }: Inventory): void {
  const held = Object.values(counts).reduce((sum, rows) => sum + rows, 0);
  if (held === 0) return;
  throw new Error(`The database holds version ${version} already: --force replaces it.`);
}

async function restore(asked: Asked, url: string): Promise<Inventory> {
  if (!existsSync(asked.file)) throw new Error(`There is no ${asked.file}.`);
  const backup = await inspect(asked.file);
  if (backup.version === null) throw new Error(`${asked.file} holds no record.`);
  const restored = await (url.startsWith('file:')
    ? intoFile(asked, pathOf(url))
    : intoPostgres(asked, url));
  compare(backup, restored);
  return restored;
}

try {
  const asked = readArguments(process.argv.slice(2));
  const restored = await restore(asked, readEnv().databaseUrl);
  console.log(`Restored: the database holds ${describe(restored)}.`);
} catch (error) {
  console.error(`Nothing was restored. ${(error as Error).message}`);
  process.exitCode = 1;
}
