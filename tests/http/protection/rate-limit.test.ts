/** An address may ask so often in a minute, however it asks; those who run the server are not counted. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../../src/database/types.js';
import { clientNetworkOf } from '../../../src/http/protection/client-network.js';
import { createRedisCache } from '../../../src/http/redis-cache.js';
import type { EmptyDatabase } from '../../support/databases.js';
import { type Serving, type ServingOptions, serve } from '../../support/http-server.js';
import { type RawRequest, send } from '../../support/raw-http.js';
import { databaseWithSeed, seededDatabase } from '../../support/record.js';
import { isRedisAbsent, type RedisServer, startRedis } from '../../support/redis.js';
import { startServer } from '../../support/server-process.js';
import { ENGLAND, posting } from '../odd-requests.js';

const LIMIT = 5;

let database: Database;
beforeAll(async () => {
  database = await seededDatabase('sqlite');
});
afterAll(() => database.close());

/** A server that ends with the test, and whose database stays. */
async function start(options: ServingOptions = {}): Promise<Serving> {
  const open = { ...database, close: async () => {} };
  const serving = await serve(open, { requestsPerMinute: LIMIT, ...options });
  onTestFinished(() => serving.close());
  return serving;
}

const question = (headers: Record<string, string> = {}) => posting({ query: ENGLAND }, headers);

/** How many of some requests were answered. */
async function answered(address: string, count: number, request: RawRequest = question()) {
  let right = 0;
  for (let time = 1; time <= count; time += 1) {
    const { status } = await send(address, request);
    if (status !== 429) right += 1;
  }
  return right;
}

describe('an address', () => {
  it('that asks more often is told when to come again, as a GraphQL client can read', async () => {
    const { address } = await start();
    expect(await answered(address, LIMIT)).toBe(LIMIT);
    const { status, headers, text } = await send(address, question());
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message: expect.stringContaining(`An address may make ${LIMIT} requests a minute`),
          extensions: { code: 'RATE_LIMITED', requestId: headers['x-request-id'] },
        },
      ],
    });
  });

  it.each<[string, RawRequest]>([
    ['a page', { method: 'GET', path: '/playground' }],
    ['what is not there', { method: 'GET', path: '/nowhere' }],
    ['what is refused', posting('{')],
    [
      'what a browser asks first',
      {
        method: 'OPTIONS',
        headers: { origin: 'https://example.org', 'access-control-request-method': 'POST' },
      },
    ],
  ])('is counted for %s', async (_name, request) => {
    const { address } = await start();
    expect(await answered(address, LIMIT + 2, request)).toBe(LIMIT);
  });

  it('is not counted for asking how the server is', async () => {
    const { address } = await start();
    for (const path of ['/livez', '/readyz']) {
      expect(await answered(address, LIMIT + 2, { method: 'GET', path })).toBe(LIMIT + 2);
    }
  });

  it('is told the limit by the API, and that there is none', async () => {
    const limits = async ({ post }: Serving) =>
      (await (await post({ query: '{ limits { requestsPerMinute } }' })).json()) as object;
    expect(await limits(await start())).toMatchObject({
      data: { limits: { requestsPerMinute: LIMIT } },
    });
    const open = await serve({ ...database, close: async () => {} });
    onTestFinished(() => open.close());
    expect(await limits(open)).toMatchObject({ data: { limits: { requestsPerMinute: null } } });
    expect(await answered(open.address, LIMIT + 2)).toBe(LIMIT + 2);
  });
});

describe('RateLimit and RateLimit-Policy', () => {
  it.each<[string, RawRequest]>([
    ['the API', question()],
    ['pages', { method: 'GET', path: '/playground' }],
  ])('state the quota, what remains and the seconds to its renewal: %s', async (_name, request) => {
    const { address } = await start();
    for (const remaining of [4, 3, 2, 1, 0, 0]) {
      const { headers } = await send(address, request);
      expect(headers['ratelimit-policy']).toBe(`"default";q=${LIMIT};w=60`);
      expect(headers.ratelimit).toMatch(
        new RegExp(`^"default";r=${remaining};t=([1-9]|[1-5]\\d|60)$`),
      );
    }
  });

  it('are not sent without a limit, nor with the health of the server', async () => {
    const open = await serve({ ...database, close: async () => {} });
    onTestFinished(() => open.close());
    expect((await send(open.address, question())).headers).not.toHaveProperty('ratelimit');
    const { address } = await start();
    const live = await send(address, { method: 'GET', path: '/livez' });
    expect(live.headers).not.toHaveProperty('ratelimit');
  });
});

