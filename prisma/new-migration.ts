/**
 * `npm run migration -- add_referees`: writes the next migration of both databases from the changes of the model, under
 * one name numbered after the last. `prisma migrate deploy` applies it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTemporaryPostgres } from './temporary-postgres.js';

const ROOT = path.dirname(import.meta.dirname);
const MIGRATIONS = path.join(import.meta.dirname, 'migrations');
const CLI = createRequire(import.meta.url).resolve('prisma/build/index.js');
const SCHEMAS = {
  sqlite: 'prisma/schema.prisma',
  postgresql: 'prisma/postgresql/schema.prisma',
};

type Kind = keyof typeof SCHEMAS;

/** The SQL from the migrations to the model; does not change the database. */
function diffMigrations(kind: Kind, url: string): { sql: string; changed: boolean } {
  const from = path.join(MIGRATIONS, kind);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'migrate', 'diff', '--script', '--exit-code']
      .concat('--from-migrations', from)
      .concat('--to-schema', SCHEMAS[kind]),
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, DATABASE_URL: url } },
  );
  // 0: no difference, 2: a difference.
  if (status !== 0 && status !== 2) throw new Error(stderr);
  return { sql: `${stdout.trimEnd()}\n`, changed: status === 2 };
}

/** On temporary databases. */
async function diffBoth() {
  const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-migration-'));
  const postgres = await startTemporaryPostgres();
  try {
    return {
      sqlite: diffMigrations('sqlite', `file:${path.join(folder, 'empty.db')}`),
      postgresql: diffMigrations('postgresql', postgres.url),
    };
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Four digits, so that names sort by number. */
function nextNumber(): string {
  const names = Object.keys(SCHEMAS).flatMap((kind) => readdirSync(path.join(MIGRATIONS, kind)));
  const numbers = names.map((name) => Number.parseInt(name, 10) || 0);
  return String(Math.max(0, ...numbers) + 1).padStart(4, '0');
}

async function main(name = ''): Promise<string> {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error('Usage: npm run migration -- name_of_change');
  const changes = await diffBoth();
  if (!changes.sqlite.changed && !changes.postgresql.changed) {
    throw new Error('The model has not changed since the last migration');
  }
  const migration = `${nextNumber()}_${name}`;
  for (const [kind, { sql }] of Object.entries(changes)) {
    const folder = path.join(MIGRATIONS, kind, migration);
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'migration.sql'), sql);
  }
  return migration;
}

try {
  console.log(`Wrote ${await main(process.argv[2])} for both databases`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
