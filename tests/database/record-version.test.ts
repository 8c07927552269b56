/** The version of the record is asked for once a turn of the event loop, and never later than that told from memory. */
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { coalesceVersionReads } from '../../src/database/record-version.js';
import type { Database } from '../../src/database/types.js';
import { seededDatabase } from '../support/record.js';

let database: Database;
beforeAll(async () => {
  database = await seededDatabase('sqlite');
});
afterAll(() => database.close());

/** The database, with the number of times that it was asked. */
function counting() {
  const asked = { times: 0 };
  const version = () => {
    asked.times += 1;
    return database.version();
  };
  return { asked, db: coalesceVersionReads({ ...database, version }) };
}

it('Who asks in one turn asks once, and is told what the database says', async () => {
  const { asked, db } = counting();
  const told = await Promise.all([db.version(), db.version(), db.version()]);
  const version = await database.version();
  expect(told).toEqual([version, version, version]);
  expect(asked.times).toBe(1);
});

it('Who asks in the next turn asks anew', async () => {
  const { asked, db } = counting();
  for (let turn = 1; turn <= 3; turn += 1) {
    await db.version();
    expect(asked.times).toBe(turn);
    await setImmediate();
  }
});

it('A failure is told to all who asked in the turn, and the next turn asks anew', async () => {
  const failure = new Error('unreachable');
  let fails = true;
  const version = async () => {
    if (fails) throw failure;
    return database.version();
  };
  const db = coalesceVersionReads({ ...database, version });
  const told = await Promise.allSettled([db.version(), db.version()]);
  expect(told).toEqual([
    { status: 'rejected', reason: failure },
    { status: 'rejected', reason: failure },
  ]);
  fails = false;
  await setImmediate();
  expect(await db.version()).toBe(await database.version());
});
