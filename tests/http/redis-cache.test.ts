/** Servers that share a Redis answer from what any of them has answered; without it each of them answers all the same. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../prisma/free-port.js';
import { openDatabase } from '../../src/database/database.js';
import { createRedisCache } from '../../src/http/redis-cache.js';
import { serve } from '../support/http-server.js';
import { type RawRequest, send } from '../support/raw-http.js';
import { databaseWithSeed } from '../support/record.js';
import { isRedisAbsent, type RedisServer, startRedis } from '../support/redis.js';
import {
  ENGLAND,
  getting,
  persisted,
  persistedParameters,
  posting,
  sha256,
} from './odd-requests.js';

const HIT = 'scoresheet; hit';
const STORED = 'scoresheet; fwd=miss; stored';
const RIGHT = { data: { team: { name: 'England' } } };

/** Waits until something holds; the patience of the test is its own. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(10);
}

let url: string;
let drop: () => Promise<void>;
beforeEach(async () => {
  ({ url, drop } = await databaseWithSeed('sqlite'));
});
afterEach(() => drop());

/** A server that shares what it keeps, and what it has told its operator of that. */
async function serveSharing(redisUrl: string, prefix = 'test') {
  const lines: string[] = [];
  const shared = createRedisCache(redisUrl, prefix, (line) => lines.push(line));
  const { address, close } = await serve(openDatabase(url), { shared });
  onTestFinished(close);
  return {
    lines,
    close,
    /** Waits until it can use the Redis. */
    async connected() {
      await until(async () => {
        shared.set('probe', Buffer.from('x'));
        await wait(10);
        return (await shared.get('probe')) !== null;
      });
    },
    async ask(request: RawRequest = posting({ query: ENGLAND })) {
      const { status, headers, text } = await send(address, request);
      return { status, origin: headers['cache-status'], answer: JSON.parse(text) };
    },
    /** Asks what has not been asked before. */
    askAnew: () => send(address, posting({ query: `${ENGLAND} # ${Math.random()}` })),
  };
}

async function changeRecord(version: string): Promise<void> {
  const writer = openDatabase(url, { writable: true });
  await writer.write(({ prisma: rows }) =>
    rows.dataset.update({ where: { id: 1 }, data: { version } }),
  );
  await writer.close();
}

