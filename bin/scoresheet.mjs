#!/usr/bin/env node
/** Runs a command of `src/cli`, or of `dist/cli` if there is no `src`. */
import { existsSync } from 'node:fs';

const COMMANDS = ['import', 'update', 'check', 'seed', 'backup', 'restore', 'serving-role'];
const [name = ''] = process.argv.splice(2, 1);

if (!COMMANDS.includes(name)) {
  console.error(`There is no command "${name}": expected one of ${COMMANDS.join(', ')}.`);
  process.exit(2);
}
const source = new URL(`../src/cli/${name}.ts`, import.meta.url);
if (existsSync(source)) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
} else {
  await import(new URL(`../dist/cli/${name}.js`, import.meta.url).href);
}
