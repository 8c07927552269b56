/** What operators and clients are told is what there is. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../../src/env.js';
import { CODES } from '../../src/graphql/errors.js';
import { LIMITS } from '../../src/graphql/limits.js';

const README = readFileSync('README.md', 'utf8');
const EXAMPLE = readFileSync('.env.example', 'utf8');

/** The variables that the program reads, but for Node's own. */
const variables = [...readFileSync('src/env.ts', 'utf8').matchAll(/^ {2}([A-Z_]+): z\b/gm)]
  .map(([, name = '']) => name)
  .filter((name) => name !== 'NODE_ENV');

const inExample = [...EXAMPLE.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(
  ([, name = '', value = '']) => [name, value] as const,
);

describe('the settings', () => {
  it.each(variables)('%s is in the README and in .env.example', (name) => {
    expect(README).toMatch(new RegExp(`^\\| .*\`${name}\``, 'm'));
    expect(inExample.map(([known]) => known)).toContain(name);
  });

  it('of .env.example are accepted, and those that are set are the defaults', () => {
    expect(() => readEnv(Object.fromEntries(inExample))).not.toThrow();
    const set = inExample.filter(([name]) => EXAMPLE.includes(`\n${name}=`));
    expect(readEnv(Object.fromEntries(set))).toEqual(readEnv({}));
  });
});

describe('the limits', () => {
  const { depth, aliases, cost, page, bodyBytes, requestsPerMinute, seconds } = LIMITS;
  it.each([
    `${depth} deep`,
    `${aliases} aliases`,
    `a cost of ${cost}`,
    `pages of ${page}`,
    `bodies of ${bodyBytes / 1024} kB`,
    `${requestsPerMinute} requests a minute`,
    `${seconds} seconds`,
  ])('%s are in the README', (limit) => {
    expect(README.replaceAll(/\s+/g, ' ')).toContain(limit);
  });
});

describe('an error', () => {
  it.each(Object.entries(CODES))('%s is in the README as it is here', (code, meaning) => {
    expect(README).toContain(`| \`${code}\` | ${meaning} |`);
  });
});
