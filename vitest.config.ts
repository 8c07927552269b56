import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/sequencer.js';

/** Bounds what hangs on a machine ten times as slow as a developer's; asserts no speed. */
const HANG_TIMEOUT_MS = 20 * 60_000;

export default defineConfig({
  // One copy of graphql: Vite would take its ES modules, Node takes the others, and the two do not know each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['tests/**/*.test.ts'],
    // One Postgres server and one folder for the whole suite; every test file takes databases of its own.
    globalSetup: ['tests/support/postgres.ts', 'tests/support/shared-folder.ts'],
    // Processes, for the native SQLite driver. A process keeps the modules of `src` from one file to the next: they have no state.
    pool: 'forks',
    isolate: false,
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    testTimeout: HANG_TIMEOUT_MS,
    hookTimeout: HANG_TIMEOUT_MS,
    teardownTimeout: HANG_TIMEOUT_MS,
    expect: { poll: { timeout: HANG_TIMEOUT_MS, interval: 20 } },
  },
});
