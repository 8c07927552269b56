/** Records of invented leagues: imported as the dataset is, and counted from the very same files. */
import { openDatabase } from '../../src/database/database.js';
import type { Database, Provider } from '../../src/database/types.js';
import { NO_PROGRESS } from '../../src/importers/progress.js';
import { runImport } from '../../src/importers/run.js';
import { type Invented, resultsFolder } from '../importers/results-folder.js';
import { migratedDatabase } from '../support/record.js';
import { type Results, readResults } from './results.js';

export interface LeagueRecord {
  url: string;
  /** Imports files, over those that came before, and answers what they say. */
  bring(files: Invented): Promise<Results>;
  /** Writes into the record otherwise. */
  change(write: (db: Database) => Promise<unknown>): Promise<void>;
  drop(): Promise<void>;
}

/** An empty record of a kind, for leagues. */
export async function leagueRecord(kind: Provider): Promise<LeagueRecord> {
  const { url, drop } = await migratedDatabase(kind);
  async function change(write: (db: Database) => Promise<unknown>): Promise<void> {
    const db = openDatabase(url, { writable: true });
    try {
      await write(db);
    } finally {
      await db.close();
    }
  }
  return {
    url,
    async bring(files) {
      const { folder, remove } = resultsFolder(files);
      const asked = { dataset: 'international-results', from: folder };
      try {
        await change((db) => runImport(db, asked, () => {}, NO_PROGRESS));
        return readResults(folder);
      } finally {
        remove();
      }
    },
    change,
    drop,
  };
}
