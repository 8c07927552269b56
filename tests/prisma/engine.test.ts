import { spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyDatabase, prisma, ROOT, temporaryFolder } from './cli.js';

test('an engine that the operator names in PRISMA_SCHEMA_ENGINE_BINARY is used instead of ours', async () => {
  const env = await emptyDatabase('sqlite');
  const engine = path.join(await temporaryFolder(), 'schema-engine');
  await writeFile(engine, '#!/bin/sh\necho "the engine of the operator"\n');
  await chmod(engine, 0o755);
  const { stdout } = await prisma('--version', { ...env, PRISMA_SCHEMA_ENGINE_BINARY: engine });
  expect(stdout).toContain('the engine of the operator');
});

test('prisma --version tells the engine of the very version that the CLI asks for', async () => {
  const { stdout } = await prisma('--version', await emptyDatabase('sqlite'));
  const [, wanted] = stdout.match(/Default Engines Hash\s*: (\w+)/) ?? [];
  expect(stdout).toContain(`schema-engine-cli ${wanted}`);
});

test('a Postgres server that cannot be reached fails the deployment and is named', async () => {
  const url = 'postgresql://postgres:secret@127.0.0.1:1/scoresheet';
  const { code, stderr } = await prisma('migrate deploy', { DATABASE_URL: url });
  expect(code).toBe(1);
  expect(stderr).toContain("P1001: Can't reach database server at 127.0.0.1:1");
  expect(stderr).not.toContain('secret');
});

test('a DATABASE_URL of another kind of database is refused in one line', async () => {
  const { code, stderr } = await prisma('migrate deploy', { DATABASE_URL: 'mysql://127.0.0.1/x' });
  expect(code).toBe(1);
  expect(stderr).toContain('DATABASE_URL must begin with file:, postgres:// or postgresql://');
});

test('a panic of the engine fails the command', async () => {
  const env = { ...(await emptyDatabase('sqlite')), FORCE_PANIC_SCHEMA_ENGINE: '1' };
  const { code, stderr } = await prisma('migrate status', env);
  expect(code).toBe(1);
  expect(stderr).toContain('panic');
});

test('the engine answers a method that it does not know with an error', async () => {
  const engine = path.join(ROOT, 'prisma/engine/schema-engine.mjs');
  const { DATABASE_URL: url } = await emptyDatabase('sqlite');
  const { stdout } = spawnSync(engine, ['--datasource', JSON.stringify({ url })], {
    encoding: 'utf8',
    input: '{"jsonrpc":"2.0","id":7,"method":"divine"}\n',
  });
  expect(JSON.parse(stdout)).toMatchObject({
    id: 7,
    error: { data: { is_panic: false, message: 'Unknown method: divine' } },
  });
});