describe.skipIf(isRedisAbsent())('with a Redis', () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.kill());

  const keys = async (of: string) =>
    (await redis.client.keys('*')).filter((key) => key.includes(of));

  /** A server that has answered the question, so that it is in the Redis. */
  async function serveAnswered() {
    const server = await serveSharing(redis.url);
    await server.connected();
    expect((await server.ask()).origin).toBe(STORED);
    await until(async () => (await keys('answer')).length === 1);
    return server;
  }

  async function serveConnected(prefix?: string) {
    const server = await serveSharing(redis.url, prefix);
    await server.connected();
    return server;
  }

  it('a server answers from what another has answered, and keeps it itself', async () => {
    await serveAnswered();
    const other = await serveConnected();
    expect(await other.ask()).toMatchObject({ status: 200, origin: HIT, answer: RIGHT });
    await redis.client.flushall();
    expect((await other.ask()).origin).toBe(HIT);
    expect(other.lines).toEqual([]);
  });

  it('what is in it goes after a day', async () => {
    await serveAnswered();
    const [key = ''] = await keys('answer');
    expect(await redis.client.ttl(key)).toBeGreaterThan(86_000);
    expect(await redis.client.ttl(key)).toBeLessThanOrEqual(86_400);
  });

  it('no server answers from another version of the record, nor from what another release keeps', async () => {
    await serveAnswered();
    expect((await (await serveConnected('another release')).ask()).origin).toBe(STORED);
    await changeRecord('later');
    expect((await (await serveConnected()).ask()).origin).toBe(STORED);
  });

  it('a query that was made known to one server is known to the others', async () => {
    const one = await serveConnected();
    await one.ask(posting({ query: ENGLAND, ...persisted(sha256(ENGLAND)) }));
    await until(async () => (await keys('query')).length === 1);
    const other = await serveConnected();
    expect(await other.ask(getting(persistedParameters(sha256(ENGLAND))))).toMatchObject({
      status: 200,
      answer: RIGHT,
    });
  });

  it.each<[string, (key: string) => Promise<unknown>]>([
    ['rubbish', (key) => redis.client.set(key, '{"data":{"team":{"name":"Rubbish"}}}\n')],
    ['nothing', (key) => redis.client.set(key, '')],
    [
      'half of it',
      (key) => redis.client.getrange(key, 0, -10).then((half) => redis.client.set(key, half)),
    ],
    ['something of another type', (key) => redis.client.multi().del(key).lpush(key, 'x').exec()],
  ])('an answer with %s in its place is found anew, and put right', async (_name, spoil) => {
    await serveAnswered();
    const [key = ''] = await keys('answer');
    await spoil(key);
    const other = await serveConnected();
    expect(await other.ask()).toMatchObject({ status: 200, origin: STORED, answer: RIGHT });
    await until(
      async () =>
        (await redis.client.type(key)) === 'string' && (await redis.client.strlen(key)) > 60,
    );
    expect((await (await serveConnected()).ask()).origin).toBe(HIT);
    expect(other.lines).toEqual([]);
  });

  it('an answer to one question is none to another, whoever puts it there', async () => {
    const one = await serveAnswered();
    const [england = ''] = await keys('answer');
    const wales = posting({ query: ENGLAND.replace('england', 'wales') });
    await one.ask(wales);
    await until(async () => (await keys('answer')).length === 2);
    const [other = ''] = (await keys('answer')).filter((key) => key !== england);
    await redis.client.rename(england, other);
    expect(await (await serveConnected()).ask(wales)).toMatchObject({
      origin: STORED,
      answer: { data: { team: { name: 'Wales' } } },
    });
  });

  it('one that goes down and comes back is told of once each, and missed by nobody who asks', async () => {
    const server = await serveAnswered();
    await redis.kill();
    for (let time = 1; time <= 50; time += 1) expect((await server.askAnew()).status).toBe(200);
    await until(() => server.lines.length > 0);
    redis = await startRedis(Number(new URL(redis.url).port));
    await server.connected();
    expect(server.lines).toEqual([
      expect.stringMatching(/^Redis unavailable for reads: /),
      'Redis available again for reads.',
    ]);
    await server.askAnew();
    await until(async () => (await keys('answer')).length === 1);
  });

  it('one that has come to a halt holds nobody up for long, and is told of once', async () => {
    const server = await serveAnswered();
    redis.process.kill('SIGSTOP');
    for (let time = 1; time <= 50; time += 1) expect((await server.askAnew()).status).toBe(200);
    expect(server.lines).toEqual([expect.stringMatching(/^Redis unavailable for reads: /)]);
    redis.process.kill('SIGCONT');
    await server.connected();
    expect(server.lines).toHaveLength(2);
  });

  it('one that has come to a halt does not keep a server from closing', async () => {
    const server = await serveAnswered();
    redis.process.kill('SIGSTOP');
    await server.askAnew();
    await server.close();
  });

  it('one that may not be written to is read, and told of once', async () => {
    await serveAnswered();
    await redis.client.config('SET', 'maxmemory', '1');
    const server = await serveSharing(redis.url);
    await until(async () => (await server.ask()).origin === HIT);
    for (let time = 1; time <= 5; time += 1) await server.askAnew();
    await until(() => server.lines.length > 0);
    expect(server.lines).toEqual([expect.stringMatching(/^Redis unavailable for writes: OOM/)]);
  });

  it('one that wants a password is told of once, and answered without', async () => {
    await redis.kill();
    redis = await startRedis(undefined, ['--requirepass', 'hunter2']);
    const server = await serveSharing(redis.url);
    await until(() => server.lines.length > 0);
    for (let time = 1; time <= 5; time += 1) expect((await server.askAnew()).status).toBe(200);
    expect(server.lines).toEqual([expect.stringContaining('NOAUTH')]);
    expect(server.lines.join()).not.toContain('hunter2');
  });
});

describe('without a Redis', () => {
  it('a server starts, answers from the record and from its own memory, and tells of it once', async () => {
    const server = await serveSharing(`redis://127.0.0.1:${await freePort()}`);
    expect(await server.ask()).toMatchObject({ status: 200, origin: STORED, answer: RIGHT });
    expect((await server.ask()).origin).toBe(HIT);
    await until(() => server.lines.length > 0);
    await wait(300);
    expect(server.lines).toEqual([
      expect.stringMatching(/^Redis unavailable for reads: .*ECONNREFUSED/),
    ]);
    await server.close();
  });

  it.skipIf(isRedisAbsent())('a server finds it as soon as it is there', async () => {
    const port = await freePort();
    const server = await serveSharing(`redis://127.0.0.1:${port}`);
    await until(() => server.lines.length > 0);
    const redis = await startRedis(port);
    await server.connected();
    expect(server.lines).toHaveLength(2);
    await redis.kill();
  });
});
