/** How much of its cases a run proves: a part by default, all of them under `npm run test:full`. */
import type { Provider } from '../../src/database/types.js';
import { DATABASES } from './databases.js';

/** Whether this run proves everything: FULL_RUNS=on, which `npm run test:full` sets. */
export const IS_FULL_RUN = process.env.FULL_RUNS === 'on';

/** The share of the random cases of a default run. */
const DEFAULT_SHARE = 0.2;

/** The number of random cases of a property of which a full run proves `full`; fast-check prints the seed of a failure. */
export function runs(full: number): number {
  return IS_FULL_RUN ? full : Math.ceil(full * DEFAULT_SHARE);
}

/** The cases that a run proves on a database: all of them on SQLite; every fifth on Postgres by default, all in a full run. */
export function casesOn<Case>(kind: Provider, cases: readonly Case[]): Case[] {
  const isEvery = IS_FULL_RUN || kind === 'sqlite';
  return cases.filter((_, place) => isEvery || place % (1 / DEFAULT_SHARE) === 0);
}

/** The databases of imports of the whole record that take minutes: SQLite alone by default, both in a full run. */
export const WHOLE_IMPORT_DATABASES: Provider[] = IS_FULL_RUN ? DATABASES : ['sqlite'];
