/** Imports run beside the server, in processes and with connections of their own; what they have not finished nobody sees. */
import { once } from 'node:events';
import sql from 'sql-template-tag';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Database } from '../../src/database/types.js';
import { manyMatches, resultsFolder } from '../importers/results-folder.js';
import { copyDatabase, DATABASES, type EmptyDatabase } from '../support/databases.js';
import { startImport } from '../support/program.js';
import { databaseWithSeed } from '../support/record.js';

const SEEDED = 99;
const IMPORTED = 1_000;

describe.each(DATABASES)('%s', (kind) => {
  const { folder, remove } = resultsFolder(manyMatches(IMPORTED, 1));
  let seeded: EmptyDatabase;
  let record: EmptyDatabase;
  let db: Database;
  beforeAll(async () => {
    seeded = await databaseWithSeed(kind);
  });
  beforeEach(async () => {
    record = await copyDatabase(kind, seeded.url);
    db = openDatabase(record.url);
  });
  afterEach(async () => {
    await db.close();
    await record.drop();
  });
  afterAll(async () => {
    await seeded.drop();
    remove();
  });

  const matches = () => db.select<number>(sql`SELECT count(*) FROM matches`);

  it('rows of a transaction that is not finished are seen by nobody, and lost when it is given up', async () => {
    const writer = openDatabase(record.url, { writable: true });
    const given = writer.write(async (transaction) => {
      await transaction.prisma.citation.deleteMany();
      await transaction.prisma.goal.deleteMany();
      expect(await db.select(sql`SELECT count(*) FROM goals`)).toBeGreaterThan(0);
      expect(await writer.select(sql`SELECT count(*) FROM goals`)).toBeGreaterThan(0);
      throw new Error('given up');
    });
    await expect(given).rejects.toThrow('given up');
    expect(await db.select(sql`SELECT count(*) FROM goals`)).toBeGreaterThan(0);
    await writer.close();
  });

  it('who reads beside an import in another process sees all of it or nothing', async () => {
    const importing = await startImport(record.url, folder);
    const counts = new Set<number | null>();
    while (importing.exitCode === null) {
      counts.add(await matches());
      await new Promise(setImmediate);
    }
    expect(importing.exitCode).toBe(0);
    counts.add(await matches());
    expect(counts).toEqual(new Set([SEEDED, SEEDED + IMPORTED]));
  });

  it('of two imports at once each is there whole or not at all, and says which', async () => {
    const other = resultsFolder(manyMatches(IMPORTED, 2));
    const importing = await Promise.all(
      [folder, other.folder].map((from) => startImport(record.url, from)),
    );
    const codes = await Promise.all(
      importing.map(async (child) => (await once(child, 'close'))[0]),
    );
    other.remove();
    expect(codes).toContain(0);
    expect(new Set([...codes, 0, 1])).toEqual(new Set([0, 1]));
    expect(await matches()).toBe(SEEDED + IMPORTED);
    // Should the other have come last, all that it brought is taken back.
    const again = await startImport(record.url, folder, ['--force']);
    expect((await once(again, 'close'))[0]).toBe(0);
    expect(await matches()).toBe(SEEDED + IMPORTED);
  });
});
