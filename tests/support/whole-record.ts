/**
 * The whole results dataset as a record, made once a run on each database and copied for each test file. The datasets are no
 * part of the repository: DATASETS names their folder (default: ../shared/datasets); without it the tests are skipped.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/database/database.js';
import type { Provider } from '../../src/database/types.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { NO_PROGRESS } from '../../src/importers/progress.js';
import { runImport } from '../../src/importers/run.js';
import { writeFacts } from '../../src/importers/write/write.js';
import { copyRows } from './copy-rows.js';
import { copyDatabase, type EmptyDatabase } from './databases.js';
import { migratedDatabase, openOwnDatabase, SEED } from './record.js';
import { IS_FULL_RUN, WHOLE_IMPORT_DATABASES } from './runs.js';
import { copyOfTemplate, type Template, templateOf } from './templates.js';
import { createTestServer, type TestServer } from './test-server.js';

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

/**
 * A folder with the results of some matches, each with its goals and shoot-out; in a full run with those of all. `change` takes
 * each line.
 */
export function resultsOf(
  isWanted: (line: string) => boolean,
  change: (line: string) => string = (line) => line,
): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-results-'));
  const read = (file: string) =>
    readFileSync(path.join(folderOf(RESULTS), file), 'utf8')
      .trimEnd()
      .split('\n');
  const keyOf = (line: string) => line.split(',', 3).join();
  const [, ...matches] = read('results.csv');
  const wanted = new Set(matches.filter((line) => IS_FULL_RUN || isWanted(line)).map(keyOf));
  for (const file of ['results.csv', 'goalscorers.csv', 'shootouts.csv', 'former_names.csv']) {
    const [head = '', ...lines] = read(file);
    const kept = lines.filter((line) => file === 'former_names.csv' || wanted.has(keyOf(line)));
    writeFileSync(path.join(folder, file), `${[head, ...kept].map(change).join('\n')}\n`);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

export interface WholeRecord extends EmptyDatabase {
  /** The lines that the import printed. */
  report: string[];
}

/** The datasets that add to the results: every one that can be imported. */
export const LAYERS = ['fjelstul-world-cup', 'world-cup-squads', 'country-codes'];

const RESULTS = 'international-results';

/** A database of one's own with the whole results dataset and nothing else. */
export async function wholeRecord(kind: Provider): Promise<WholeRecord> {
  const { url, told } = await resultsTemplate(kind);
  return { ...(await copyDatabase(kind, url)), report: told };
}

const resultsTemplate = (kind: Provider) =>
  importedTemplate(kind, 'whole-record', migratedDatabase, (empty) =>
    importDatasets(empty, [RESULTS]),
  );

/**
 * A template that `fill` imports datasets into. By default Postgres gets the rows of SQLite: same-rows.test.ts proves that an
 * import gives the same on both.
 */
function importedTemplate(
  kind: Provider,
  name: string,
  create: (kind: Provider) => Promise<EmptyDatabase>,
  fill: (url: string) => Promise<string[]>,
): Promise<Template<string[]>> {
  if (WHOLE_IMPORT_DATABASES.includes(kind)) {
    return templateOf(kind, name, fill, () => create(kind));
  }
  const copy = async (url: string) => {
    const original = await importedTemplate('sqlite', name, create, fill);
    await copyRows(original.url, url);
    return original.told;
  };
  return templateOf(kind, name, copy, () => migratedDatabase(kind));
}

/** A database of one's own with the results and every layer. */
export async function recordWithLayers(kind: Provider): Promise<WholeRecord> {
  const { url, told } = await importedTemplate(kind, 'record-with-layers', wholeRecord, (whole) =>
    importDatasets(whole, LAYERS),
  );
  const { told: before } = await resultsTemplate(kind);
  return { ...(await copyDatabase(kind, url)), report: [...before, ...told] };
}

/** A database of one's own with the results, every layer and the built-in seed. */
export function layeredRecord(kind: Provider): Promise<EmptyDatabase> {
  return copyOfTemplate(
    kind,
    'layered-record',
    () => recordWithLayers(kind),
    async (db) => {
      await writeFacts(db, 'scoresheet-seed', readSeed(SEED));
    },
  );
}

/** A database of one's own with the results of an earlier day and every layer. */
export async function earlierRecord(kind: Provider, day: string): Promise<EmptyDatabase> {
  const { url } = await templateOf(
    kind,
    `record-of-${day}`,
    async () => {},
    () => recordOf(kind, folderOf(`international-results-history/${day}`)),
  );
  return copyDatabase(kind, url);
}

/** A database of one's own with the results of a folder and layers, every one unless told which. */
export async function recordOf(
  kind: Provider,
  results: string,
  layers: readonly string[] = LAYERS,
): Promise<EmptyDatabase> {
  const database = await migratedDatabase(kind);
  await importDatasets(database.url, [RESULTS], results);
  await importDatasets(database.url, layers);
  return database;
}

/** A server over a database with the whole results dataset; closing it removes the database. */
export async function wholeRecordServer(kind: Provider): Promise<TestServer> {
  return createTestServer(openOwnDatabase(await wholeRecord(kind)));
}

/** A server over a database with the results, every layer and the seed; closing it removes the database. */
export async function layeredRecordServer(kind: Provider): Promise<TestServer> {
  return createTestServer(openOwnDatabase(await layeredRecord(kind)));
}

/** Imports datasets, each from its folder unless `from` names another; answers the lines of the reports. */
async function importDatasets(
  url: string,
  datasets: readonly string[],
  from?: string,
): Promise<string[]> {
  const report: string[] = [];
  const db = openDatabase(url, { writable: true });
  for (const dataset of datasets) {
    const asked = { dataset, from: from ?? folderOf(dataset) };
    await runImport(db, asked, (line) => report.push(line.trim()), NO_PROGRESS);
  }
  await db.close();
  return report;
}
