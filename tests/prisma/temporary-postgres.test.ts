import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('a program that has used a temporary Postgres ends with its own code', () => {
  const program = `
    import { startTemporaryPostgres } from './prisma/temporary-postgres.ts';
    const { stop } = await startTemporaryPostgres();
    await stop();
    process.exitCode = 3;`;
  const words = ['--import', 'tsx', '--input-type=module', '--eval', program];
  expect(spawnSync(process.execPath, words, { encoding: 'utf8' })).toMatchObject({ status: 3 });
});