describe('an address that a request is said to come from', () => {
  const from = (address: string) => question({ 'x-forwarded-for': address });

  it('is not believed', async () => {
    const { address } = await start();
    expect(await answered(address, LIMIT, from('198.51.100.1'))).toBe(LIMIT);
    expect(await answered(address, 1, from('198.51.100.2'))).toBe(0);
  });

  it.each([[1], [['127.0.0.0/8', '::1']]])('is believed of a proxy: %j', async (trustProxy) => {
    const { address } = await start({ trustProxy });
    expect(await answered(address, LIMIT, from('198.51.100.1'))).toBe(LIMIT);
    expect(await answered(address, 1, from('198.51.100.2'))).toBe(1);
    // What the client itself has put in front of the list is not.
    expect(await answered(address, 1, from('198.51.100.9, 198.51.100.1'))).toBe(0);
  });

  it('is not believed of who is no proxy', async () => {
    const { address } = await start({ trustProxy: ['10.0.0.0/8'] });
    expect(await answered(address, LIMIT, from('198.51.100.1'))).toBe(LIMIT);
    expect(await answered(address, 1, from('198.51.100.2'))).toBe(0);
  });

  it('of IPv6 is counted with its neighbours', async () => {
    const { address } = await start({ trustProxy: 1 });
    expect(await answered(address, LIMIT, from('2001:db8:1:2::1'))).toBe(LIMIT);
    expect(await answered(address, 1, from('2001:db8:1:2:ffff::9'))).toBe(0);
    expect(await answered(address, 1, from('2001:db8:1:3::1'))).toBe(1);
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['203.0.113.7:5678', '203.0.113.7'],
    ['[2001:db8::1]:443', '2001:db8:0:0::/64'],
    ['[2001:db8::1]', '2001:db8:0:0::/64'],
    ['a:b:c:d:e:f:g:h:i', 'unknown'],
    ['unknown', 'unknown'],
    ['', 'unknown'],
  ])('%s is counted as %s', (address, network) => {
    expect(clientNetworkOf(address)).toBe(network);
  });
});

describe('the id that a proxy gives a request', () => {
  it.each([
    ['of-the-proxy:1', 1, true],
    ['of-the-proxy:1', false, false],
    ['short', 1, false],
    ['"},{"level":50', 1, false],
  ] as const)('%s is taken with %s proxies believed: %s', async (id, trustProxy, isTaken) => {
    const { address } = await start({ trustProxy });
    const { headers } = await send(address, question({ 'x-request-id': id }));
    expect(headers['x-request-id'] === id).toBe(isTaken);
  });
});

describe.skipIf(isRedisAbsent())('servers on one Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.kill());

  async function startSharing(prefix: string) {
    const shared = createRedisCache(redis.url, prefix, () => {});
    const serving = await start({ shared });
    while (shared.redis.status !== 'ready') await wait(10);
    return serving;
  }

  it('count together, and each for itself when Redis hangs or is gone', async () => {
    const [one, other] = await Promise.all([startSharing('rate'), startSharing('rate')]);
    expect(await answered(one.address, LIMIT - 1)).toBe(LIMIT - 1);
    expect(await answered(other.address, 2)).toBe(1);
    expect(await answered(one.address, 1)).toBe(0);
    const hanging = await startSharing('hanging');
    redis.process.kill('SIGSTOP');
    expect(await answered(hanging.address, LIMIT + 2)).toBe(LIMIT);
    await redis.kill();
    const fresh = await start({ shared: createRedisCache(redis.url, 'rate', () => {}) });
    expect(await answered(fresh.address, LIMIT + 2)).toBe(LIMIT);
  });
});

describe('several processes on one port', () => {
  let record: EmptyDatabase;
  beforeAll(async () => {
    record = await databaseWithSeed('sqlite');
  });
  afterAll(() => record.drop());

  it('count together', async () => {
    const env = { DATABASE_URL: record.url, WORKERS: '2', RATE_LIMIT: String(LIMIT) };
    const { address, child, ended, complaints } = await startServer(env);
    // Each connection goes to the next of them.
    expect(await answered(address, 3 * LIMIT)).toBe(LIMIT);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(complaints()).toBe('');
  });
});
