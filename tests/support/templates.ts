/** Databases that are filled once a run, by the first test file that asks, and copied for each test file. */
import { existsSync } from 'node:fs';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Database, Provider } from '../../src/database/types.js';
import { copyDatabase, createEmptyDatabase, type EmptyDatabase } from './databases.js';

/** A database without connections, and what its import reported. */
export interface Template<Told> {
  url: string;
  told: Told;
}

/** The database of a name, filled unless it is there already. `fill` starts from what `create` gives; what it reports is JSON. */
export async function templateOf<Told>(
  kind: Provider,
  name: string,
  fill: (url: string, kind: Provider) => Promise<Told>,
  create: () => Promise<EmptyDatabase> = () => createEmptyDatabase(kind),
): Promise<Template<Told>> {
  const file = path.join(inject('sharedFolder'), `${name}-${kind}.json`);
  if (!existsSync(file)) {
    await underLock(file, async () => {
      if (existsSync(file)) return;
      const database = await create();
      const told = (await fill(database.url, kind)) ?? null;
      await writeFile(
        `${file}.new`,
        JSON.stringify({ url: await keep(kind, name, database), told }),
      );
      await rename(`${file}.new`, file);
    });
  }
  return JSON.parse(await readFile(file, 'utf8'));
}

/** A copy of the database of a name, which `write` fills from what `create` gives. */
export async function copyOfTemplate(
  kind: Provider,
  name: string,
  create: () => Promise<EmptyDatabase>,
  write: (database: Database) => Promise<void>,
): Promise<EmptyDatabase> {
  const fill = async (url: string) => {
    const database = openDatabase(url, { writable: true });
    await write(database).finally(() => database.close());
  };
  return copyDatabase(kind, (await templateOf(kind, name, fill, create)).url);
}

/** Works once a run: the first process works, the others wait for a lock of the suite's Postgres. */
export async function underLock(name: string, work: () => Promise<void>): Promise<void> {
  const lock = new Client(inject('postgres'));
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    await work();
  } finally {
    await lock.end();
  }
}

/** A Postgres database stays on the suite's server; a file moves to the shared folder, which the run removes. */
async function keep(kind: Provider, name: string, { url, drop }: EmptyDatabase): Promise<string> {
  if (kind === 'postgresql') return url;
  const file = path.join(inject('sharedFolder'), `${name}.db`);
  await copyFile(url.slice('file:'.length), file);
  await drop();
  return `file:${file}`;
}
