/**
 * `npm run update` fetches every dataset that the record of DATABASE_URL was made from and imports it anew; with
 * `-- --from <folder>` it reads `<folder>/<dataset>/` instead. Exits 0 where the record is up to date, and 1 otherwise.
 */
import { openDatabase } from '../database/database.js';
import { readEnv } from '../env.js';
import { parseUpdateArguments, runUpdate } from '../importers/updates/update.js';

try {
  const options = parseUpdateArguments(process.argv.slice(2));
  const db = openDatabase(readEnv().databaseUrl, { writable: true });
  await runUpdate(db, options).finally(() => db.close());
} catch (error) {
  console.error(`The record is not up to date. ${(error as Error).message}`);
  process.exitCode = 1;
}
