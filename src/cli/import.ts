/** `npm run import -- <dataset> --from <folder>`, `npm run import -- article --from <file>`. */
import { openDatabase } from '../database/database.js';
import { readEnv } from '../env.js';
import { parseImportArguments, runImport } from '../importers/run.js';

try {
  const options = parseImportArguments(process.argv.slice(2));
  const db = openDatabase(readEnv().databaseUrl, { writable: true });
  await runImport(db, options).finally(() => db.close());
} catch (error) {
  console.error(`Nothing was imported. ${(error as Error).message}`);
  process.exitCode = 1;
}
