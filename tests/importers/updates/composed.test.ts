/** Updates composed of random changes of invented files: a record must not tell from which state it came. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { runImport } from '../../../src/importers/run.js';
import { DATABASES } from '../../support/databases.js';
import { dumpOf } from '../../support/dump.js';
import { migratedDatabase } from '../../support/record.js';
import { runs } from '../../support/runs.js';
import { inventedFiles, linesOf } from '../invented-files.js';
import { type Invented, resultsFolder, SMALL } from '../results-folder.js';
import { changedBy, composedChanges } from './composed-changes.js';

/** How many updates a full run composes. */
const UPDATES = { sqlite: 50, postgresql: 20 };

/** Works on an empty database that is removed afterwards. */
async function within<Value>(
  kind: (typeof DATABASES)[number],
  work: (db: Database) => Promise<Value>,
): Promise<Value> {
  const { url, drop } = await migratedDatabase(kind);
  const db = openDatabase(url, { writable: true });
  try {
    return await work(db);
  } finally {
    await db.close();
    await drop();
  }
}

/** Imports files as they are, and takes back as much as they do; answers the lines of the report. */
async function bring(db: Database, files: Invented): Promise<string[]> {
  const { folder, remove } = resultsFolder(files, (_, rows) => `${rows.join('\n')}\n`);
  const lines: string[] = [];
  const wanted = { dataset: 'international-results', from: folder, full: true, force: true };
  await runImport(db, wanted, (line) => lines.push(line)).finally(remove);
  return lines;
}

describe.each(DATABASES)('%s', (kind) => {
  /** What a first import of files makes. */
  const madeOf = (files: Invented) =>
    within(kind, async (db) => {
      await bring(db, files);
      return dumpOf(db);
    });

  /** Holds a record after an update against a first import, and lets the update be repeated. */
  const checkUpdate = (before: Invented, after: Invented) =>
    within(kind, async (db) => {
      await bring(db, before);
      await bring(db, after);
      expect(await dumpOf(db)).toEqual(await madeOf(after));
      const version = await db.version();
      expect(await bring(db, after)).toContain('Nothing is new.');
      expect(await db.version()).toBe(version);
    });

  it('gives after an update composed of random changes the record that a first import of the changed files gives, and finds nothing new in a second import of them', async () => {
    const [files, changes] = [inventedFiles(40, 80), composedChanges(5)];
    await fc.assert(
      fc.asyncProperty(files, changes, async (rows, composed) => {
        const before = linesOf(rows);
        const after = linesOf(changedBy(rows, composed));
        fc.pre(JSON.stringify(before) !== JSON.stringify(after));
        await checkUpdate(before, after);
      }),
      { numRuns: runs(UPDATES[kind]), maxSkipsPerRun: 1 },
    );
  });

  it('rates anew where only the letters of a tournament have changed', async () => {
    const results = SMALL.results.map((row) => row.replace('FIFA World Cup', 'FIFA WORLD CUP'));
    await checkUpdate(SMALL, { ...SMALL, results });
  });
});
