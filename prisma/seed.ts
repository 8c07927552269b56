/** `npx prisma db seed`: brings the built-in seed into the database that DATABASE_URL names. Repeating it changes nothing. */
import { openDatabase } from '../src/database.js';
import { readEnv } from '../src/env.js';
import { readSeed } from '../src/importers/seed.js';
import { writeFacts } from '../src/importers/write.js';

const folder = new URL('seed', import.meta.url).pathname;

try {
  const db = openDatabase(readEnv().databaseUrl, { writable: true });
  const { read, written, unchanged, version } = await writeFacts(
    db,
    'scoresheet-seed',
    readSeed(folder),
  );
  await db.close();
  const outcome = written === 0 ? 'nothing is new' : `${written} written, ${unchanged} unchanged`;
  console.log(`Seed: ${read} facts read, ${outcome}; the record is at version ${version}.`);
} catch (error) {
  console.error(`The seed was not written. ${(error as Error).message}`);
  process.exitCode = 1;
}
