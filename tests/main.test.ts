import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyDatabase, DATABASES, type EmptyDatabase } from './support/databases.js';
import { databaseWithSeed, migratedDatabase } from './support/record.js';
import { startProgram, startServer } from './support/server-process.js';

/** What a start that must fail says on stderr: one line, and nothing on stdout. */
async function refusal(
  variables: Record<string, string>,
  words: readonly string[] = [],
): Promise<string> {
  const { ended } = await startProgram(variables, [process.execPath, ...words]);
  const { code, stdout, stderr } = await ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^Scoresheet cannot start\. [^\n]+\n$/);
  return stderr;
}

describe('a start that cannot succeed ends with code 1 and one line', () => {
  it.each(['scoresheet.db', 'mysql://scoresheet:hunter2@127.0.0.1/scoresheet'])(
    'for the database %s, which is of no known kind',
    async (url) => {
      const line = await refusal({ DATABASE_URL: url });
      expect(line).toContain('DATABASE_URL must be file:<path>');
      expect(line).not.toContain('hunter2');
    },
  );

  it('for a Node that is too old, alone or with workers, before the driver of SQLite is loaded', async () => {
    const versions = "{ value: { ...process.versions, node: '20.20.2' } }";
    const old = `data:text/javascript,Object.defineProperty(process, 'versions', ${versions})`;
    for (const workers of ['1', '2']) {
      const { url, drop } = await databaseWithSeed('sqlite');
      const line = await refusal({ DATABASE_URL: url, WORKERS: workers }, ['--import', old]);
      expect(line).toContain('Node 22.14 or later is needed, but this is Node 20.20.2');
      await drop();
    }
  });

  it('for a port that is none', async () => {
    expect(await refusal({ PORT: 'eighty' })).toContain('PORT must be a whole number');
  });

  it('for a name that nobody has', async () => {
    const { url, drop } = await databaseWithSeed('sqlite');
    const line = await refusal({ DATABASE_URL: url, HOST: 'nobody.invalid' });
    expect(line).toMatch(/It cannot listen on port 0 of nobody\.invalid: .+\.\n$/);
    await drop();
  });

  it('for a SQLite file that is not there, with the command that makes it', async () => {
    const line = await refusal({ DATABASE_URL: 'file:./nowhere/scoresheet.db' });
    expect(line).toContain(`There is no database at ${path.resolve('nowhere/scoresheet.db')}: `);
    expect(line).toContain('run "npx prisma migrate deploy" first');
  });

  it('for a Postgres with a schema of its own or a password that is not encoded, without showing it', async () => {
    for (const url of ['postgresql://a:hunter2#@b/c', 'postgresql://a:hunter2@b/c?schema=d']) {
      const line = await refusal({ DATABASE_URL: url });
      expect(line).toMatch(/must be percent-encoded|names a schema/);
      expect(line).not.toContain('hunter2');
    }
  });

  it('for a Postgres that does not answer, without its password', async () => {
    const url = 'postgresql://scoresheet:hunter2@127.0.0.1:1/scoresheet';
    const line = await refusal({ DATABASE_URL: url });
    expect(line).toContain('ECONNREFUSED 127.0.0.1:1');
    expect(line).not.toContain('hunter2');
  });

  for (const kind of DATABASES) {
    it(`for a ${kind} database without tables, with the command that makes them`, async () => {
      const { url, drop } = await createEmptyDatabase(kind);
      expect(await refusal({ DATABASE_URL: url })).toContain(
        'run "npx prisma migrate deploy" first',
      );
      await drop();
    });
  }
});

/** Starts and waits for the greeting. */
async function startAndGreet(url: string, variables: Record<string, string> = {}) {
  const server = await startServer({ DATABASE_URL: url, ...variables });
  expect(server.said.stderr).toBe('');
  return server;
}

describe('a start on a seeded database', () => {
  let database: EmptyDatabase;
  beforeAll(async () => {
    database = await databaseWithSeed('sqlite');
  });
  afterAll(() => database.drop());

  it('listens at one address of a name', async () => {
    const { said, address } = await startAndGreet(database.url, { HOST: 'localhost' });
    expect(said.stdout.match(/https?:\/\/[^/]+\/graphql/g)).toHaveLength(2);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
  });

  it('says where it answers, and what to ask first: the founding question', async () => {
    const { said, address } = await startAndGreet(database.url);
    expect(said.stdout).toContain(`${address}/playground`);
    expect(said.stdout).not.toContain('empty');

    const [, url = '', header = '', body = ''] =
      /^curl (\S+) -H '(.*?)' -d '(.*?)'$/m.exec(said.stdout) ?? [];
    const headers = Object.fromEntries([header.split(': ')]);
    const response = await fetch(url, { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({
      data: {
        comparePlayers: { rows: [{ relativeToBaseline: 1.475 }, { relativeToBaseline: 1 }] },
      },
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with code 0 and without a word on %s, with its worker thread',
    async (signal) => {
      const { child, address, ended, complaints } = await startAndGreet(database.url);
      const costly = await fetch(`${address}/graphql?query={coverage{matches}}`);
      expect(await costly.json()).toMatchObject({ data: { coverage: { matches: 99 } } });
      child.kill(signal);
      expect(await ended).toBe(0);
      expect(complaints()).toBe('');
    },
  );

  it('is unready and answers for DRAIN_SECONDS after SIGTERM, then ends with code 0', async () => {
    const { child, address, ended } = await startAndGreet(database.url, { DRAIN_SECONDS: '3' });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const signalledAt = performance.now();
    child.kill('SIGTERM');
    await expect.poll(async () => (await fetch(`${address}/readyz`)).status).toBe(503);
    const answer = await fetch(`${address}/graphql?query={__typename}`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { data: {} }]);
    expect(await ended).toBe(0);
    expect(performance.now() - signalledAt).toBeGreaterThan(2900);
  });

  it.each(['1', '2'])(
    'ends at once with code 1 on a second signal, with %s workers',
    async (workers) => {
      const env = { DRAIN_SECONDS: '60', WORKERS: workers };
      const { child, address, ended } = await startAndGreet(database.url, env);
      child.kill('SIGTERM');
      await expect.poll(async () => (await fetch(`${address}/readyz`)).status).toBe(503);
      child.kill('SIGINT');
      expect(await ended).toBe(1);
    },
  );

  it('warns of a former name of a setting, and serves', async () => {
    const { complaints } = await startServer({ DATABASE_URL: database.url, ANSWER_CACHE: 'off' });
    expect(complaints()).toBe(
      'ANSWER_CACHE is called RESPONSE_CACHE now: the former name is read in this release alone.\n',
    );
  });

  it('refuses a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const line = await refusal({ DATABASE_URL: database.url, PORT: String(port) });
    expect(line).toContain(`Port ${port} of 127.0.0.1 is in use: choose another with PORT.`);
    other.close();
  });
});

describe('a start on an empty record', () => {
  it('serves, and says how to fill it', async () => {
    const { url, drop } = await migratedDatabase('sqlite');
    const { said, child, address, ended } = await startAndGreet(url);
    expect(said.stdout).toContain('The record is empty: run "npx prisma db seed" to fill it.');
    expect((await fetch(`${address}/livez`)).status).toBe(200);
    child.kill();
    await ended;
    await drop();
  });
});
