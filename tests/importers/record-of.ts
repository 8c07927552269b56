/** A record made by imports, to look into. */
import { openDatabase } from '../../src/database/database.js';
import type { Provider } from '../../src/database/types.js';
import type { ExistingPlayer } from '../../src/importers/existing-players.js';
import { createExistingRecord, type ExistingRecord } from '../../src/importers/existing-record.js';
import { runImport } from '../../src/importers/run.js';
import { migratedDatabase } from '../support/record.js';
import { resultsFolder } from './results-folder.js';
import { type Files, withFolder } from './world-cup-folders.js';

export interface TestRecord {
  url: string;
  /** Imports files and answers the lines of the report. */
  bring(dataset: string, files: Files): Promise<string[]>;
  /** Imports the small results folder, each line changed. */
  bringResults(change?: (line: string) => string): Promise<string[]>;
  /** What a reading of the record answers. */
  read<Value>(reading: (known: ExistingRecord) => Promise<Value>): Promise<Value>;
  /** Everybody, each as the names in the lists of teams: `Kleito, atlantis`. */
  people(): Promise<Map<string, ExistingPlayer>>;
  drop(): Promise<void>;
}

/** An empty record of a kind. */
export async function testRecord(kind: Provider): Promise<TestRecord> {
  const { url, drop } = await migratedDatabase(kind);
  async function run(dataset: string, from: string): Promise<string[]> {
    const lines: string[] = [];
    const db = openDatabase(url, { writable: true });
    try {
      // In full: what repeating a file costs is for others to test, that it changes nothing is for these.
      await runImport(db, { dataset, from, full: true }, (line) => lines.push(line));
    } finally {
      await db.close();
    }
    return lines;
  }
  async function read<Value>(reading: (known: ExistingRecord) => Promise<Value>): Promise<Value> {
    const db = openDatabase(url);
    try {
      return await reading(createExistingRecord(db));
    } finally {
      await db.close();
    }
  }
  return {
    url,
    bring: (dataset, files) => withFolder(files, (folder) => run(dataset, folder)),
    async bringResults(change = (line) => line) {
      const { folder, remove } = resultsFolder({}, (_, lines) => lines.map(change).join('\n'));
      return run('international-results', folder).finally(remove);
    },
    read,
    async people() {
      const players = await read((known) => known.players());
      return new Map(
        players.flatMap((player) =>
          player.listings.map(({ name, team }) => [`${name}, ${team}`, player] as const),
        ),
      );
    },
    drop,
  };
}
