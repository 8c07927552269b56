/**
 * `npm run backup -- <file>`: writes the database of DATABASE_URL into a new SQLite file, while it is served and
 * written to, and verifies the copy. Exit code 0, or 1 without a file.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import SqliteFile from 'better-sqlite3';
import { openDatabase } from '../database/database.js';
import { readEnv } from '../env.js';
import {
  assertSameInventory,
  buildInventory,
  copyFile,
  formatInventory,
  type Inventory,
  listTables,
  migrateFile,
  readBackup,
  sqlitePath,
  verifyBackup,
} from './backup-file.js';

/** From one snapshot. */
function copyFromSqlite(source: string, file: string): Promise<Inventory> {
  return readBackup(source, async (connection, runQuery) => {
    const inventory = await buildInventory(runQuery, listTables(connection));
    await copyFile(connection, file);
    return inventory;
  });
}

/** From one snapshot. */
async function copyFromPostgres(url: string, file: string): Promise<Inventory> {
  migrateFile(file);
  const tables = await readBackup(file, async (connection) => listTables(connection));
  const source = openDatabase(url, { writable: true });
  const target = openDatabase(`file:${file}`, { writable: true });
  try {
    return await source.write(async (from) => {
      await from.prisma.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`;
      await target.write(async (to) => {
        for (const table of tables) await to.insert(table, await from.readAll(table));
      });
      return buildInventory((statement) => from.prisma.$queryRawUnsafe(statement), tables);
    });
  } finally {
    await target.close();
    await source.close();
  }
}

/** Writes `<file>.unfinished` and renames it once verified. */
async function createBackup(url: string, file: string): Promise<Inventory> {
  if (existsSync(file)) throw new Error(`There is a ${file} already: choose another name.`);
  const draft = `${file}.unfinished`;
  const remove = () => {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(draft + end, { force: true });
  };
  remove();
  try {
    const original = await (url.startsWith('file:')
      ? copyFromSqlite(sqlitePath(url), draft)
      : copyFromPostgres(url, draft));
    disableWal(draft);
    assertSameInventory(original, await verifyBackup(draft));
    renameSync(draft, file);
    return original;
  } finally {
    remove();
  }
}

/** So that the backup is a single file. */
function disableWal(file: string): void {
  const connection = new SqliteFile(file);
  connection.pragma('journal_mode = DELETE');
  connection.close();
}

try {
  const [file, ...others] = process.argv.slice(2);
  if (file === undefined || file.startsWith('-') || others.length > 0) {
    throw new Error('Name one file: npm run backup -- <file>.');
  }
  console.log(
    `Backup: ${file} holds ${formatInventory(await createBackup(readEnv().databaseUrl, file))}.`,
  );
} catch (error) {
  console.error(`Nothing was backed up. ${(error as Error).message}`);
  process.exitCode = 1;
}
