import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what test files make for each other. */
    sharedFolder: string;
  }
}

/** Makes the suite's shared folder; what is returned removes it when the last test is done. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scoresheet-suite-'));
  provide('sharedFolder', folder);
  return () => rm(folder, { recursive: true, maxRetries: 3 });
}
