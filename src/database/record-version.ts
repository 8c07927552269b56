import type { Database } from './types.js';

/** Coalesces version reads: one statement per tick, however many requests. */
export function coalesceVersionReads(db: Database): Database {
  let pending: Promise<string | null> | null = null;
  return {
    ...db,
    version() {
      if (!pending) {
        pending = db.version();
        setImmediate(() => {
          pending = null;
        });
      }
      return pending;
    },
  };
}
