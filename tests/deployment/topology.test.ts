/** What docker-compose.yml starts as `scale`, as processes: servers on one Postgres and one Redis, of which some are killed. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { databaseWithSeed } from '../support/record.js';
import { ask, knownAnswers, load, startServer } from '../support/server-process.js';

const noRedis = spawnSync('redis-server', ['--version']).status !== 0;
if (noRedis) console.log('Skipped: there is no redis-server.');

describe.skipIf(noRedis)('two servers on one Postgres and one Redis', () => {
  it('answer right while one of them is killed, and when Redis is', async () => {
    const record = await databaseWithSeed('postgresql');
    onTestFinished(record.drop);
    const known = await knownAnswers(record.url);
    const redis = await startRedis();
    const env = { DATABASE_URL: record.url, REDIS_URL: redis.url };
    const [one, other] = await Promise.all([startServer(env), startServer(env)]);

    const onOne = load([one.address], known);
    const onOther = load([other.address], known);
    await Promise.all([onOne.moreRight(100), onOther.moreRight(100)]);
    expect(await keysIn(redis.url)).toBeGreaterThan(0);
    other.child.kill('SIGKILL');
    await other.ended;
    const lost = await onOther.stop();
    expect(lost).toMatchObject({ wrong: 0, refused: 0 });
    expect(lost.broken).toBeGreaterThan(0);

    await onOne.moreRight(100);
    redis.kill();
    await onOne.moreRight(100);
    expect(await onOne.stop()).toMatchObject({ wrong: 0, refused: 0, broken: 0 });
    const next = await startServer(env);
    for (const question of known) expect(await ask(next.address, question)).toBe('right');
  });
});

/** A Redis that is of use while the test runs: on loopback alone, and it keeps nothing. */
async function startRedis() {
  const port = await freePort();
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = () => child.kill('SIGKILL');
  onTestFinished(() => void kill());
  for await (const text of child.stdout) if (String(text).includes('Ready to accept')) break;
  return { url: `redis://127.0.0.1:${port}`, kill };
}

async function keysIn(url: string): Promise<number> {
  const redis = new Redis(url);
  return redis.dbsize().finally(() => redis.disconnect());
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
