/** The program compiled, as it is installed: once a run, by the first test file that asks. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { inject } from 'vitest';
import { underLock } from './templates.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What the program reads beside itself. */
const BESIDE = [
  'node_modules',
  'operations',
  'prisma',
  'prisma.config.ts',
  'schema.graphql',
  'package.json',
];

/** The compiled file of the server. */
export const mainFile = async () => path.join(await compiledProgram(), 'dist/main.js');

/** The compiled file of the worker thread. */
export const workerThreadFile = async () =>
  path.join(await compiledProgram(), 'dist/worker-thread.js');

/** The compiled file of a command of `src/cli`. */
export const commandFile = async (name: string) =>
  path.join(await compiledProgram(), 'dist/cli', `${name}.js`);

/** Where the processes of a run keep the code that V8 has compiled, so that each starts sooner. */
export const compileCache = () => ({
  NODE_COMPILE_CACHE: path.join(inject('sharedFolder'), 'compiled'),
});

/** Starts an import of results into a database, as a process of its own. */
export async function startImport(
  url: string,
  folder: string,
  options: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<ChildProcess> {
  const file = await commandFile('import');
  const words = ['international-results', '--from', folder, ...options];
  return spawn(process.execPath, [file, ...words], {
    env: { ...process.env, ...compileCache(), DATABASE_URL: url, ...env },
    stdio: 'ignore',
  });
}

async function compiledProgram(): Promise<string> {
  const folder = path.join(inject('sharedFolder'), 'program');
  if (!existsSync(folder)) {
    await underLock(folder, async () => {
      if (existsSync(folder)) return;
      await compile(`${folder}.new`);
      await rename(`${folder}.new`, folder);
    });
  }
  return folder;
}

async function compile(folder: string): Promise<void> {
  const [source, target] = [path.join(ROOT, 'src'), path.join(folder, 'dist')];
  for (const file of await readdir(source, { recursive: true })) {
    const [from, to] = [path.join(source, file), path.join(target, file)];
    if (file.endsWith('.ts')) {
      await mkdir(path.dirname(to), { recursive: true });
      await writeFile(to.replace(/\.ts$/, '.js'), javaScriptOf(await readFile(from, 'utf8')));
    } else if (path.extname(file) !== '') {
      await cp(from, to);
    }
  }
  for (const name of BESIDE) await symlink(path.join(ROOT, name), path.join(folder, name));
}

function javaScriptOf(text: string): string {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
  };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
