/** The role under which the server runs on Postgres: it reads, and cannot write however it tries. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { runCommand } from '../prisma/cli.js';
import type { EmptyDatabase } from '../support/databases.js';
import { databaseWithSeed } from '../support/record.js';
import { createTestServer } from '../support/test-server.js';

/** Roles belong to the whole server, which other tests share. */
const ROLE = `reader_${randomUUID()}`;

function servingRole(env: Record<string, string>) {
  return runCommand('serving-role', [], { SERVING_ROLE: ROLE, ...env });
}

async function query(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

describe('the serving role', () => {
  let record: EmptyDatabase;
  let url: string;
  beforeAll(async () => {
    record = await databaseWithSeed('postgresql');
    for (const password of ['first', "it's : second"]) {
      const made = await servingRole({ DATABASE_URL: record.url, SERVING_PASSWORD: password });
      expect(made).toMatchObject({ code: 0, stderr: '' });
      url = Object.assign(new URL(record.url), { username: ROLE, password }).href;
    }
  });
  afterAll(async () => {
    await query(record.url, `DROP OWNED BY "${ROLE}"`, `DROP ROLE "${ROLE}"`);
    await record.drop();
  });

  it('is enough for the server', async () => {
    const database = openDatabase(url);
    const server = createTestServer(database);
    expect(await server.ask('{ matches { totalCount } }')).toEqual({ matches: { totalCount: 99 } });
    expect(await database.migration()).toMatch(/^\d{4}_/);
    await server.close();
  });

  it.each([
    'DELETE FROM claims',
    'UPDATE dataset SET version = NULL',
    'INSERT INTO import_warnings SELECT * FROM import_warnings',
    'TRUNCATE matches CASCADE',
    'DROP TABLE claims',
    'CREATE TABLE notes (id INTEGER)',
    'CREATE TEMPORARY TABLE notes (id INTEGER)',
    'SELECT * FROM matches FOR UPDATE',
  ])('cannot write, also where it takes its own limits off: %s', async (statement) => {
    const writing = query(url, 'SET default_transaction_read_only = off', statement);
    await expect(writing).rejects.toThrow(/permission denied|must be owner/);
  });

  it('loses what it had before it was the serving role', async () => {
    const other = `${ROLE}_other`;
    onTestFinished(async () => {
      await query(record.url, `DROP OWNED BY "${other}"`, `DROP ROLE "${other}"`);
    });
    await query(
      record.url,
      `CREATE ROLE "${other}"`,
      `GRANT TRUNCATE ON claims TO "${other}"`,
      `GRANT "${other}" TO "${ROLE}"`,
      `GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${ROLE}"`,
      `GRANT CREATE ON SCHEMA public TO "${ROLE}"`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT DELETE ON TABLES TO "${ROLE}"`,
    );
    const freely = 'SET default_transaction_read_only = off';
    await query(url, freely, 'TRUNCATE claims CASCADE', `DELETE FROM quotes WHERE id < 0`);
    const password = "it's : second";
    const again = await servingRole({ DATABASE_URL: record.url, SERVING_PASSWORD: password });
    expect(again).toMatchObject({ code: 0, stderr: '' });
    await query(record.url, 'CREATE TABLE another (id INTEGER)');
    for (const statement of [
      'TRUNCATE claims CASCADE',
      'DELETE FROM quotes WHERE id < 0',
      'CREATE TABLE notes (id INTEGER)',
      'DELETE FROM another',
    ]) {
      await expect(query(url, freely, statement)).rejects.toThrow(/permission denied/);
    }
    expect(await query(url, 'SELECT * FROM another')).toEqual([]);
  });

  it('is not the owner', async () => {
    const owner = new URL(record.url).username;
    const env = { DATABASE_URL: record.url, SERVING_PASSWORD: 'x', SERVING_ROLE: owner };
    const { code, stderr } = await servingRole(env);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `No role was made. SERVING_ROLE must be another role than ${owner}, the owner itself.\n`,
    });
  });

  it('reads the tables of later migrations', async () => {
    await query(record.url, 'CREATE TABLE later (id INTEGER)');
    expect(await query(url, 'SELECT * FROM later')).toEqual([]);
  });

  it('cannot be made without a password, nor on SQLite', async () => {
    const without = await servingRole({ DATABASE_URL: record.url });
    expect(without).toMatchObject({ code: 1, stdout: '' });
    expect(without.stderr).toMatch(/^No role was made\. SERVING_PASSWORD must be [^\n]+\n$/);
    const sqlite = await servingRole({ DATABASE_URL: 'file:some.db', SERVING_PASSWORD: 'x' });
    expect(sqlite.stderr).toMatch(/^No role was made\. DATABASE_URL must name a Postgres[^\n]+\n$/);
  });
});
