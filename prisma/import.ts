/** `npm run import -- <dataset> --from <folder>`: brings a dataset into the database that DATABASE_URL names. */
import { readEnv } from '../src/env.js';
import { readArguments, runImport } from '../src/importers/run.js';

try {
  await runImport(readEnv().databaseUrl, readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(`Nothing was imported. ${(error as Error).message}`);
  process.exitCode = 1;
}
