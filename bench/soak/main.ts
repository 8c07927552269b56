/**
 * Sends good and hostile requests to a server of its own, on this machine only. Exits 1 after a wrong response, a hostile
 * request without a client error within 1 s, slow responses or memory growth.
 *
 *     npm run build && DATABASE_URL=file:… npm run soak [-- --seconds 300 --connections 16 --seed 1872]
 */
import { createHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from '../client.js';
import { readOperations } from '../operations.js';
import { parseInteger } from '../options.js';
import { buildRequest } from '../request-bodies.js';
import { sampleRecord } from '../sample.js';
import { pinLoad, residentMemory, type Server, startServer } from '../server.js';
import { formatTable } from '../table.js';
import { variablesOf } from '../variables.js';
import { createSender, type Send } from './client.js';
import { HOSTILE, type HostileRequest } from './hostile.js';
import { type SoakResult, type Threshold, thresholdsFor } from './thresholds.js';

/** One of four requests is hostile. */
const HOSTILE_EVERY = 4;

/** One of three good requests has new text, so that neither response nor document is cached. */
const UNIQUE_EVERY = 3;

/** Sent in rotation. */
const REQUESTS_PER_OPERATION = 8;

/** Internals: database, statements, paths, stack traces. */
const LEAK = /sqlite|postgres|select .* from|node_modules|\/src\/|\/dist\/|\bat .*:\d+:\d+/i;

interface ExpectedResponse {
  body: { query: string };
  /** The data of the answer, as a text. */
  data: string;
}

interface Options {
  seconds: number;
  connections: number;
  seed: number;
}

function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      seconds: { type: 'string', default: '300' },
      connections: { type: 'string', default: '16' },
      seed: { type: 'string', default: '1872' },
    },
  });
  return {
    seconds: parseInteger('seconds', values.seconds, 10, 3_600),
    connections: parseInteger('connections', values.connections, 1, 64),
    seed: parseInteger('seed', values.seed, 0, 2 ** 31 - 1),
  };
}

/** Starts a server for the work; its rate limit counts but never rejects. */
async function withServer<Value>(
  env: Record<string, string>,
  work: (server: Server) => Promise<Value>,
) {
  const server = await startServer({ RATE_LIMIT: '1000000000', ...env });
  return work(server).finally(() => server.stop());
}

/** Requests with the responses of a server without cache, one at a time. */
async function loadExpectedResponses({ url }: Server, seed: number): Promise<ExpectedResponse[]> {
  const sample = await sampleRecord(createClient(url), seed);
  const bodies = readOperations().flatMap(
    (operation) =>
      buildRequest(
        operation,
        variablesOf(operation.name, sample, { seed }).slice(0, REQUESTS_PER_OPERATION),
      ).bodies,
  );
  const { send, close } = createSender(url, 1);
  const known: ExpectedResponse[] = [];
  for (const body of bodies) {
    const data = dataOf((await sendGood(send, body)).text);
    if (!data.startsWith('{')) throw new Error(`The server does not answer ${body}: ${data}`);
    known.push({ body: JSON.parse(body), data });
  }
  close();
  return known;
}

const sendGood = (send: Send, body: string) =>
  send({ headers: { 'content-type': 'application/json' }, body });

/** The data as text; errors and invalid JSON become texts of their own. */
function dataOf(text: string): string {
  try {
    const { data, errors } = JSON.parse(text);
    return errors ? `errors: ${JSON.stringify(errors).slice(0, 100)}` : JSON.stringify(data);
  } catch {
    return `no JSON: ${text.slice(0, 100)}`;
  }
}

async function askGood(
  send: Send,
  known: readonly ExpectedResponse[],
  measured: SoakResult,
): Promise<void> {
  const place = measured.good % known.length;
  const round = Math.floor(measured.good / known.length);
  measured.good += 1;
  const { body, data } = known[place] as ExpectedResponse;
  const isNew = (place + round) % UNIQUE_EVERY === 0;
  const query = isNew ? `${body.query} # ${measured.good}` : body.query;
  try {
    const { text, milliseconds } = await sendGood(send, JSON.stringify({ ...body, query }));
    measured.latencies.record(Math.max(1, Math.round(milliseconds * 1000)));
    const found = dataOf(text);
    if (found !== data) measured.wrong.push(found.slice(0, 100));
  } catch (error) {
    measured.wrong.push((error as Error).message);
  }
}

async function askHostile(
  send: Send,
  hostile: HostileRequest,
  measured: SoakResult,
): Promise<void> {
  measured.hostile += 1;
  const complain = (found: string) => measured.mishandled.push(`${hostile.name}: ${found}`);
  try {
    const { status, text, milliseconds } = await send(hostile);
    if (milliseconds > 1_000) complain('slow');
    else if (LEAK.test(text)) complain('tells of the inside');
    else if (!isClientError(status, text)) complain(`${status}`);
  } catch (error) {
    complain((error as Error).message);
  }
}

/** An error status, or 200 with an error of one field. */
function isClientError(status: number, text: string): boolean {
  return status === 200 ? text.includes('"BAD_USER_INPUT"') : status >= 400 && status < 500;
}

async function soak(
  server: Server,
  known: readonly ExpectedResponse[],
  options: Options,
): Promise<SoakResult> {
  const measured: SoakResult = {
    good: 0,
    wrong: [],
    hostile: 0,
    mishandled: [],
    latencies: createHistogram(),
    memory: [],
  };
  const { send, close } = createSender(server.url, options.connections);
  const last = performance.now() + 1_000 * options.seconds;
  let turn = 0;
  const client = async () => {
    while (performance.now() < last) {
      turn += 1;
      if (turn % HOSTILE_EVERY > 0) await askGood(send, known, measured);
      else
        await askHostile(
          send,
          HOSTILE[measured.hostile % HOSTILE.length] as HostileRequest,
          measured,
        );
    }
  };
  const sampleMemory = async () => {
    while (performance.now() < last) {
      await sleep(1_000);
      const memory = residentMemory(server.pid);
      if (memory !== null) measured.memory.push(memory);
    }
  };
  await Promise.all([sampleMemory(), ...Array.from({ length: options.connections }, client)]);
  close();
  return measured;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
try {
  const options = readOptions(process.argv.slice(2));
  const known = await withServer({ ANSWER_CACHE: 'off' }, (server) =>
    loadExpectedResponses(server, options.seed),
  );
  console.error(`${known.length} answers are known; ${options.seconds} s begin.`);
  pinLoad();
  const bounds = thresholdsFor(await withServer({}, (server) => soak(server, known, options)));
  console.log(
    formatTable<Threshold>(
      [
        { title: 'promise', value: ({ name }) => name },
        { title: 'allowed', value: ({ allowed }) => allowed },
        { title: 'found', value: ({ found }) => found },
        { title: '', value: ({ kept }) => (kept ? 'kept' : 'BROKEN') },
      ],
      bounds,
    ),
  );
  process.exitCode = bounds.every(({ kept }) => kept) ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
