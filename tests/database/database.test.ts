import SqliteDatabase from 'better-sqlite3';
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { DATABASES } from '../support/databases.js';
import { migratedDatabase, seededDatabase } from '../support/record.js';

describe.each(DATABASES)('%s', (kind) => {
  it('who reads sees the old rows while somebody writes', async () => {
    const { url, drop } = await migratedDatabase(kind);
    const writer = openDatabase(url, { writable: true });
    const reader = openDatabase(url);
    await writer.write(async ({ prisma: rows }) => {
      await rows.dataset.create({ data: { id: 1, version: 'new', importedAt: 'now' } });
      expect(await reader.version()).toBeNull();
    });
    expect(await reader.version()).toBe('new');
    await writer.close();
    await reader.close();
    await drop();
  });

  it('what is opened for reading cannot write', async () => {
    const db = await seededDatabase(kind);
    const write = db.write(({ prisma: rows }) => rows.claim.deleteMany());
    await expect(write).rejects.toThrow(/read-?only/i);
    await db.close();
  });

  it('what a subquery answers is a list or an object within another, and null without a row', async () => {
    const db = await seededDatabase(kind);
    const { jsonObject: object, jsonList: list, nested } = db.dialect;
    const teams = (condition: string) => sql`FROM teams t WHERE t.slug = ${condition}`;
    const fields = {
      slugs: nested(sql`SELECT ${list(sql`t.slug`)} ${teams('england')}`),
      team: nested(sql`SELECT ${object({ slug: sql`t.slug` })} ${teams('england')}`),
      nobody: nested(sql`SELECT ${object({ slug: sql`t.slug` })} ${teams('nobody')}`),
      none: nested(sql`SELECT ${list(sql`t.slug`)} ${teams('nobody')}`),
    };
    expect(await db.select(sql`SELECT ${list(object(fields))} AS json`)).toEqual([
      { slugs: ['england'], team: { slug: 'england' }, nobody: null, none: [] },
    ]);
    await db.close();
  });

  it('an answer from another version than expected is told', async () => {
    const db = await seededDatabase(kind);
    const version = (await db.version()) ?? '';
    const changes: string[] = [];
    const count = sql`SELECT count(*) FROM matches`;
    await db.pinnedTo(version, () => changes.push('same')).select(count);
    expect(await db.pinnedTo('another', () => changes.push('other')).select(count)).toBe(99);
    expect(changes).toEqual(['other']);
    await db.close();
  });
});

it('a SQLite that keeps no more than the text of a subquery answers the same', async () => {
  const db = await seededDatabase('sqlite');
  const { jsonObject: object, nested } = db.dialect;
  const text = sql`SELECT '[1, {"a": null}]' || ''`;
  expect(await db.select(sql`SELECT ${object({ list: nested(text) })}`)).toEqual({
    list: [1, { a: null }],
  });
  await db.close();
});

it('a SQLite record keeps a write-ahead log from its first write on, so that a killed writer leaves nothing to mend', async () => {
  const { url, drop } = await migratedDatabase('sqlite');
  const writer = openDatabase(url, { writable: true });
  await writer.write(async () => {});
  await writer.close();
  const file = new SqliteDatabase(url.slice('file:'.length), { readonly: true });
  expect(file.pragma('journal_mode', { simple: true })).toBe('wal');
  file.close();
  await drop();
});
