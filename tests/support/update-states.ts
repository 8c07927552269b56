/**
 * States of the results dataset, each a folder beside the repository (UPDATES, by default ../shared/updates) and imported once a
 * run on each database.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../src/database/database.js';
import type { Provider } from '../../src/database/types.js';
import { runImport } from '../../src/importers/run.js';
import { copyDatabase, type EmptyDatabase } from './databases.js';
import { dumpOf } from './dump.js';
import { migratedDatabase } from './record.js';
import { templateOf } from './templates.js';

export const UPDATES = path.resolve(process.env.UPDATES ?? '../shared/updates');

/** Whether there are no states to test with. */
export function areUpdatesAbsent(): boolean {
  const isAbsent = !existsSync(UPDATES);
  if (isAbsent) console.log(`Skipped: there is no ${UPDATES}; name the folder by UPDATES.`);
  return isAbsent;
}

/** How the import of a state is asked for. */
export const importOf = (state: string) => ({
  dataset: 'international-results',
  from: path.join(UPDATES, state),
});

/** The dump of a first import of a state. */
export async function freshDump(kind: Provider, state: string): Promise<Record<string, string[]>> {
  return (await stateTemplate(kind, state)).told;
}

/** A database of one's own after a first import of a state. */
export async function freshRecord(kind: Provider, state: string): Promise<EmptyDatabase> {
  return copyDatabase(kind, (await stateTemplate(kind, state)).url);
}

const stateTemplate = (kind: Provider, state: string) =>
  templateOf(
    kind,
    `update-${state}`,
    async (url) => {
      const db = openDatabase(url, { writable: true });
      await runImport(db, importOf(state), () => {});
      return dumpOf(db).finally(() => db.close());
    },
    () => migratedDatabase(kind),
  );
