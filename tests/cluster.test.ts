/** Several processes on one port answer as one does. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/database/database.js';
import { readSeed } from '../src/importers/documents/seed.js';
import { writeFacts } from '../src/importers/write/write.js';
import { ENGLAND, posting } from './http/odd-requests.js';
import { createEmptyDatabase, DATABASES, type EmptyDatabase } from './support/databases.js';
import { type RawResponse, send } from './support/raw-http.js';
import { databaseWithSeed, migratedDatabase, SEED } from './support/record.js';
import { type ServerProcess, startServer, workersOf } from './support/server-process.js';

const WORKERS = 2;

const start = (url: string) => startServer({ DATABASE_URL: url, WORKERS: String(WORKERS) });

/** What workers answer to a question: each connection goes to the next of them. */
function askAll({ address }: ServerProcess, query = ENGLAND): Promise<RawResponse[]> {
  const asked = Array.from({ length: 2 * WORKERS }, () => send(address, posting({ query })));
  return Promise.all(asked);
}

/** How many workers had to work an answer out: each keeps its own. */
const workedOut = (responses: readonly RawResponse[]) =>
  responses.filter(({ headers }) => headers['cache-status'] !== 'scoresheet; hit').length;

describe.each(DATABASES)('on %s', (kind) => {
  let database: EmptyDatabase;
  afterEach(() => database.drop());

  it('all workers answer, all of them the same, and end together without a word', async () => {
    database = await databaseWithSeed(kind);
    const server = await start(database.url);
    const workers = workersOf(server);
    expect(workers).toHaveLength(WORKERS);
    const responses = [...(await askAll(server)), ...(await askAll(server))];
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    expect(JSON.parse(responses[0]?.text ?? '').data).toEqual({ team: { name: 'England' } });
    expect(workedOut(responses)).toBeGreaterThanOrEqual(WORKERS);
    expect(workedOut(await askAll(server))).toBe(0);
    const costly = await askAll(server, '{ coverage { matches } }');
    expect(new Set(costly.map(({ text }) => text)).size).toBe(1);
    expect(JSON.parse(costly[0]?.text ?? '').data).toEqual({ coverage: { matches: 99 } });

    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.complaints()).toBe('');
    for (const worker of workers) expect(() => process.kill(worker, 0)).toThrow('ESRCH');
  });

  it('one import is noticed by all at once', async () => {
    database = await migratedDatabase(kind);
    const server = await start(database.url);
    const query = '{ dataset { version } teams { totalCount } }';
    for (const { status } of await askAll(server, query)) expect(status).toBe(503);

    const writer = openDatabase(database.url, { writable: true });
    let imported = false;
    const importing = writeFacts(writer, 'scoresheet-seed', readSeed(SEED)).then(() => {
      imported = true;
    });
    const seen = [];
    while (!imported) seen.push(...(await askAll(server, query)));
    await importing;
    const later = [...(await askAll(server, query)), ...(await askAll(server, query))];
    expect(new Set(later.map(({ text }) => text)).size).toBe(1);
    const { text } = later[0] as RawResponse;
    expect(JSON.parse(text).data.dataset.version).toBe(await writer.version());
    // Until then they had none, or all of it.
    for (const { status, text: early } of seen) expect(status === 503 || early === text).toBe(true);

    await writer.write(({ prisma: rows }) =>
      rows.dataset.update({ where: { id: 1 }, data: { version: 'later' } }),
    );
    await writer.close();
    for (const { text: last } of await askAll(server, query)) {
      expect(JSON.parse(last).data.dataset.version).toBe('later');
    }
  });

  it('a worker that is killed is replaced, and nobody but who it was answering notices', async () => {
    database = await databaseWithSeed(kind);
    const server = await start(database.url);
    const [first = 0, ...others] = workersOf(server);
    process.kill(first, 'SIGKILL');
    while (server.complaints() === '') await wait(10);
    for (const { status } of await askAll(server)) expect(status).toBe(200);
    while (workersOf(server).length < WORKERS) await wait(100);
    expect(workersOf(server)).toEqual(expect.arrayContaining(others));
    expect(workersOf(server)).not.toContain(first);
    expect(server.complaints()).toMatch(
      /^Worker \d+ exited with signal SIGKILL; restarting( in [1-5] s)?\n$/,
    );

    server.child.kill('SIGINT');
    expect(await server.ended).toBe(0);
  });
});

describe('the one that starts workers', () => {
  let database: EmptyDatabase;
  beforeEach(async () => {
    database = await databaseWithSeed('sqlite');
  });
  afterEach(() => database.drop());

  it('ends when it is told to while a worker is being replaced', async () => {
    const server = await start(database.url);
    for (const worker of workersOf(server)) process.kill(worker, 'SIGKILL');
    while (workersOf(server).length > 0) await wait(10);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  it('takes its workers with it, however it ends', async () => {
    const server = await start(database.url);
    const workers = workersOf(server);
    server.child.kill('SIGKILL');
    await server.ended;
    const isAlive = (worker: number) => spawnSync('kill', ['-0', String(worker)]).status === 0;
    while (workers.some(isAlive)) await wait(10);
  });

  it('says in one line why none can start', async () => {
    const refused = (env: Record<string, string>) =>
      expect(startServer({ DATABASE_URL: database.url, WORKERS: String(WORKERS), ...env })).rejects;
    await refused({ DATABASE_URL: 'file:./nowhere/scoresheet.db' }).toThrow(
      /^The server did not start: Scoresheet cannot start\. There is no database at [^\n]+\n$/,
    );
    const { url, drop } = await createEmptyDatabase('sqlite');
    await refused({ DATABASE_URL: url }).toThrow(
      /^The server did not start: Scoresheet cannot start\. The database has no tables[^\n]+\n$/,
    );
    await drop();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await refused({ PORT: String(port) }).toThrow(
      /^The server did not start: Scoresheet cannot start\. Port \d+ of 127\.0\.0\.1 is in use[^\n]+\n$/,
    );
    other.close();
  });
});
