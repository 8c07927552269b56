/**
 * `npm run restore -- <file> [--force]`: restores a backup into the database of DATABASE_URL in one transaction. Only
 * --force replaces data. A backup of an earlier release is migrated first. Exit code 0 after verification, or 1 with
 * the database unchanged.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../database/database.js';
import { readEnv } from '../env.js';
import { latestMigration } from '../release.js';
import {
  assertSameInventory,
  buildInventory,
  copyFile,
  formatInventory,
  type Inventory,
  latestMigrationIn,
  listTables,
  migrateFile,
  readBackup,
  sqlitePath,
  verifyBackup,
} from './backup-file.js';

interface RestoreOptions {
  file: string;
  force: boolean;
}

function parseRestoreArguments(args: readonly string[]): RestoreOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new Error('Name one file: npm run restore -- <file> [--force].');
  }
  return { file, force: values.force };
}

/** Atomic; the pages were verified before. */
async function restoreToSqlite({ file, force }: RestoreOptions, target: string): Promise<void> {
  if (existsSync(target) && !force) {
    requireForceOverData(
      await readBackup(target, (connection, runQuery) =>
        buildInventory(runQuery, listTables(connection)),
      ),
    );
  }
  mkdirSync(path.dirname(target), { recursive: true });
  await readBackup(file, (connection) => copyFile(connection, target));
}

/** Replaces all rows. */
async function restoreToPostgres(
  { file, force }: RestoreOptions,
  url: string,
  original: Inventory,
): Promise<void> {
  const target = openDatabase(url, { writable: true });
  try {
    if ((await target.migration()) !== latestMigration('postgresql')) {
      throw new Error('The tables are not those of this release: run "npx prisma migrate deploy".');
    }
    await readBackup(file, (backup) =>
      target.write(async ({ prisma, insert }) => {
        const tables = listTables(backup);
        const inventory = () =>
          buildInventory((statement) => prisma.$queryRawUnsafe(statement), tables);
        if (!force) requireForceOverData(await inventory());
        for (const table of tables.toReversed()) {
          await prisma.$executeRawUnsafe(`DELETE FROM ${table}`);
        }
        for (const table of tables) {
          await insert(table, backup.prepare<[], object>(`SELECT * FROM ${table}`).all());
        }
        assertSameInventory(original, await inventory());
      }),
    );
  } finally {
    await target.close();
  }
}

function requireForceOverData({ version, counts }: Inventory): void {
  const rowCount = Object.values(counts).reduce((sum, rows) => sum + rows, 0);
  if (rowCount === 0) return;
  throw new Error(`The database holds version ${version} already: --force replaces it.`);
}

async function restore(options: RestoreOptions, url: string): Promise<Inventory> {
  if (!existsSync(options.file)) throw new Error(`There is no ${options.file}.`);
  const backup = await verifyBackup(options.file);
  if (backup.version === null) throw new Error(`${options.file} holds no record.`);
  return withMigratedCopy(options.file, backup, async (file, inventory) => {
    const current = { ...options, file };
    if (url.startsWith('file:')) await restoreToSqlite(current, sqlitePath(url));
    else await restoreToPostgres(current, url, inventory);
    return inventory;
  });
}

/** For a backup of an earlier release, `work` gets a migrated copy. */
async function withMigratedCopy<Value>(
  file: string,
  inventory: Inventory,
  work: (file: string, inventory: Inventory) => Promise<Value>,
): Promise<Value> {
  const [newest, backupMigration] = [latestMigration('sqlite'), await latestMigrationIn(file)];
  if (backupMigration === newest) return work(file, inventory);
  if (backupMigration > newest)
    throw new Error(`${file} is of a later release, which has made ${backupMigration}.`);
  const folder = await mkdtemp(path.join(tmpdir(), 'scoresheet-restore-'));
  try {
    const copy = path.join(folder, 'backup.db');
    await readBackup(file, (connection) => copyFile(connection, copy));
    migrateFile(copy);
    return await work(copy, await verifyBackup(copy));
  } finally {
    await rm(folder, { recursive: true });
  }
}

try {
  const options = parseRestoreArguments(process.argv.slice(2));
  const restored = await restore(options, readEnv().databaseUrl);
  console.log(`Restored: the database holds ${formatInventory(restored)}.`);
} catch (error) {
  console.error(`Nothing was restored. ${(error as Error).message}`);
  process.exitCode = 1;
}
