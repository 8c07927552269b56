/** A build without the packages that it takes says so in one line, before anything else does. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, run, temporaryFolder } from './cli.js';

const SCRIPT = 'prisma/check-packages.mjs';

/** A project in which some packages are installed. */
async function projectWith(...packages: string[]): Promise<string> {
  const folder = await temporaryFolder();
  await cp(path.join(ROOT, SCRIPT), path.join(folder, SCRIPT));
  for (const name of packages) {
    const home = path.join(folder, 'node_modules', name);
    await mkdir(home, { recursive: true });
    await writeFile(path.join(home, 'package.json'), '{}');
  }
  return folder;
}

it('says nothing where all packages are installed', async () => {
  expect(await run([SCRIPT], {}, ROOT)).toEqual({ code: 0, stdout: '', stderr: '' });
});

it.each([
  [[], '@graphql-codegen/cli and typescript'],
  [['typescript'], '@graphql-codegen/cli'],
])('says what to do where %j alone are installed', async (installed, missing) => {
  const { code, stdout, stderr } = await run([SCRIPT], {}, await projectWith(...installed));
  expect(stderr).toBe(
    `Scoresheet cannot be built without ${missing}: run "npm ci --include=dev" first; ` +
      'where dist/ is there already, "npm run setup" and "npm run serve" need neither, nor does the image of the Dockerfile.\n',
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

it('comes first in a build, and so in a start', async () => {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  expect(manifest.scripts.build).toMatch(/^node prisma\/check-packages\.mjs && /);
  expect(manifest.scripts.start).toMatch(/^npm run build && /);
});
