/** Files imported into either database: Postgres must get the rows that SQLite gets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Provider } from '../../src/database/types.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { writeFacts } from '../../src/importers/write/write.js';
import { copyRows } from '../support/copy-rows.js';
import type { EmptyDatabase } from '../support/databases.js';
import { type Dump, dumpOf, expectSameRows } from '../support/dump.js';
import { migratedDatabase, SEED } from '../support/record.js';
import { IS_FULL_RUN } from '../support/runs.js';
import { isAbsent, LAYERS, recordOf, resultsOf } from '../support/whole-record.js';
import { testRecord } from './record-of.js';
import { CUPS, SQUADS } from './world-cup-folders.js';

/** More rows of matches and of goals than one statement writes. */
const FIRST_DAY = '2016-01-01';

async function dump({ url }: Pick<EmptyDatabase, 'url'>): Promise<Dump> {
  const db = openDatabase(url, { writable: true });
  return dumpOf(db).finally(() => db.close());
}

describe('the same files', () => {
  /** The rows of the seed, small results and small World Cup datasets. */
  async function smallDump(kind: Provider): Promise<Dump> {
    const record = await testRecord(kind);
    const db = openDatabase(record.url, { writable: true });
    await writeFacts(db, 'scoresheet-seed', readSeed(SEED)).finally(() => db.close());
    await record.bringResults();
    await record.bring('fjelstul-world-cup', CUPS);
    await record.bring('world-cup-squads', SQUADS);
    return dump(record).finally(record.drop);
  }

  it('of every importer give on Postgres, row by row, what they give on SQLite', async () => {
    const expected = await smallDump('sqlite');
    expect(expected.published_figures).not.toEqual([]);
    expectSameRows(await smallDump('postgresql'), expected);
  });
});

describe.skipIf(isAbsent('international-results', ...LAYERS))('the same real results', () => {
  let original: EmptyDatabase;
  let expected: Dump;
  const results = resultsOf((line) => line >= FIRST_DAY);
  const imported = (kind: Provider) => recordOf(kind, results.folder, IS_FULL_RUN ? LAYERS : []);

  beforeAll(async () => {
    original = await imported('sqlite');
    expected = await dump(original);
  });
  afterAll(async () => {
    await original.drop();
    results.remove();
  });

  it('give on Postgres, row by row, what they give on SQLite', async () => {
    expect(expected.matches?.length).toBeGreaterThan(5_000);
    expect(expected.goals?.length).toBeGreaterThan(5_000);
    const other = await imported('postgresql');
    expectSameRows(await dump(other).finally(other.drop), expected);
  });

  it('are a record of which the tests copy every row from SQLite to Postgres', async () => {
    const copy = await migratedDatabase('postgresql');
    await copyRows(original.url, copy.url);
    expectSameRows(await dump(copy).finally(copy.drop), expected);
  });
});
