/**
 * What may happen to a server process under load, and what its clients see of it. What else may happen is tested where it
 * belongs, or cannot be run on every machine:
 *
 * | fault                                   | where, or why not                                                        |
 * | --------------------------------------- | ------------------------------------------------------------------------ |
 * | the database is down at the start       | tests/main.test.ts                                                       |
 * | Postgres: down, killed, exhausted, hung | postgres.test.ts, on a Postgres of its own                               |
 * | SQLite: moved, replaced, damaged, full  | sqlite.test.ts                                                           |
 * | an import is killed                     | tests/importers/updates/kill.test.ts                                         |
 * | two imports at once                     | imports.test.ts                                                          |
 * | uncommitted rows, two processes         | imports.test.ts                                                          |
 * | one of several servers is killed        | tests/deployment/topology.test.ts                                        |
 * | Postgres has no disk left               | not run: needs a file system of its own, which only an administrator has |
 * | the disk fails while it is written to   | not run: needs a device that fails; SQLite and Postgres are tested for it |
 * | the clock jumps                         | not run: no answer depends on the day; deadlines are monotonic timers    |
 */
import type { ChildProcess } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type EmptyDatabase } from '../support/databases.js';
import { databaseWithSeed } from '../support/record.js';
import {
  ask,
  type KnownAnswer,
  knownAnswers,
  load,
  startServer,
  workersOf,
} from '../support/server-process.js';

describe.each(DATABASES)('%s', (kind) => {
  let record: EmptyDatabase;
  let known: KnownAnswer[];
  beforeAll(async () => {
    record = await databaseWithSeed(kind);
    known = await knownAnswers(record.url);
  });
  afterAll(() => record.drop());

  it('a server that is killed under load breaks what is in flight and nothing else; the next one answers the same', async () => {
    const { address, child, ended } = await startServer({ DATABASE_URL: record.url });
    const asking = load([address], known);
    await asking.moreRight(100);
    expect(asking.seen).toMatchObject({ wrong: 0, refused: 0, broken: 0 });
    child.kill('SIGKILL');
    await ended;
    expect(await asking.stop()).toMatchObject({ wrong: 0, refused: 0 });
    const next = await startServer({ DATABASE_URL: record.url });
    for (const question of known) expect(await ask(next.address, question)).toBe('right');
  });

  it('a server that is asked to stop under load cuts no answer off', async () => {
    const { address, child, ended, complaints } = await startServer({ DATABASE_URL: record.url });
    for (const question of known) expect(await ask(address, question)).toBe('right');
    const answers = await Promise.all(known.map((question) => sendAlone(address, question)));
    await Promise.race(answers.map(({ whole }) => whole));
    child.kill('SIGTERM');
    for (const [place, { whole }] of answers.entries()) {
      const [head = '', body] = (await whole).split('\r\n\r\n');
      // What had not arrived yet is refused, or its connection closed without a word: a client asks the next server.
      if (head === '' || head.startsWith('HTTP/1.1 503 ')) continue;
      expect(head).toMatch(/^HTTP\/1\.1 200 /);
      expect(JSON.parse(body ?? '').data).toEqual(known[place]?.data);
    }
    expect(await ended).toBe(0);
    expect(complaints()).toBe('');
  });
});

