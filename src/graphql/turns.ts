/** Costly operations take turns, so that a cheap one never waits for more than the one that is being worked on. */
import { setImmediate } from 'node:timers/promises';
import pLimit from 'p-limit';
import { overloaded, timedOut } from './errors.js';

/** Has work done in its turn. Rejects where too much is waiting already, and where it has waited for too long. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** How many may wait, which is several hundred clients at once; whoever comes then is told at once to come again. */
const WAITING = 1_000;

/** Turns for some at once. Nobody waits longer than the seconds that an answer may take. */
export function turns(atOnce: number, seconds: number): InTurn {
  const limit = pLimit(atOnce);
  return async (work) => {
    if (limit.pendingCount >= WAITING) throw overloaded();
    const deadline = performance.now() + seconds * 1000;
    return limit(async () => {
      // A statement of the built-in database stops everything else: what has come in meanwhile goes first.
      await setImmediate();
      if (performance.now() > deadline) throw timedOut();
      return work();
    });
  };
}
