/** What may happen to the file of a record while it is served. */
import { chmodSync, copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import SqliteFile from 'better-sqlite3';
import sql from 'sql-template-tag';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Database } from '../../src/database/types.js';
import { runImport } from '../../src/importers/run.js';
import { manyMatches, resultsFolder } from '../importers/results-folder.js';
import { ROOT, run } from '../prisma/cli.js';
import { copyDatabase, type EmptyDatabase } from '../support/databases.js';
import { databaseWithSeed } from '../support/record.js';

const UNREACHABLE = { kind: 'UNREACHABLE' };

let seeded: EmptyDatabase;
let record: EmptyDatabase;
let file: string;
let db: Database;

beforeAll(async () => {
  seeded = await databaseWithSeed('sqlite');
});
beforeEach(async () => {
  record = await copyDatabase('sqlite', seeded.url);
  file = record.url.slice('file:'.length);
  db = openDatabase(record.url);
});
afterEach(async () => {
  await db.close();
  await record.drop();
});
afterAll(() => seeded.drop());

const matches = () => db.select(sql`SELECT count(*) FROM matches`);

describe('the file of a record', () => {
  it('that is moved away is not read on, and is when it is back', async () => {
    const version = await db.version();
    renameSync(file, `${file}.away`);
    await expect.poll(() => db.version().catch((error) => error)).toMatchObject(UNREACHABLE);
    await expect(matches()).rejects.toMatchObject(UNREACHABLE);
    renameSync(`${file}.away`, file);
    await expect.poll(() => db.version().catch(() => null)).toBe(version);
  });

  it('that another one replaces is left for the new one', async () => {
    const other = await copyDatabase('sqlite', record.url);
    const copy = other.url.slice('file:'.length);
    const writer = new SqliteFile(copy);
    writer.exec(`UPDATE dataset SET version = 'another'`);
    writer.pragma('journal_mode = DELETE');
    writer.close();
    renameSync(copy, file);
    await expect.poll(() => db.version()).toBe('another');
    await other.drop();
  });

  it('that is damaged is not read, from the first damaged page on, until it is restored', async () => {
    addBallast(file);
    const whole = await copyDatabase('sqlite', record.url);
    expect(await matches()).toBe(99);
    await damage(file);
    await expect
      .poll(() => db.select(EVERYTHING).catch((error) => error))
      .toMatchObject(UNREACHABLE);
    await expect(db.version()).rejects.toMatchObject(UNREACHABLE);
    await expect(matches()).rejects.toMatchObject(UNREACHABLE);
    expect(() => openDatabase(record.url)).toThrow(/is damaged .*: restore a backup with/);
    copyFileSync(whole.url.slice('file:'.length), `${file}.whole`);
    renameSync(`${file}.whole`, file);
    await expect.poll(() => matches().catch(() => null)).toBe(99);
    await whole.drop();
  });

  it('that is no database is told in one sentence', () => {
    writeFileSync(`${file}.letter`, 'a letter '.repeat(1_000));
    expect(() => openDatabase(`file:${file}.letter`)).toThrow(/^The file .* is damaged .*\.$/);
  });

  it('that somebody has locked for himself is read on; who writes is told that it is busy', async () => {
    const other = new SqliteFile(file);
    other.exec('BEGIN EXCLUSIVE');
    expect(await matches()).toBe(99);
    const writer = openDatabase(record.url, { writable: true });
    const writing = writer.write(({ prisma: rows }) => rows.claim.deleteMany());
    await expect(writing).rejects.toThrow(/busy|locked|timed out/i);
    other.close();
    await writer.close();
  });

  it.skipIf(process.getuid?.() === 0)(
    'that is a backup is served from a disk where nothing can be written (not as root, who may write everywhere)',
    async () => {
      const writer = new SqliteFile(file);
      writer.pragma('journal_mode = DELETE');
      writer.close();
      chmodSync(path.dirname(file), 0o555);
      const reader = openDatabase(record.url);
      expect(await reader.version()).toBeTypeOf('string');
      await reader.close();
      chmodSync(path.dirname(file), 0o755);
    },
  );

  it('with a write-ahead log in a folder where nothing can be written is told in one line', async () => {
    const closed = await copyDatabase('sqlite', record.url);
    const copy = closed.url.slice('file:'.length);
    const writer = new SqliteFile(copy);
    writer.pragma('journal_mode = WAL');
    writer.close();
    chmodSync(path.dirname(copy), 0o555);
    const words = ['--import', 'tsx', '--input-type=module', '-e', OPENING];
    const { code, stderr } = await run(words, { DATABASE_URL: closed.url }, ROOT);
    chmodSync(path.dirname(copy), 0o755);
    expect(stderr).toBe(
      `The file ${copy} has a write-ahead log, and its folder is read-only: let the server write there, ` +
        'or serve a backup made by "npm run backup", which needs no log.\n',
    );
    expect(code).toBe(1);
    await closed.drop();
  });

  it('on a disk that is full is served, and an import is refused whole', async () => {
    const { folder, remove } = resultsFolder(manyMatches(2_000, 1));
    const writer = openDatabase(record.url, { writable: true });
    const version = await db.version();
    const importing = runImport(
      fullDisk(writer),
      { dataset: 'international-results', from: folder },
      () => {},
    );
    await expect(importing).rejects.toThrow(/full/);
    expect(await db.version()).toBe(version);
    expect(await matches()).toBe(99);
    await runImport(writer, { dataset: 'international-results', from: folder }, () => {});
    expect(await matches()).toBe(2_099);
    await writer.close();
    remove();
  });
});

/** Opens a record as somebody who is not root, who may write everywhere. */
const OPENING = `import SqliteFile from 'better-sqlite3';
import { openDatabase } from './src/database/database.ts';
new SqliteFile(':memory:').close();
if (process.getuid() === 0) process.setuid(65534);
try {
  openDatabase(process.env.DATABASE_URL);
} catch ({ message }) {
  console.error(message);
  process.exitCode = 1;
}`;

/** Reads the rows of the largest tables. */
const EVERYTHING = sql`SELECT (SELECT sum(length(source_key)) FROM goals)
  + (SELECT sum(length(source_key)) FROM matches) + (SELECT sum(length(text)) FROM ballast)`;

/** The same database where the disk has room for ten pages more. */
function fullDisk(writer: Database): Database {
  return {
    ...writer,
    write: (work) =>
      writer.write(async (transaction) => {
        const { prisma: rows } = transaction;
        const [size] = await rows.$queryRaw<{ page_count: bigint }[]>`PRAGMA page_count`;
        await rows.$queryRawUnsafe(`PRAGMA max_page_count = ${Number(size?.page_count) + 10}`);
        return work(transaction).finally(() =>
          rows.$queryRawUnsafe('PRAGMA max_page_count = 4294967294').catch(() => {}),
        );
      }),
  };
}

/** Makes a file longer than what a connection keeps of it in memory. */
function addBallast(name: string): void {
  const writer = new SqliteFile(name);
  writer.exec('CREATE TABLE ballast (text TEXT)');
  const insert = writer.prepare('INSERT INTO ballast VALUES (?)');
  writer.transaction(() => {
    for (let row = 0; row < 1_500; row += 1) insert.run('x'.repeat(4_000));
  })();
  writer.close();
}

/** Writes nonsense over every page but the first two. */
async function damage(name: string): Promise<void> {
  const handle = await open(name, 'r+');
  const { size } = await handle.stat();
  await handle.write(Buffer.alloc(size - 8_192, 'x'), 0, size - 8_192, 8_192);
  await handle.close();
}