/** A mistake that is made when a signal comes: an exception that nobody catches, or a rejection that nobody waits for. */
const mistaken = (mistake: string) => [
  process.execPath,
  '--import',
  `data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${mistake} });`)}`,
];

describe('a mistake of ours', () => {
  let record: EmptyDatabase;
  let first: KnownAnswer;
  beforeAll(async () => {
    record = await databaseWithSeed('sqlite');
    first = (await knownAnswers(record.url))[0] as KnownAnswer;
  });
  afterAll(() => record.drop());

  it('that nobody catches ends the process with code 1, and the log says why', async () => {
    const command = mistaken(`throw new Error('a mistake')`);
    const { address, child, ended } = await startServer({ DATABASE_URL: record.url }, command);
    const lines = linesOf(child);
    expect(await ask(address, first)).toBe('right');
    child.kill('SIGUSR2');
    expect(await ended).toBe(1);
    expect(lines()).toMatchObject([{ level: 60, err: { message: 'a mistake' } }]);
  });

  it('that nobody waits for is in the log, and nothing else comes of it', async () => {
    const command = mistaken(`Promise.reject(new Error('a mistake'))`);
    const { address, child } = await startServer({ DATABASE_URL: record.url }, command);
    const lines = linesOf(child);
    child.kill('SIGUSR2');
    await expect.poll(lines).toMatchObject([{ level: 50, err: { message: 'a mistake' } }]);
    expect(await ask(address, first)).toBe('right');
  });

  it('in one of several processes has it replaced', async () => {
    const [program = '', ...options] = mistaken(`throw new Error('a mistake')`);
    const env = { DATABASE_URL: record.url, WORKERS: '2', NODE_OPTIONS: options.join(' ') };
    const { address, child, complaints, ended } = await startServer(env, [program]);
    const [worker = 0] = workersOf({ child });
    process.kill(worker, 'SIGUSR2');
    await expect
      .poll(complaints)
      .toMatch(/^Worker \d+ exited with code 1; restarting( in [1-5] s)?\n$/);
    expect(await ask(address, first)).toBe('right');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

/** The lines of the log from now on. */
function linesOf({ stdout }: ChildProcess): () => unknown[] {
  let text = '';
  stdout?.on('data', (part) => {
    text += part;
  });
  return () =>
    text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
}

describe('a server with little', () => {
  it('64 MB of heap are enough while everybody asks something new', async () => {
    const record = await databaseWithSeed('sqlite');
    const first = (await knownAnswers(record.url))[0] as KnownAnswer;
    const { address, child } = await startServer({ DATABASE_URL: record.url }, [
      process.execPath,
      '--max-old-space-size=64',
    ]);
    for (let round = 0; round < 15; round += 1) {
      const questions = Array.from({ length: 20 }, (_, place) => {
        const name = `q${round}_${place}`;
        return { query: first.query.replace('{', `query ${name} {`), data: first.data };
      });
      const outcomes = await Promise.all(questions.map((question) => ask(address, question)));
      expect(outcomes).not.toContain('wrong');
      expect(outcomes).not.toContain('broken');
    }
    expect(child.exitCode).toBeNull();
    expect(await ask(address, first)).toBe('right');
    await record.drop();
  });

  it.skipIf(process.platform === 'win32')(
    '128 file descriptors are enough to survive 300 connections, and to answer when they are gone',
    async () => {
      const record = await databaseWithSeed('sqlite');
      const known = (await knownAnswers(record.url))[0] as KnownAnswer;
      const limited = ['sh', '-c', 'ulimit -n 128 && exec "$0" "$@"', process.execPath];
      const { address, child } = await startServer({ DATABASE_URL: record.url }, limited);
      const sockets = await Promise.all(Array.from({ length: 300 }, () => openSocket(address)));
      for (const socket of sockets) socket.destroy();
      await expect.poll(() => ask(address, known)).toBe('right');
      expect(child.exitCode).toBeNull();
      await record.drop();
    },
  );
});

/** A connection, or what became of the attempt. */
function openSocket(address: string): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  return new Promise((resolve) => {
    for (const event of ['connect', 'error']) socket.once(event, () => resolve(socket));
  });
}

/** Sends a question on a connection of its own, which the server is to close; all that it answers comes later. */
async function sendAlone(address: string, { query }: KnownAnswer) {
  const socket = await openSocket(address);
  let answer = '';
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text;
  });
  const whole = new Promise<string>((resolve) => socket.once('close', () => resolve(answer)));
  const body = JSON.stringify({ query });
  const head = ['POST /graphql HTTP/1.1', 'host: localhost', 'connection: close'];
  head.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  await new Promise((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, resolve));
  return { whole };
}
