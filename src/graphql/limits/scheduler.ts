/**
 * Operations take turns where they are worked out in this thread, so that whoever comes meanwhile is let in, and a cheap
 * operation never waits for more than one costly one.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import { overloadedError, timeoutError } from '../errors.js';

/**
 * Has work done in its turn, before a deadline by the clock of `performance`. Rejects where too much is waiting already, and
 * where the turn comes too late.
 */
export type Schedule = <Value>(work: () => Promise<Value>, deadline: number) => Promise<Value>;

/** How many may wait, which is several hundred clients at once; whoever comes then is told at once to come again. */
const MAX_QUEUED = 1_000;

/** How long operations follow straight upon one another, in milliseconds, before what has come in meanwhile is looked at. */
const TIME_SLICE_MS = 20;

/**
 * How many turns of the event loop that may take: Node lets one new connection in with each. Empty ones take some
 * microseconds; where they are full, of what needs no turn, it is over after so many milliseconds.
 */
const MAX_YIELDS = 16;
const MAX_YIELD_MS = 5;

/** Turns for costly operations, some at once; what has come in is looked at before each of them. */
export function createQueue(atOnce: number): Schedule {
  const queue = queueOf(atOnce);
  return (work, deadline) => queue.wait(deadline, yieldToEventLoop, work);
}

/** Turns for cheap operations, one straight after the other until a slice of time is over. */
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

/** Tells whether this turn of the event loop has taken longer than a slice, since it was first asked. */
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
