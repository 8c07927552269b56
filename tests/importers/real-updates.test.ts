/**
 * Updates by real states of the results, with both World Cup datasets in the record: each gives what a first import of that
 * state gives.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Provider } from '../../src/database.js';
import { SILENT } from '../../src/importers/progress.js';
import { runImport } from '../../src/importers/run.js';
import { type Asking, asking } from '../support/ask.js';
import { dumpOf } from '../support/dump.js';
import { migratedDatabase } from '../support/record.js';
import { folderOf, isAbsent, LAYERS, PATIENCE } from '../support/whole-record.js';

const RESULTS = 'international-results';
const stateOf = (day: string) => `international-results-history/${day}`;

/** A record of one's own that imports can be made into. */
interface OwnRecord {
  db: Database;
  url: string;
  close(): Promise<void>;
}

async function emptyRecord(kind: Provider): Promise<OwnRecord> {
  const { url, drop } = await migratedDatabase(kind);
  const db = openDatabase(url, { writable: true });
  const close = () => db.close().finally(drop);
  return { db, url, close };
}

/** Imports the results of a day and answers the lines of the report. */
async function bring(db: Database, day: string, full = false): Promise<string[]> {
  const lines: string[] = [];
  const asked = { dataset: RESULTS, from: folderOf(stateOf(day)), full };
  await runImport(db, asked, (line) => lines.push(line), SILENT);
  return lines;
}

/** A record of the results of a day and both World Cup datasets, none of them imported before. */
async function firstImport(kind: Provider, day: string): Promise<OwnRecord> {
  const record = await emptyRecord(kind);
  await bring(record.db, day);
  for (const dataset of LAYERS) {
    await runImport(record.db, { dataset, from: folderOf(dataset) }, () => {}, SILENT);
  }
  return record;
}

/** At most this many rows that differ are shown of each table. */
const SHOWN = 10;

type Dump = Awaited<ReturnType<typeof dumpOf>>;

/** The rows of the first dump that the second has not, by table; tables without one are left out. */
function lackedRows(dump: Dump, other: Dump): Dump {
  const lacked = Object.entries(dump).map(([table, rows]) => {
    const others = new Set(other[table]);
    return [table, rows.filter((row) => !others.has(row)).slice(0, SHOWN)] as const;
  });
  return Object.fromEntries(lacked.filter(([, rows]) => rows.length > 0));
}

const countsOf = (dump: Dump) =>
  Object.fromEntries(Object.entries(dump).map(([table, rows]) => [table, rows.length]));

/** Checks that a record is what a first import of a day gives, row by row. */
async function expectFirstImport({ db }: OwnRecord, kind: Provider, day: string): Promise<void> {
  const fresh = await firstImport(kind, day);
  const expected = await dumpOf(fresh.db).finally(() => fresh.close());
  const found = await dumpOf(db);
  expect({
    tooMany: lackedRows(found, expected),
    missing: lackedRows(expected, found),
  }).toEqual({ tooMany: {}, missing: {} });
  expect(countsOf(found)).toEqual(countsOf(expected));
}

/** Checks that the results of a day bring nothing new, whether or not every row is compared. */
async function expectNothingNew({ db }: OwnRecord, day: string): Promise<void> {
  const version = await db.version();
  for (const full of [false, true]) {
    expect((await bring(db, day, full)).join('\n')).toContain('Nothing is new');
    expect(await db.version()).toBe(version);
  }
}

const FIRST = '2026-06-06';
const DAYS = ['2026-07-07', '2026-07-13', '2026-07-20'];

const UPDATE = `international-results updated to %s, with both World Cup datasets in the record,
  leave what a first import of that day leaves, and nothing is new a second time`;

describe.skipIf(isAbsent(stateOf(FIRST), ...DAYS.map(stateOf), ...LAYERS))(
  'on sqlite, from 2026-06-06 on,',
  () => {
    let record: OwnRecord;
    beforeAll(async () => {
      record = await firstImport('sqlite', FIRST);
    }, PATIENCE);
    afterAll(() => record.close());

    it.each(DAYS)(
      UPDATE,
      async (day) => {
        await bring(record.db, day);
        await expectFirstImport(record, 'sqlite', day);
        await expectNothingNew(record, day);
      },
      PATIENCE,
    );
  },
);
