/** What the tests of the Prisma CLI do over and over. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { expect, onTestFinished } from 'vitest';
import { copyDatabase, createEmptyDatabase } from '../support/databases.js';
import { commandFile, compileCache } from '../support/program.js';
import { templateOf } from '../support/templates.js';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const SCHEMAS = {
  sqlite: 'prisma/schema.prisma',
  postgresql: 'prisma/postgresql/schema.prisma',
};
const CLI = createRequire(import.meta.url).resolve('prisma/build/index.js');

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a program of Node's as an operator would, without what the environment of the tests may say of databases. */
export function run(args: string[], env: Record<string, string>, cwd: string): Promise<Outcome> {
  const { DATABASE_URL, PRISMA_SCHEMA_ENGINE_BINARY, ...inherited } = process.env;
  const quiet = { CI: '1', NO_COLOR: '1', CHECKPOINT_DISABLE: '1' };
  const options = { cwd, env: { ...inherited, ...compileCache(), ...quiet, ...env } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** Runs a command of `src/cli`, compiled. */
export async function runCommand(
  name: string,
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  return run([await commandFile(name), ...words], env, ROOT);
}

/** Runs the real Prisma CLI, in the project unless told another folder. */
export function prisma(
  command: string,
  env: Record<string, string> = {},
  cwd: string = ROOT,
): Promise<Outcome> {
  return run([CLI, ...command.split(' ')], env, cwd);
}

/** An empty database for one test, as the environment names it to the CLI. */
export async function emptyDatabase(kind: 'sqlite' | 'postgresql') {
  const { url, drop } = await createEmptyDatabase(kind);
  onTestFinished(drop);
  return { DATABASE_URL: url };
}

/** A database for one test, deployed by the CLI once a run, as the environment names it to the CLI. */
export async function deployedDatabase(kind: 'sqlite' | 'postgresql') {
  const template = await templateOf(kind, 'deployed', async (url) => {
    expect(await prisma('migrate deploy', { DATABASE_URL: url })).toMatchObject({ code: 0 });
  });
  const { url, drop } = await copyDatabase(kind, template.url);
  onTestFinished(drop);
  return { DATABASE_URL: url };
}

/** A folder for one test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scoresheet-test-'));
  onTestFinished(() => rm(folder, { recursive: true, maxRetries: 3 }));
  return folder;
}

/** A copy of the project for one test, as far as the CLI knows it. */
export async function copyOfProject(): Promise<string> {
  const folder = await temporaryFolder();
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  for (const part of ['package.json', 'prisma.config.ts', 'prisma', 'src/env.ts']) {
    await cp(path.join(ROOT, part), path.join(folder, part), { recursive: true });
  }
  return folder;
}

/** The names of the migrations for a database; the folder holds a lock file as well. */
export function migrationsOf(kind: 'sqlite' | 'postgresql', project = ROOT): string[] {
  const names = readdirSync(path.join(project, 'prisma/migrations', kind));
  return names.filter((name) => name !== 'migration_lock.toml').sort();
}

/** The rows that a query returns. */
export async function rows(url: string, sql: string): Promise<unknown[][]> {
  const adapters = url.startsWith('file:') ? new PrismaBetterSqlite3({ url }) : new PrismaPg(url);
  const adapter = await adapters.connect();
  try {
    return (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows;
  } finally {
    await adapter.dispose();
  }
}

const TABLES = {
  // Without those in which FTS5 keeps the index of one of them.
  sqlite: `SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
  postgresql: `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
};

/** The names of all tables of a database, in alphabetical order. */
export async function tablesOf(kind: 'sqlite' | 'postgresql', url: string): Promise<unknown[]> {
  return (await rows(url, TABLES[kind])).flat().sort();
}
