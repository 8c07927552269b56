/**
 * Measures the server on the whole record, with variables drawn from it:
 *
 *     npm run build && DATABASE_URL=file:… npm run bench [-- <options>]
 *
 * --operations A,B    only these operations               --connections 16, --seconds 3   the load of each
 * --cold              without response cache              --seed 1872     seed of the variables
 * --out bench.md      also writes the table to a file     --url http://…  a running server of this machine
 * --explain           prints the plans of all statements, full scans marked
 * --sizes 1,3,10      compares the record with longer ones (SQLite)
 * --store             measures the cost of the response cache when no request repeats
 * --hold-up           measures a match page beside a client that repeats a costly operation
 */
import { writeFileSync } from 'node:fs';
import { readEnv } from '../src/env.js';
import { createClient } from './client.js';
import { explain } from './explain.js';
import { compareHoldUp } from './hold-up.js';
import { readOperations } from './operations.js';
import { type Options, readOptions } from './options.js';
import { type BenchRequest, buildRequest } from './request-bodies.js';
import { compareResponseCache } from './response-cache.js';
import { sampleRecord } from './sample.js';
import { pinLoad, type Server, startServer } from './server.js';
import { compareSizes } from './sizes.js';
import { compareOperations } from './speed.js';
import { variablesOf } from './variables.js';

const report = (line: string) => console.error(line);

/** Uses the server of --url, or starts one and stops it. */
async function withServer<Value>(
  { url, cold }: Options,
  work: (server: Server) => Promise<Value>,
): Promise<Value> {
  if (url !== undefined) return work({ url, stop: async () => null });
  const server = await startServer(cold ? { RESPONSE_CACHE: 'off' } : {});
  return work(server).finally(() => server.stop());
}

/** Requests of each operation, with variables drawn from the server's record. */
async function drawRequests(
  { url }: Server,
  { operations, seed, sizes }: Options,
): Promise<BenchRequest[]> {
  const sample = await sampleRecord(createClient(url), seed);
  const bounded = sizes !== undefined;
  return readOperations(operations).map((operation) =>
    buildRequest(operation, variablesOf(operation.name, sample, { seed, bounded })),
  );
}

/** On all cores: the server has threads, and Postgres processes. */
async function measureHoldUp({ seed, seconds }: Options): Promise<string> {
  const server = await startServer({ RESPONSE_CACHE: 'off' }, 'all');
  const measured = sampleRecord(createClient(server.url), seed).then((sample) =>
    compareHoldUp(server, sample, seconds, report),
  );
  return measured.finally(() => server.stop());
}

async function run(options: Options): Promise<string> {
  const { databaseUrl } = readEnv();
  if (options.holdUp) return measureHoldUp(options);
  const questions = await withServer(options, (server) => drawRequests(server, options));
  if (options.explain) return explain(databaseUrl, questions);
  if (options.sizes) return compareSizes(databaseUrl, options.sizes, questions, report);
  if (options.store) return compareResponseCache(databaseUrl, questions, options, report);
  pinLoad();
  const known = options.url === undefined ? databaseUrl : null;
  return withServer(options, (server) =>
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
