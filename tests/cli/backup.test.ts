/** A backup is taken while the record is served and written to, and what is restored from it answers as its original does. */
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteFile from 'better-sqlite3';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Provider } from '../../src/database/types.js';
import { manyMatches, resultsFolder } from '../importers/results-folder.js';
import { runCommand, temporaryFolder } from '../prisma/cli.js';
import { copyDatabase, DATABASES, type EmptyDatabase } from '../support/databases.js';
import { startImport } from '../support/program.js';
import { databaseWithSeed, migratedDatabase } from '../support/record.js';
import { createTestServer } from '../support/test-server.js';

/** Asks of every corner of the record: what is counted, what is linked, what is searched for. */
const QUESTION = `{
  dataset { version counts { teams players matches goals penalties shootouts quotes claims } }
  matches(first: 50) { nodes { id date home { name } away { name } goals { minute scorer { name } } } }
  player(slug: "harry-kane") { name career { goals { value } } }
  search(text: "kane") { __typename }
}`;

const backUp = (url: string, file: string) => runCommand('backup', [file], { DATABASE_URL: url });
const restore = (url: string, ...words: string[]) =>
  runCommand('restore', words, { DATABASE_URL: url });

async function answersOf(url: string): Promise<unknown> {
  const server = createTestServer(openDatabase(url));
  return server.ask(QUESTION).finally(() => server.close());
}

/** An empty database with the tables of the model, for one test. */
async function target(kind: Provider): Promise<string> {
  const { url, drop } = await migratedDatabase(kind);
  onTestFinished(drop);
  return url;
}

async function fileName(): Promise<string> {
  return path.join(await temporaryFolder(), 'backup.db');
}

