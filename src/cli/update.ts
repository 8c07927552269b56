/** `npm run update [-- --from <folder>]`. Exit code 0 if up to date, otherwise 1. */
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
