import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
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
  run,
  SCHEMAS,
  tablesOf,
  temporaryFolder,
} from './cli.js';

/** Adds a column to the model in a Prisma schema. */
function withNickname(schema: string): string {
  return schema.replace('model Team {', 'model Team {\n  nickname String?');
}

const ADDS_NICKNAME = /^ALTER TABLE "teams" ADD COLUMN\s+"nickname" TEXT;$/m;

describe.each(DATABASES)('on %s', (kind) => {
  const fromMigrations = `migrate diff --from-migrations prisma/migrations/${kind}`;

  test('the migrations lead to the model, which is found out on a database of its own', async () => {
    const env = await emptyDatabase(kind);
    const outcome = await prisma(`${fromMigrations} --to-schema ${SCHEMAS[kind]} --exit-code`, env);
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout).toContain('No difference detected');
    expect(await tablesOf(kind, env.DATABASE_URL)).toEqual([]);
  });

  test('a column of the model that no migration adds is a difference', async () => {
    const env = await emptyDatabase(kind);
    const schema = path.join(await temporaryFolder(), 'schema.prisma');
    await writeFile(schema, withNickname(readFileSync(path.join(ROOT, SCHEMAS[kind]), 'utf8')));
    const command = `${fromMigrations} --to-schema ${schema} --script --exit-code`;
    const outcome = await prisma(command, env);
    expect(outcome).toMatchObject({ code: 2 });
    expect(outcome.stdout).toMatch(ADDS_NICKNAME);
  });

  test('prisma migrate diff prints the whole model as SQL', async () => {
    const env = await emptyDatabase(kind);
    const command = `migrate diff --from-empty --to-schema ${SCHEMAS[kind]} --script`;
    const { code, stdout } = await prisma(command, env);
    expect(code).toBe(0);
    const models = readFileSync(path.join(ROOT, SCHEMAS[kind]), 'utf8').match(/^model /gm);
    expect(stdout.match(/^CREATE TABLE /gm)).toHaveLength(models?.length ?? 0);
  });

  test('prisma migrate diff finds no difference between what is deployed and the model', async () => {
    const env = await deployedDatabase(kind);
    const command = `migrate diff --from-config-datasource --to-schema ${SCHEMAS[kind]} --exit-code`;
    expect(await prisma(command, env)).toMatchObject({ code: 0 });
  });
});

test('comparing migrations leaves no database behind on the Postgres server', async () => {
  const env = await emptyDatabase('postgresql');
  await prisma('migrate diff --from-migrations prisma/migrations/postgresql --to-empty', env);
  const left = `SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'`;
  expect(await rows(env.DATABASE_URL, left)).toEqual([]);
});

test('the migrations of both databases have the same names', () => {
  expect(migrationsOf('sqlite')).not.toEqual([]);
  expect(migrationsOf('sqlite')).toEqual(migrationsOf('postgresql'));
});

test('one command writes a new migration for both databases', async () => {
  const project = await copyOfProject();
  const schema = path.join(project, SCHEMAS.sqlite);
  await writeFile(schema, withNickname(readFileSync(schema, 'utf8')));
  const outcome = await run(
    ['--import', 'tsx', 'prisma/new-migration.ts', 'nicknames'],
    {},
    project,
  );
  expect(outcome).toMatchObject({ code: 0 });
  for (const kind of DATABASES) {
    const name = migrationsOf(kind, project).at(-1) ?? '';
    expect(name).toMatch(/^\d{4}_nicknames$/);
    const file = path.join(project, 'prisma/migrations', kind, name, 'migration.sql');
    const written = readFileSync(file, 'utf8');
    expect(written).toMatch(ADDS_NICKNAME);
    // The search index is no part of the model, and no migration is to drop it.
    expect(written).not.toMatch(/DROP|search/);
  }
});
