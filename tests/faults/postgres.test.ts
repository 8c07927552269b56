/** What may happen to Postgres under a server, on a Postgres of its own: the server stays up, says so, and recovers by itself. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTemporaryPostgres, type TemporaryPostgres } from '../../prisma/temporary-postgres.js';
import { openDatabase } from '../../src/database/database.js';
import type { Database } from '../../src/database/types.js';
import { fillWithSeed } from '../support/record.js';
import {
  ask,
  type KnownAnswer,
  knownAnswers,
  load,
  startServer,
} from '../support/server-process.js';

let postgres: TemporaryPostgres;
let known: KnownAnswer[];
let first: KnownAnswer;

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  await fillWithSeed(postgres.url, 'postgresql');
  known = await knownAnswers(postgres.url);
  first = known[0] as KnownAnswer;
});
afterAll(() => postgres.stop());

const serving = () => startServer({ DATABASE_URL: postgres.url, RESPONSE_CACHE: 'off' });

const statusOf = async (address: string) => (await fetch(address)).status;

/** A database opened for reading, closed with the test. */
function reading(): Database {
  const db = openDatabase(postgres.url);
  onTestFinished(() => db.close());
  return db;
}

async function administer<Row>(statement: string): Promise<Row[]> {
  const client = new Client(postgres.url);
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

describe('a server on Postgres', () => {
  it('says so while the database is down, and answers again when it is back', async () => {
    const { address, child } = await serving();
    expect(await ask(address, first)).toBe('right');
    await postgres.shutDown();
    expect(await ask(address, first)).toBe('refused');
    expect(await statusOf(`${address}/livez`)).toBe(200);
    expect(await statusOf(`${address}/readyz`)).toBe(503);
    await postgres.startAgain();
    expect(await ask(address, first)).toBe('right');
    expect(await statusOf(`${address}/readyz`)).toBe(200);
    expect(child.exitCode).toBeNull();
  });

  it('loses at most what is in flight when all of its connections are killed', async () => {
    const { address, child } = await serving();
    const asking = load([address], known);
    await asking.moreRight(100);
    for (let round = 0; round < 5; round += 1) {
      await administer(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'scoresheet'`,
      );
      await asking.moreRight(20);
    }
    const { wrong, broken, refused } = await asking.stop();
    expect({ wrong, broken }).toEqual({ wrong: 0, broken: 0 });
    // Eight clients, each with one request in flight.
    expect(refused).toBeLessThanOrEqual(5 * 8);
    expect(child.exitCode).toBeNull();
  });

  it('that is asked to stop answers what waits for the database', async () => {
    const { address, child, ended } = await serving();
    expect(await ask(address, first)).toBe('right');
    const goOn = await hang();
    const asked = known.slice(0, 5).map((question) => ask(address, question));
    // What was sent before has arrived when this is answered.
    for (let round = 0; round < 3; round += 1) await statusOf(`${address}/livez`);
    child.kill('SIGTERM');
    goOn();
    expect(await Promise.all(asked)).toEqual(Array(5).fill('right'));
    expect(await ended).toBe(0);
  });

  it('refuses in bounded time while the database hangs, stays alive, and answers when it goes on', async () => {
    const { address, child } = await serving();
    expect(await ask(address, first)).toBe('right');
    const goOn = await hang();
    const asked = known.map((question) => ask(address, question));
    expect(await statusOf(`${address}/livez`)).toBe(200);
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['refused']));
    goOn();
    expect(await ask(address, first)).toBe('right');
    expect(child.exitCode).toBeNull();
  });
});

/** Stops every process of the database where it stands; answers what lets them go on. */
async function hang(): Promise<() => void> {
  const [{ data_directory = '' } = {}] =
    await administer<Record<string, string>>('SHOW data_directory');
  const [postmaster] = readFileSync(path.join(data_directory, 'postmaster.pid'), 'utf8').split(
    '\n',
  );
  const backends = await administer<{ pid: number }>('SELECT pid FROM pg_stat_activity');
  const all = [Number(postmaster), ...backends.map(({ pid }) => pid)];
  const signal = (name: NodeJS.Signals) => {
    for (const pid of all) {
      try {
        process.kill(pid, name);
      } catch {
        // The backend that told of the others has ended.
      }
    }
  };
  const goOn = () => signal('SIGCONT');
  onTestFinished(goOn);
  signal('SIGSTOP');
  return goOn;
}

describe('a reader of Postgres', () => {
  const asleep = sql`SELECT pg_sleep(60)::text AS json`;

  it('stops a statement that takes too long, and says that the database is busy', async () => {
    await expect(reading().select(asleep)).rejects.toMatchObject({ kind: 'BUSY' });
  });

  it('does not wait for a connection for ever when all are in use', async () => {
    const db = reading();
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => db.select(asleep)));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { kind: 'BUSY' } });
    expect(await db.version()).toBeTypeOf('string');
  });

  it('lets no more than 1,000 statements wait', async () => {
    const db = reading();
    const outcomes = await Promise.allSettled(Array.from({ length: 1_100 }, () => db.version()));
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1_100 - 10 - 1_000);
    for (const outcome of refused) expect(outcome).toMatchObject({ reason: { kind: 'FULL' } });
  });

  it('does not wait for a migration for ever', async () => {
    const migration = new Client(postgres.url);
    onTestFinished(() => migration.end());
    await migration.connect();
    await migration.query('BEGIN; LOCK TABLE matches IN ACCESS EXCLUSIVE MODE');
    const count = reading().select(sql`SELECT count(*) FROM matches`);
    await expect(count).rejects.toMatchObject({ kind: 'BUSY' });
  });
});
