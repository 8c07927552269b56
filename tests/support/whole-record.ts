/**
 * The whole results dataset as a record: imported once on each database for the whole suite, and copied for every test file
 * that asks. The dataset is no part of the repository: it is looked for in the folder that DATASETS names (default:
 * ../shared/datasets), and where it is absent the tests are skipped and a line says so.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../src/database/database.js';
import type { Provider } from '../../src/database/types.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { runImport } from '../../src/importers/run.js';
import { writeFacts } from '../../src/importers/write/write.js';
import { type Asking, asking } from './ask.js';
import { copyDatabase, type EmptyDatabase } from './databases.js';
import { migrate, SEED } from './record.js';
import { templateOf } from './templates.js';

/** The folder of a dataset, by the name under which it is imported. */
export const folderOf = (dataset: string) =>
  path.resolve(process.env.DATASETS ?? '../shared/datasets', dataset);

/** Whether some datasets are not there to test with. */
export function isAbsent(...datasets: string[]): boolean {
  const absent = datasets.map(folderOf).filter((folder) => !existsSync(folder));
  if (absent.length > 0) {
    console.log(`Skipped: there is no ${absent.join(', ')}; name the folder above by DATASETS.`);
  }
  return absent.length > 0;
}

/** How long it takes at most until a copy is there, the import included, in milliseconds. */
export const PATIENCE = 180_000;

export interface WholeRecord extends EmptyDatabase {
  /** The lines that the import printed. */
  report: string[];
}

/** A database of one's own with the whole results dataset and nothing else. */
export async function wholeRecord(kind: Provider): Promise<WholeRecord> {
  const { url, told } = await templateOf(kind, 'whole-record', importWhole);
  return { ...(await copyDatabase(kind, url)), report: told };
}

/** A server over such a database, to ask; closing it removes the database. */
export async function askingWholeRecord(kind: Provider): Promise<Asking> {
  return askingOwn(await wholeRecord(kind));
}

function askingOwn({ url, drop }: EmptyDatabase): Asking {
  const record = asking(openDatabase(url));
  return {
    ...record,
    close: async () => {
      await record.close();
      await drop();
    },
  };
}

/** The datasets that add to the results: every one that can be imported. */
export const LAYERS = ['fjelstul-world-cup', 'world-cup-squads'];

/** A database of one's own with the results, every layer and the built-in seed. */
export async function layeredRecord(kind: Provider): Promise<EmptyDatabase> {
  const { url } = await templateOf(kind, 'layered-record', importLayers);
  return copyDatabase(kind, url);
}

/** A server over such a database, to ask; closing it removes the database. */
export async function askingLayeredRecord(kind: Provider): Promise<Asking> {
  return askingOwn(await layeredRecord(kind));
}

async function importLayers(url: string, kind: Provider): Promise<string> {
  await importWhole(url, kind);
  const db = openDatabase(url, { writable: true });
  for (const dataset of LAYERS) {
    await runImport(db, { dataset, from: folderOf(dataset) }, () => {});
  }
  await writeFacts(db, 'scoresheet-seed', readSeed(SEED));
  await db.close();
  return '';
}

async function importWhole(url: string, kind: Provider): Promise<string[]> {
  await migrate(url, kind);
  const report: string[] = [];
  const db = openDatabase(url, { writable: true });
  const dataset = 'international-results';
  await runImport(db, { dataset, from: folderOf(dataset) }, (line) => report.push(line.trim()));
  await db.close();
  return report;
}
