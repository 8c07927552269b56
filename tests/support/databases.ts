import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';

/** The two databases on which the record is kept, and on which every test of it runs. */
export const DATABASES: ('sqlite' | 'postgresql')[] = ['sqlite', 'postgresql'];

export interface EmptyDatabase {
  url: string;
  /** Removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

/** Makes a database without a single table. */
export function createEmptyDatabase(kind: 'sqlite' | 'postgresql'): Promise<EmptyDatabase> {
  return kind === 'sqlite' ? createSqlite() : createPostgres();
}

async function createSqlite(): Promise<EmptyDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scoresheet-test-'));
  const file = path.join(folder, 'scoresheet.db');
  await writeFile(file, '');
  return { url: `file:${file}`, drop: () => rm(folder, { recursive: true, maxRetries: 3 }) };
}

async function createPostgres(): Promise<EmptyDatabase> {
  const name = `test_${randomUUID()}`;
  await administer(`CREATE DATABASE "${name}"`);
  const url = Object.assign(new URL(inject('postgres')), { pathname: `/${name}` }).href;
  return { url, drop: () => administer(`DROP DATABASE "${name}" WITH (FORCE)`) };
}

async function administer(statement: string): Promise<void> {
  const client = new Client(inject('postgres'));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
