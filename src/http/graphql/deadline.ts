/** Response deadlines under one interval: a timer per request takes a fifth of a cached response's time. */

const DEADLINE_CHECK_MS = 100;

/** Called at most once. */
export type OnExpired = () => void;

export interface Deadlines {
  /** In ms of `performance.now()`. */
  start(startedAt: number, onExpired: OnExpired): number;
  /** False if already expired. */
  stop(onExpired: OnExpired): boolean;
  close(): void;
}

/** Each expires up to 100 ms late. */
export function createDeadlines(timeoutMs: number): Deadlines {
  // Same length, so they expire in map order.
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