describe.each(DATABASES)('%s', (kind) => {
  let record: EmptyDatabase;
  beforeAll(async () => {
    record = await databaseWithSeed(kind);
  });
  afterAll(() => record.drop());

  it('restored on either database, a backup gives the answers of its original', async () => {
    const file = await fileName();
    const { code, stdout } = await backUp(record.url, file);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('99 matches'),
    });
    expect(readdirSync(path.dirname(file))).toEqual(['backup.db']);
    const answers = await answersOf(record.url);
    expect(await answersOf(`file:${file}`)).toEqual(answers);
    for (const other of DATABASES) {
      const url = await target(other);
      expect(await restore(url, file)).toMatchObject({ code: 0, stderr: '' });
      expect(await answersOf(url)).toEqual(answers);
    }
  });

  it('a backup of a record that is read and written meanwhile is of one version', async () => {
    const { url, drop } = await copyDatabase(kind, record.url);
    onTestFinished(drop);
    const server = createTestServer(openDatabase(url));
    const before = await server.ask(QUESTION);
    const { folder, remove } = resultsFolder(manyMatches(1_500, 2));
    onTestFinished(remove);
    const importing = await startImport(url, folder);
    const imported = once(importing, 'close');
    const files = [];
    while (importing.exitCode === null) {
      const file = await fileName();
      expect(await backUp(url, file)).toMatchObject({ code: 0, stderr: '' });
      expect(await server.ask(QUESTION)).toBeDefined();
      files.push(file);
    }
    expect((await imported)[0]).toBe(0);
    const states = [before, await server.ask(QUESTION)];
    await server.close();
    for (const file of files) expect(states).toContainEqual(await answersOf(`file:${file}`));
  });

  it('a record that is there is replaced with --force alone, and whoever reads sees the old or the new one', async () => {
    const file = await fileName();
    await backUp(record.url, file);
    const url = await target(kind);
    const { folder, remove } = resultsFolder(manyMatches(100, 1));
    onTestFinished(remove);
    await once(await startImport(url, folder), 'close');
    const server = createTestServer(openDatabase(url));
    const before = await server.ask(QUESTION);

    const refused = await restore(url, file);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /^Nothing was restored\. The database holds version .* --force replaces it\.\n$/,
    );
    expect(await server.ask(QUESTION)).toEqual(before);

    const states = [before, await answersOf(record.url)];
    const restoring = restore(url, file, '--force');
    let done = false;
    void restoring.then(() => {
      done = true;
    });
    while (!done) {
      expect(states).toContainEqual(await server.ask(QUESTION));
      await wait(10);
    }
    expect(await restoring).toMatchObject({ code: 0, stderr: '' });
    expect(await server.ask(QUESTION)).toEqual(states[1]);
    await server.close();
  });

  it('a file that is there is not overwritten', async () => {
    const file = await fileName();
    writeFileSync(file, 'a letter');
    const { code, stderr } = await backUp(record.url, file);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Nothing was backed up. There is a ${file} already: choose another name.\n`,
    );
  });

  it('what is no sound backup is not restored, and leaves the database as it was', async () => {
    const damaged = await fileName();
    await backUp(record.url, damaged);
    await overwriteMiddle(damaged);
    const letter = await fileName();
    writeFileSync(letter, 'a letter '.repeat(1_000));
    const url = await target(kind);
    for (const file of [damaged, letter, `${letter}.not`]) {
      const { code, stdout, stderr } = await restore(url, file, '--force');
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^Nothing was restored\. [^\n]+\n$/);
    }
    const db = openDatabase(url);
    expect(await db.version()).toBeNull();
    await db.close();
  });
});

describe('a backup of another release', () => {
  /** A backup, changed as another release would have it. */
  async function changed(...statements: string[]): Promise<string> {
    const record = await databaseWithSeed('postgresql');
    onTestFinished(record.drop);
    const file = await fileName();
    expect(await backUp(record.url, file)).toMatchObject({ code: 0 });
    const connection = new SqliteFile(file);
    for (const statement of statements) connection.exec(statement);
    connection.close();
    return file;
  }
  const scorersOf = async (url: string) => {
    const server = createTestServer(openDatabase(url));
    const query = `{
      team(slug: "england") { scorers(first: 3) { totalCount nodes { player { slug } goals } } }
      topScorers(first: 3) { coverage { goals } entries { player { slug } goals { recorded } } }
      coverage { byDecade { decade coverage { matches goals } } }
    }`;
    return server.ask(query).finally(() => server.close());
  };

  it.each(DATABASES)('is brought up to date where it is of an earlier one: %s', async (kind) => {
    const original = await databaseWithSeed('sqlite');
    onTestFinished(original.drop);
    const file = await changed(
      'PRAGMA foreign_keys = OFF',
      `CREATE TABLE earlier AS SELECT id, source_id, source_key, match_id, goal_id, penalty_id, shootout_id, edition_id,
        player_id FROM citations`,
      'DROP TABLE citations',
      'ALTER TABLE earlier RENAME TO citations',
      ...['scorers', 'source_files', 'former_slugs', 'changes', 'versions'].map(
        (table) => `DROP TABLE ${table}`,
      ),
      ...['team_goals', 'coverage'].map((table) => `DROP TABLE ${table}`),
      ...['goals', 'margin'].map((order) => `DROP INDEX matches_${order}_idx`),
      ...['appearances', 'bookings', 'managers', 'affiliations'].map(
        (table) => `DROP TABLE ${table}`,
      ),
      ...['attendance', 'kick_off_time', 'utc_offset', 'referee_name', 'referee_country'].map(
        (column) => `ALTER TABLE matches DROP COLUMN ${column}`,
      ),
      'DROP INDEX players_birth_date_idx',
      'ALTER TABLE holdings DROP COLUMN completeness',
      'ALTER TABLE published_figures DROP COLUMN discrepancy',
      "DELETE FROM _prisma_migrations WHERE migration_name >= '0005'",
    );
    const bytes = readFileSync(file);
    const url = await target(kind);
    expect(await restore(url, file)).toMatchObject({ code: 0, stderr: '' });
    expect(await answersOf(url)).toEqual(await answersOf(original.url));
    expect(await scorersOf(url)).toEqual(await scorersOf(original.url));
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('is refused where it is of a later one', async () => {
    const file = await changed(
      "UPDATE _prisma_migrations SET migration_name = '9999_later' WHERE migration_name >= '0005'",
    );
    const { code, stderr } = await restore(await target('sqlite'), file);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Nothing was restored. ${file} is of a later release, which has made 9999_later.\n`,
    });
  });

  it('is restored into tables of this one alone', async () => {
    const file = await changed();
    const url = await target('postgresql');
    const client = new Client(url);
    await client.connect();
    await client.query("DELETE FROM _prisma_migrations WHERE migration_name >= '0005'");
    await client.end();
    const { code, stderr } = await restore(url, file);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'Nothing was restored. The tables are not those of this release: run "npx prisma migrate deploy".\n',
    });
  });
});

it('a backup without a name is refused in one line', async () => {
  const { code, stderr } = await runCommand('backup', [], { DATABASE_URL: 'file:nowhere.db' });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'Nothing was backed up. Name one file: npm run backup -- <file>.\n',
  });
  expect(existsSync('nowhere.db')).toBe(false);
});

/** Writes nonsense over 4 kB in the middle of a file. */
async function overwriteMiddle(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  await handle.write(Buffer.alloc(4_096, 'x'), 0, 4_096, Math.floor(size / 8_192) * 4_096);
  await handle.close();
}
