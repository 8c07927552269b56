/** What docker-compose.yml starts as `scale`, as processes: servers on one Postgres and one Redis, of which some are killed. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { databaseWithSeed } from '../support/record.js';
import { isRedisAbsent, startRedis } from '../support/redis.js';
import { ask, knownAnswers, load, startServer } from '../support/server-process.js';

describe.skipIf(isRedisAbsent())('two servers on one Postgres and one Redis', () => {
  it('answer right while one of them is killed, and when Redis is', async () => {
    const record = await databaseWithSeed('postgresql');
    onTestFinished(record.drop);
    const known = await knownAnswers(record.url);
    const redis = await startRedis();
    onTestFinished(() => redis.kill());
    const env = { DATABASE_URL: record.url, REDIS_URL: redis.url };
    const [one, other] = await Promise.all([startServer(env), startServer(env)]);

    const onOne = load([one.address], known);
    const onOther = load([other.address], known);
    await Promise.all([onOne.moreRight(100), onOther.moreRight(100)]);
    expect(await redis.client.dbsize()).toBeGreaterThan(0);
    other.child.kill('SIGKILL');
    await other.ended;
    const lost = await onOther.stop();
    expect(lost).toMatchObject({ wrong: 0, refused: 0 });
    expect(lost.broken).toBeGreaterThan(0);

    await onOne.moreRight(100);
    await redis.kill();
    await onOne.moreRight(100);
    expect(await onOne.stop()).toMatchObject({ wrong: 0, refused: 0, broken: 0 });
    const next = await startServer(env);
    for (const question of known) expect(await ask(next.address, question)).toBe('right');
  });
});
