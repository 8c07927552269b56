import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DATABASES } from '../support/databases.js';
import {
  copyOfProject,
  deployedDatabase,
  emptyDatabase,
  migrationsOf,
  prisma,
  ROOT,
  rows,
  SCHEMAS,
  tablesOf,
} from './cli.js';

const MODEL = readFileSync(path.join(ROOT, SCHEMAS.sqlite), 'utf8');
const HISTORY = '_prisma_migrations';
const ALL_TABLES = [...MODEL.matchAll(/@@map\("(\w+)"\)/g)]
  .map(([, name]) => name)
  .concat(HISTORY)
  .sort();

/** Looks into the index alone, as far as the database lets one. */
const FINDS_KANE = {
  sqlite: `SELECT x.row_id FROM search_index i JOIN search_texts x ON x.id = i.rowid
    WHERE search_index MATCH '"kane"'`,
  postgresql: `SELECT row_id FROM search_texts
    WHERE array_to_tsvector(string_to_array(lexemes, ' ')) @@ '''kane'''::tsquery`,
};

describe.each(DATABASES)('on %s', (kind) => {
  test('prisma migrate deploy creates every table of the model on an empty database', async () => {
    const env = await deployedDatabase(kind);
    expect(await tablesOf(kind, env.DATABASE_URL)).toEqual(ALL_TABLES);
  });

  test('prisma migrate deploy applies a migration once, however often it is run', async () => {
    const env = await deployedDatabase(kind);
    const again = await prisma('migrate deploy', env);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('No pending migrations to apply');
    const applied = await rows(env.DATABASE_URL, `SELECT migration_name FROM ${HISTORY}`);
    expect(applied.flat()).toEqual(migrationsOf(kind));
  });

  test('prisma migrate deploy enters the version of a record that an earlier release has made', async () => {
    const env = await emptyDatabase(kind);
    const earlier = await copyOfProject();
    const later = migrationsOf(kind).filter((name) => name >= '0009');
    for (const name of later) {
      await rm(path.join(earlier, 'prisma/migrations', kind, name), { recursive: true });
    }
    expect(await prisma('migrate deploy', env, earlier)).toMatchObject({ code: 0 });
    await rows(env.DATABASE_URL, `INSERT INTO dataset VALUES (1, 'v1', '2022-12-11T00:00:00Z')`);
    expect(await prisma('migrate deploy', env)).toMatchObject({ code: 0 });
    expect(await rows(env.DATABASE_URL, 'SELECT * FROM versions')).toEqual([
      [1, 'v1', '2022-12-11T00:00:00Z', 0],
    ]);
  });

  test('prisma migrate status fails on what is pending and is content after it', async () => {
    const before = await prisma('migrate status', await emptyDatabase(kind));
    expect(before).toMatchObject({ code: 1 });
    expect(before.stdout).toContain('not yet been applied');
    for (const name of migrationsOf(kind)) expect(before.stdout).toContain(name);
    const after = await prisma('migrate status', await deployedDatabase(kind));
    expect(after).toMatchObject({ code: 0 });
    expect(after.stdout).toContain('Database schema is up to date!');
  });

  test('prisma migrate reset removes everything and creates the tables anew', async () => {
    const env = await deployedDatabase(kind);
    await rows(env.DATABASE_URL, 'CREATE TABLE stray (id INTEGER PRIMARY KEY)');
    await rows(env.DATABASE_URL, `INSERT INTO dataset VALUES (1, 'v1', '2022-12-11T00:00:00Z')`);
    expect(await prisma('migrate reset --force', env)).toMatchObject({ code: 0 });
    expect(await tablesOf(kind, env.DATABASE_URL)).toEqual(ALL_TABLES);
    expect(await rows(env.DATABASE_URL, 'SELECT * FROM dataset')).toEqual([]);
  });

  test('the index of the search follows its table, also after prisma migrate reset', async () => {
    const env = await deployedDatabase(kind);
    const reset = () => prisma('migrate reset --force', env);
    for (const prepare of [undefined, reset]) {
      if (prepare) expect(await prepare()).toMatchObject({ code: 0 });
      const text = `'Kane', 'kane', 'kane =kane', 9`;
      await rows(env.DATABASE_URL, `INSERT INTO search_texts VALUES (1, 'PLAYER', 7, ${text})`);
      expect(await rows(env.DATABASE_URL, FINDS_KANE[kind])).toEqual([[7]]);
      await rows(env.DATABASE_URL, `UPDATE search_texts SET lexemes = 'rooney'`);
      expect(await rows(env.DATABASE_URL, FINDS_KANE[kind])).toEqual([]);
    }
  });

  test('a migration that fails is told with its SQL error and bars those after it', async () => {
    const env = await deployedDatabase(kind);
    const project = await copyOfProject();
    const broken = path.join(project, 'prisma/migrations', kind, '9999_broken');
    await mkdir(broken);
    await writeFile(path.join(broken, 'migration.sql'), 'INSERT INTO absent VALUES (1);\n');

    const failed = await prisma('migrate deploy', env, project);
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stderr).toMatch(/P3018.*9999_broken.*absent/s);
    const unfinished = `SELECT migration_name FROM ${HISTORY} WHERE finished_at IS NULL`;
    expect(await rows(env.DATABASE_URL, unfinished)).toEqual([['9999_broken']]);
    const next = await prisma('migrate deploy', env, project);
    expect(next).toMatchObject({ code: 1 });
    expect(next.stderr).toMatch(/P3009.*9999_broken/s);
  });
});

test('prisma migrate deploy makes the SQLite file and its folder where the working directory has none', async () => {
  const project = await copyOfProject();
  expect(await prisma('migrate deploy', {}, project)).toMatchObject({ code: 0 });
  const file = path.join(project, 'data/scoresheet.db');
  expect(await tablesOf('sqlite', `file:${file}`)).toEqual(ALL_TABLES);
});

test.each([
  ['postgresql://user:hunter2@host/db?schema=record', 'DATABASE_URL names a schema'],
  ['postgresql://user:hunter2@ss/w#rd@host/db', 'must be percent-encoded'],
])('prisma migrate deploy refuses %s in one line, without its password', async (url, reason) => {
  const { code, stdout, stderr } = await prisma('migrate deploy', { DATABASE_URL: url });
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(reason);
  expect(stdout + stderr).not.toContain('hunter2');
});

test('prisma migrate deploy creates a Postgres database that the server does not have', async () => {
  const env = await emptyDatabase('postgresql');
  const url = `${env.DATABASE_URL}-absent`;
  expect(await prisma('migrate deploy', { DATABASE_URL: url })).toMatchObject({ code: 0 });
  expect(await tablesOf('postgresql', url)).toEqual(ALL_TABLES);
  await rows(env.DATABASE_URL, `DROP DATABASE "${path.basename(url)}"`);
});
