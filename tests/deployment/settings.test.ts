/** .env.example lists the settings that there are. The tables of docs/ are compared in tests/docs.test.ts. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../../src/env.js';

const EXAMPLE = readFileSync('.env.example', 'utf8');

/** The variables that the program reads, but for Node's own. */
const variables = [...readFileSync('src/env.ts', 'utf8').matchAll(/^ {2}([A-Z_]+): z\b/gm)]
  .map(([, name = '']) => name)
  .filter((name) => name !== 'NODE_ENV');

const inExample = [...EXAMPLE.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(
  ([, name = '', value = '']) => [name, value] as const,
);

describe('the settings', () => {
  it.each(variables)('%s is in .env.example', (name) => {
    expect(inExample.map(([known]) => known)).toContain(name);
  });

  it('of .env.example are accepted, and those that are set are the defaults', () => {
    expect(() => readEnv(Object.fromEntries(inExample))).not.toThrow();
    const set = inExample.filter(([name]) => EXAMPLE.includes(`\n${name}=`));
    expect(readEnv(Object.fromEntries(set))).toEqual(readEnv({}));
  });
});
