/** A process that cannot keep up sends what it keeps, says how it is, and refuses what it would have to work out. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { isOverloaded } from '../../../src/http/protection/load-shedding.js';
import { send } from '../../support/raw-http.js';
import { databaseWithSeed } from '../../support/record.js';
import { startServer } from '../../support/server-process.js';
import { ENGLAND, posting } from '../odd-requests.js';

/** Makes everything more than two seconds late, from one signal to the next. */
const STALLING = `
  let stalling;
  const stall = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2200);
  process.on('SIGUSR2', () => {
    stalling = stalling ? clearInterval(stalling) : setInterval(stall, 1);
  });`;

const command = [
  process.execPath,
  '--import',
  `data:text/javascript,${encodeURIComponent(STALLING)}`,
];

const MIB = 2 ** 20;

describe('load', () => {
  it.each([
    [{ eventLoopDelay: 100, heapUsed: 50 * MIB, rssBytes: 150 * MIB }, false],
    [{ eventLoopDelay: 2001, heapUsed: 50 * MIB, rssBytes: 150 * MIB }, true],
    [{ eventLoopDelay: 0, heapUsed: 95 * MIB, rssBytes: 150 * MIB }, true],
    [{ eventLoopDelay: 0, heapUsed: 50 * MIB, rssBytes: 185 * MIB }, true],
  ])('%j of 100 MiB of heap and 200 MiB in all is overload: %s', (load, expected) => {
    expect(isOverloaded(load, { heap: 100 * MIB, memory: 200 * MIB })).toBe(expected);
  });

  it('serves cached responses while overloaded, and 503 for the rest', async () => {
    const record = await databaseWithSeed('sqlite');
    onTestFinished(() => record.drop());
    const { address, child } = await startServer({ DATABASE_URL: record.url }, command);
    const known = posting({ query: ENGLAND });
    const askAnew = () => send(address, posting({ query: `${ENGLAND} # ${Math.random()}` }));
    expect((await send(address, known)).status).toBe(200);
    expect((await askAnew()).status).toBe(200);

    child.kill('SIGUSR2');
    const askAll = () =>
      Promise.all([
        askAnew(),
        send(address, known),
        send(address, { method: 'GET', path: '/livez' }),
      ]);
    let responses = await askAll();
    while (responses[0].status !== 503) responses = await askAll();
    const [refused, kept, live] = responses;
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(JSON.parse(refused.text).errors).toMatchObject([
      { extensions: { code: 'SERVICE_UNAVAILABLE', requestId: refused.headers['x-request-id'] } },
    ]);
    expect(kept.headers['cache-status']).toBe('scoresheet; hit');
    expect(live.status).toBe(200);

    child.kill('SIGUSR2');
    await expect.poll(async () => (await askAnew()).status).toBe(200);
  });

  it('does not shed load at 256 connections', async () => {
    const record = await databaseWithSeed('sqlite');
    onTestFinished(() => record.drop());
    const { address } = await startServer({ DATABASE_URL: record.url });
    for (let round = 1; round <= 4; round += 1) {
      const asked = Array.from({ length: 256 }, () =>
        send(address, posting({ query: `${ENGLAND} # ${Math.random()}` })),
      );
      for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
    }
  });
});
