/**
 * Sends distinct requests of every operation to the built server on the current Node. Exits 1 after an error, or if the
 * server does not end with code 0 on SIGTERM. The digest of all data depends on record and seed alone: compare it between
 * versions of Node.
 *
 *     npm run build && DATABASE_URL=file:… node --import tsx bench/runtime.ts [--questions 2000] [--seed 1872]
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createClient } from './client.js';
import { readOperations } from './operations.js';
import { parseInteger } from './options.js';
import { buildRequest } from './request-bodies.js';
import { type Sample, sampleRecord } from './sample.js';
import { startServer } from './server.js';
import { createSender } from './soak/client.js';
import { variablesOf } from './variables.js';

interface Options {
  questions: number;
  seed: number;
}

function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      questions: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1872' },
    },
  });
  return {
    questions: parseInteger('questions', values.questions, 100, 10_000),
    seed: parseInteger('seed', values.seed, 0, 2 ** 31 - 1),
  };
}

/** Distinct requests of every operation in turn. */
function uniqueRequests(sample: Sample, { questions, seed }: Options): string[] {
  const bodies = new Set<string>();
  for (let round = 0; bodies.size < questions; round += 1) {
    for (const operation of readOperations()) {
      const variables = variablesOf(operation.name, sample, { seed: seed + round });
      for (const body of buildRequest(operation, variables).bodies) bodies.add(body);
    }
  }
  return [...bodies].slice(0, questions);
}

/** Sends one request after another; returns the wrong responses and a digest of all data. */
async function sendAll(url: string, bodies: readonly string[]) {
  const { send, close } = createSender(url, 1);
  const digest = createHash('sha256');
  const wrong: string[] = [];
  for (const body of bodies) {
    const { status, text } = await send({ headers: { 'content-type': 'application/json' }, body });
    const { data, errors } = JSON.parse(text);
    if (status !== 200 || errors || !data) wrong.push(`${status} ${text.slice(0, 200)}`);
    digest.update(JSON.stringify(data ?? null));
  }
  close();
  return { wrong, digest: digest.digest('hex').slice(0, 16) };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
try {
  const options = readOptions(process.argv.slice(2));
  const server = await startServer({});
  const bodies = uniqueRequests(
    await sampleRecord(createClient(server.url), options.seed),
    options,
  );
  const { wrong, digest } = await sendAll(server.url, bodies);
  const code = await server.stop();
  for (const answer of wrong.slice(0, 10)) console.error(answer);
  console.log(
    `Node ${process.versions.node}: ${bodies.length} questions of ${readOperations().length} operations, ` +
      `${bodies.length - wrong.length} answered, ${wrong.length} errors, digest ${digest}; SIGTERM: code ${code}.`,
  );
  process.exitCode = wrong.length === 0 && code === 0 ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
