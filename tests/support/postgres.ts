import type { TestProject } from 'vitest/node';
import { startTemporaryPostgres } from '../../prisma/temporary-postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the suite's Postgres server, as its superuser. */
    postgres: string;
  }
}

/** Starts the suite's Postgres server; what is returned stops it when the last test is done. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startTemporaryPostgres();
  provide('postgres', url);
  return stop;
}
