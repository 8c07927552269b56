/**
 * Measures the server over the whole record, with varied variables drawn from it:
 *
 *     npm run build && DATABASE_URL=file:… npm run bench [-- <options>]
 *
 * --operations A,B    only these                          --connections 16, --seconds 3   the load for each
 * --cold              no answer is kept                   --seed 1872     draws other variables
 * --out bench.md      the table goes there as well        --url http://…  a server of this machine that runs already
 * --explain           prints the plans of all statements instead, what reads a whole table marked
 * --sizes 1,3,10      compares the record with longer ones instead (SQLite)
 * --store             what the store of answers costs instead where nothing is asked twice
 */
import { writeFileSync } from 'node:fs';
import { readEnv } from '../src/env.js';
import { createClient } from './client.js';
import { explain } from './explain.js';
import { readOperations } from './operations.js';
import { type Options, readOptions } from './options.js';
import { type BenchRequest, buildRequest } from './request-bodies.js';
import { compareStores } from './response-cache.js';
import { sampleRecord } from './sample.js';
import { pinLoad, type Server, startServer } from './server.js';
import { compareSizes } from './sizes.js';
import { compareOperations } from './speed.js';
import { variablesOf } from './variables.js';

const report = (line: string) => console.error(line);

/** Does some work on the server that was named, or on one that is started for it and stopped after. */
async function onServer<Value>(
  { url, cold }: Options,
  work: (server: Server) => Promise<Value>,
): Promise<Value> {
  if (url !== undefined) return work({ url, stop: async () => null });
  const server = await startServer(cold ? { RESPONSE_CACHE: 'off' } : {});
  return work(server).finally(() => server.stop());
}

/** What is asked of each operation, drawn from the record that a server answers from. */
async function draw(
  { url }: Server,
  { operations, seed, sizes }: Options,
): Promise<BenchRequest[]> {
  const sample = await sampleRecord(createClient(url), seed);
  const bounded = sizes !== undefined;
  return readOperations(operations).map((operation) =>
    buildRequest(operation, variablesOf(operation.name, sample, { seed, bounded })),
  );
}

async function run(options: Options): Promise<string> {
  const { databaseUrl } = readEnv();
  const questions = await onServer(options, (server) => draw(server, options));
  if (options.explain) return explain(databaseUrl, questions);
  if (options.sizes) return compareSizes(databaseUrl, options.sizes, questions, report);
  if (options.store) return compareStores(databaseUrl, questions, options, report);
  pinLoad();
  const known = options.url === undefined ? databaseUrl : null;
  return onServer(options, (server) =>
    compareOperations(server, known, questions, options, report),
  );
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
try {
  const options = await readOptions(process.argv.slice(2));
  const found = await run(options);
  console.log(found);
  if (options.out !== undefined) writeFileSync(options.out, `${found}\n`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
