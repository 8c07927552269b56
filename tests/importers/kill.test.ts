/** An import that is killed leaves the record as it was, and a server never answers from half of one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database.js';
import { asking } from '../support/ask.js';
import { DATABASES } from '../support/databases.js';
import { migratedDatabase } from '../support/record.js';
import { manyMatches, resultsFolder } from './results-folder.js';

const KILLS = 10;

/** What is there, from three fields that are read by statements of their own. */
const COUNTS =
  '{ dataset { counts { matches goals } } matches { totalCount } goals { totalCount } }';

const EARLIER = manyMatches(500, 1);
const LATER = manyMatches(4_000, 2);

function startImport(url: string, folder: string): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', 'tsx', 'prisma/import.ts', 'international-results', '--from', folder],
    { env: { ...process.env, DATABASE_URL: url }, stdio: 'ignore' },
  );
}

async function importAll(url: string, folder: string): Promise<void> {
  const [code] = await once(startImport(url, folder), 'close');
  expect(code).toBe(0);
}

const countsOf = ({ results, goalscorers }: typeof EARLIER) => ({
  dataset: { counts: { matches: results.length, goals: goalscorers.length } },
  matches: { totalCount: results.length },
  goals: { totalCount: goalscorers.length },
});

describe.each(DATABASES)('%s', (kind) => {
  const earlier = resultsFolder(EARLIER);
  const later = resultsFolder(LATER);
  let url: string;
  let drop: () => Promise<void>;
  let duration: number;

  beforeAll(async () => {
    const scratch = await migratedDatabase(kind);
    const started = performance.now();
    await importAll(scratch.url, later.folder);
    duration = performance.now() - started;
    await scratch.drop();
    ({ url, drop } = await migratedDatabase(kind));
    await importAll(url, earlier.folder);
  });
  afterAll(async () => {
    await drop();
    earlier.remove();
    later.remove();
  });

  it(`an import killed at ${KILLS} random moments leaves the old record whole, and the next one succeeds`, async () => {
    const server = asking(openDatabase(url));
    const states = [countsOf(EARLIER), countsOf(LATER)];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startImport(url, later.folder);
      const closed = once(child, 'close');
      const end = performance.now() + duration * (0.3 + 0.6 * Math.random());
      while (performance.now() < end) {
        expect(states).toContainEqual(await server.ask(COUNTS));
        await wait(20);
      }
      child.kill('SIGKILL');
      await closed;
      expect(states).toContainEqual(await server.ask(COUNTS));
    }
    const last = once(startImport(url, later.folder), 'close');
    let done = false;
    void last.then(() => {
      done = true;
    });
    while (!done) {
      expect(states).toContainEqual(await server.ask(COUNTS));
      await wait(20);
    }
    expect((await last)[0]).toBe(0);
    expect(await server.ask(COUNTS)).toEqual(states[1]);
    await server.close();
  }, 180_000);
});
