/** Which version of the record questions are answered from. */
import type { Database } from './types.js';

/**
 * The same database, asked for its version once by all who ask in one turn of the event loop. They have asked at the same
 * time, so that nobody is told of a version that had gone when he asked; and a server under load has dozens of them in a turn.
 */
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
