/** Operations that take this thread's time leave some of it to whoever comes meanwhile. */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createQueue,
  createTimeSlicedQueue,
  type Schedule,
} from '../../../src/graphql/limits/scheduler.js';

/** Work that nothing else gets on beside, of so many milliseconds. */
const busy = (milliseconds: number) => async () => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

/** A server that answers at once; what asks it comes over a connection of its own. */
async function listening() {
  const server = createServer((_request, response) => response.end());
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return () =>
    new Promise<void>((resolve, reject) => {
      const options = { port, host: '127.0.0.1', agent: false };
      request(options, (response) => response.resume().once('end', resolve))
        .once('error', reject)
        .end();
    });
}

const LANES: [string, () => Schedule][] = [
  ['costly operations', () => createQueue(1)],
  ['cheap operations', createTimeSlicedQueue],
];

describe.each(LANES)('%s', (_name, create) => {
  it('are all done, in the order in which they came', async () => {
    const inTurn = create();
    const done: number[] = [];
    const works = Array.from({ length: 40 }, (_, place) =>
      inTurn(async () => {
        await busy(2)();
        done.push(place);
        return place;
      }, Infinity),
    );
    expect(await Promise.all(works)).toEqual([...works.keys()]);
    expect(done).toEqual([...done.keys()]);
  });

  it('keep nobody waiting who comes over a new connection', async () => {
    const inTurn = create();
    const ask = await listening();
    let undone = 100;
    for (let place = 0; place < 100; place += 1) {
      void inTurn(busy(15), Infinity).finally(() => {
        undone -= 1;
      });
    }
    await Promise.all(Array.from({ length: 20 }, ask));
    expect(undone).toBeGreaterThan(50);
    await inTurn(busy(0), Infinity);
  });

  it('fail alone', async () => {
    const inTurn = create();
    const failing = async () => {
      await busy(30)();
      throw new Error('No.');
    };
    const outcomes = await Promise.allSettled(
      [failing, busy(30), failing, busy(30)].map((work) => inTurn(work, Infinity)),
    );
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('are given up when their turn comes too late', async () => {
    const inTurn = create();
    const deadline = performance.now() + 100;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => inTurn(busy(30), deadline)),
    );
    const late = outcomes.filter(({ status }) => status === 'rejected');
    expect(late.length).toBeGreaterThan(10);
    for (const outcome of late) {
      expect(outcome).toMatchObject({ reason: { extensions: { code: 'TIMEOUT' } } });
    }
    await expect(inTurn(async () => 'done', Infinity)).resolves.toBe('done');
  });

  it('are refused at once while a thousand wait', async () => {
    const inTurn = create();
    const first = inTurn(busy(50), Infinity);
    const all = Array.from({ length: 1_100 }, () => inTurn(async () => {}, Infinity));
    const outcomes = await Promise.allSettled([first, ...all]);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(98);
    expect(refused.length).toBeLessThanOrEqual(101);
    for (const outcome of refused) {
      expect(outcome).toMatchObject({ reason: { extensions: { code: 'SERVICE_UNAVAILABLE' } } });
    }
  });
});

it('Cheap operations that follow upon one another within a slice of time wait for nothing', async () => {
  const inTurn = createTimeSlicedQueue();
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  for (let place = 0; place < 100; place += 1) await inTurn(async () => {}, Infinity);
  expect(turned).toBe(false);
});
