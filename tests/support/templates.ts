/** Databases that are filled once for the whole suite, by the test file that asks first, and copied for all that ask. */
import { existsSync } from 'node:fs';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { Provider } from '../../src/database/types.js';
import { createEmptyDatabase } from './databases.js';

/** A database to copy, to which nobody is connected, and what was told by whoever filled it. */
export interface Template<Told> {
  url: string;
  told: Told;
}

/** The database of a name, filled unless it is there already. What is told has to be JSON. */
export async function templateOf<Told>(
  kind: Provider,
  name: string,
  fill: (url: string, kind: Provider) => Promise<Told>,
): Promise<Template<Told>> {
  const file = path.join(inject('sharedFolder'), `${name}-${kind}.json`);
  if (!existsSync(file)) {
    await underLock(file, async () => {
      if (existsSync(file)) return;
      await writeFile(`${file}.new`, JSON.stringify(await make(kind, name, fill)));
      await rename(`${file}.new`, file);
    });
  }
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Whoever comes first works; the others, in other processes, wait behind a lock of the suite's Postgres. */
async function underLock(name: string, work: () => Promise<void>): Promise<void> {
  const lock = new Client(inject('postgres'));
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    await work();
  } finally {
    await lock.end();
  }
}

async function make<Told>(
  kind: Provider,
  name: string,
  fill: (url: string, kind: Provider) => Promise<Told>,
): Promise<Template<Told>> {
  const { url, drop } = await createEmptyDatabase(kind);
  const told = await fill(url, kind);
  // A Postgres database stays on the suite's server; a file moves to where it is removed with the rest.
  if (kind === 'postgresql') return { url, told };
  const file = path.join(inject('sharedFolder'), `${name}.db`);
  await copyFile(url.slice('file:'.length), file);
  await drop();
  return { url: `file:${file}`, told };
}
