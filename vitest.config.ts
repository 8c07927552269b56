import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One copy of graphql: Vite would take its ES modules, Node takes the others, and the two do not know each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['tests/**/*.test.ts'],
    // One Postgres server and one folder for the whole suite; every test file takes databases of its own.
    globalSetup: ['tests/support/postgres.ts', 'tests/support/shared-folder.ts'],
    // Processes, for the sake of the native SQLite driver; no more of them than there are cores.
    pool: 'forks',
    maxWorkers: 2,
    // They bound what hangs, and assert no speed.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
