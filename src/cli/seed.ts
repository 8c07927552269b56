/**
 * `npx prisma db seed`, repeatable. `-- --if-empty` skips a filled record; `-- --dataset <name> --from <folder>`
 * imports.
 */
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../database/database.js';
import type { Database } from '../database/types.js';
import { readEnv } from '../env.js';
import { readSeed, SEED_SOURCE } from '../importers/documents/seed.js';
import { parseImportArguments, runImport } from '../importers/run.js';
import { writeFacts } from '../importers/write/write.js';

const SEED_DIR = fileURLToPath(new URL('../../prisma/seed', import.meta.url));

async function seed(db: Database, onlyIfEmpty: boolean): Promise<string> {
  const held = onlyIfEmpty ? await db.version() : null;
  if (held) return `the record is at version ${held} already, nothing is written.`;
  const facts = readSeed(SEED_DIR);
  const { read, written, unchanged, version } = await writeFacts(db, SEED_SOURCE, facts);
  const outcome = written === 0 ? 'nothing is new' : `${written} written, ${unchanged} unchanged`;
  return `${read} facts read, ${outcome}; the record is at version ${version}.`;
}

try {
  const args = process.argv.slice(2);
  const db = openDatabase(readEnv().databaseUrl, { writable: true });
  if (args.includes('--dataset')) await runImport(db, parseImportArguments(args));
  else console.log(`Seed: ${await seed(db, args.includes('--if-empty'))}`);
  await db.close();
} catch (error) {
  console.error(`The seed was not written. ${(error as Error).message}`);
  process.exitCode = 1;
}
