import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
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

/** Makes a database with all that another one has, to which nobody is connected. */
export function copyDatabase(kind: 'sqlite' | 'postgresql', url: string): Promise<EmptyDatabase> {
  return kind === 'sqlite' ? createSqlite(url.slice('file:'.length)) : createPostgres(url);
}

async function createSqlite(original?: string): Promise<EmptyDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scoresheet-test-'));
  const file = path.join(folder, 'scoresheet.db');
  await (original ? copyFile(original, file) : writeFile(file, ''));
  return { url: `file:${file}`, drop: () => rm(folder, { recursive: true, maxRetries: 3 }) };
}

async function createPostgres(original?: string): Promise<EmptyDatabase> {
  const name = `test_${randomUUID()}`;
  // Files are copied as they are: a large database row by row through the log takes ten times as long.
  const like = original && `TEMPLATE "${new URL(original).pathname.slice(1)}" STRATEGY FILE_COPY`;
  await administer(`CREATE DATABASE "${name}" ${like ?? ''}`);
  const url = Object.assign(new URL(inject('postgres')), { pathname: `/${name}` }).href;
  return { url, drop: () => administer(`DROP DATABASE "${name}" WITH (FORCE)`) };
}

/** The connection of this process: the first database that a connection creates takes half a second, each further one a twentieth. */
let administrator: Promise<Client> | undefined;

async function administer(statement: string): Promise<void> {
  administrator ??= connect();
  await (await administrator).query(statement);
}

/** A connection that may outlive the server. */
async function connect(): Promise<Client> {
  const client = new Client(inject('postgres'));
  client.on('error', () => {});
  await client.connect();
  return client;
}
