/**
 * Costly operations run from a queue of limited concurrency, cheap ones in 20 ms slices with a yield to the event loop between.
 * A cheap operation waits for at most one costly one.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import { overloadedError, timeoutError } from '../errors.js';

/** `deadline`: `performance.now()`, ms. Rejects with SERVICE_UNAVAILABLE (queue full) or TIMEOUT. */
export type Schedule = <Value>(work: () => Promise<Value>, deadline: number) => Promise<Value>;

const MAX_QUEUED = 1_000;

const TIME_SLICE_MS = 20;

/** Limits of a yield. Node accepts one connection a tick; an empty tick takes a few µs. */
const MAX_YIELDS = 16;
const MAX_YIELD_MS = 5;

/** For costly operations; yields before each. */
export function createQueue(atOnce: number): Schedule {
  const queue = queueOf(atOnce);
  return (work, deadline) => queue.wait(deadline, yieldToEventLoop, work);
}

/** For cheap operations; yields when a slice is over. */
export function createTimeSlicedQueue(): Schedule {
  const queue = queueOf(1);
  const isOver = createSliceTimer();
  return (work, deadline) => {
    if (queue.isEmpty() && !isOver()) return work();
    return queue.wait(deadline, async () => isOver() && (await yieldToEventLoop()), work);
  };
}

function queueOf(atOnce: number) {
  const limit = pLimit(atOnce);
  return {
    isEmpty: () => limit.activeCount === 0,
    async wait<Value>(
      deadline: number,
      before: () => Promise<unknown>,
      work: () => Promise<Value>,
    ): Promise<Value> {
      if (limit.pendingCount >= MAX_QUEUED) throw overloadedError();
      return limit(async () => {
        await before();
        if (performance.now() > deadline) throw timeoutError();
        return work();
      });
    },
  };
}

/** Whether the tick, from its first call, exceeds a slice. */
function createSliceTimer(): () => boolean {
  let began: number | null = null;
  return () => {
    const now = performance.now();
    if (began === null) {
      began = now;
      setImmediate(() => {
        began = null;
      });
    }
    return now - began > TIME_SLICE_MS;
  };
}

async function yieldToEventLoop(): Promise<void> {
  const end = performance.now() + MAX_YIELD_MS;
  for (let turn = 0; turn < MAX_YIELDS && performance.now() < end; turn += 1) await nextTurn();
}
