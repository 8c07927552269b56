/** A temporary SQLite database with all tables and no rows. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteFile from 'better-sqlite3';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations/sqlite', import.meta.url));

export interface ScratchFile {
  url: string;
  /** Removes the file; no connection may be open. */
  remove(): void;
}

export function createScratchFile(): ScratchFile {
  const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-scratch-'));
  const file = path.join(folder, 'scratch.db');
  const connection = new SqliteFile(file);
  // Need not survive a crash.
  connection.pragma('synchronous = OFF');
  connection.pragma('journal_mode = MEMORY');
  const migrations = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  for (const name of migrations) {
    connection.exec(readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8'));
  }
  connection.close();
  return { url: `file:${file}`, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
