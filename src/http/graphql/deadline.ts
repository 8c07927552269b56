/** Deadlines of responses, under one interval: a timer a request takes a fifth of the time of a cached response. */

const DEADLINE_CHECK_MS = 100;

/** Called at most once, when the time of a response is over. */
export type OnExpired = () => void;

export interface Deadlines {
  /** Starts the time of a response; returns its end by the clock of `performance`, in milliseconds. */
  start(startedAt: number, onExpired: OnExpired): number;
  /** Ends the time of a response; returns false if it is over. */
  stop(onExpired: OnExpired): boolean;
  close(): void;
}

/** Creates deadlines of so many milliseconds; each expires up to 100 ms later. */
export function createDeadlines(timeoutMs: number): Deadlines {
  // All have the same length, so that they expire in the order of the map.
  const pending = new Map<OnExpired, number>();
  const interval = setInterval(() => {
    const now = performance.now();
    for (const [onExpired, deadline] of pending) {
      if (deadline > now) break;
      pending.delete(onExpired);
      onExpired();
    }
  }, DEADLINE_CHECK_MS).unref();
  return {
    start(startedAt, onExpired) {
      const deadline = startedAt + timeoutMs;
      pending.set(onExpired, deadline);
      return deadline;
    },
    stop: (onExpired) => pending.delete(onExpired),
    close: () => clearInterval(interval),
  };
}
