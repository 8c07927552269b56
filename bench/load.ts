/** Puts a load on a server and tells what came of it. */
import { createHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { cpuTime, residentMemory, type Server } from './server.js';

export interface LoadOptions {
  connections: number;
  seconds: number;
  /** No two bodies are the same, though they ask the same: nothing that is kept is found. */
  unique?: boolean;
}

/** What a load has shown. Times are in milliseconds; null is what this system or server does not tell. */
export interface Figures {
  requestsPerSecond: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  /** Processor time of the server for a request, in microseconds. */
  cpuPerRequest: number | null;
  /** Memory of the server after the load, in MiB. */
  memory: number | null;
  /** The share of answers that the server says it had kept, 0 to 1. */
  kept: number | null;
  /** The share of answers that the server says it keeps from now on, 0 to 1. */
  stored: number | null;
  /** Answers with errors in them, refusals and broken connections. */
  errors: number;
  /** What the first answer with errors said. */
  complaint: string | null;
}

const WARM_UP = 1;

/** Sends the bodies, round and round over all connections, first to warm up and then to measure. */
export async function measure(
  server: Server,
  bodies: readonly string[],
  load: LoadOptions,
): Promise<Figures> {
  await fire(server, bodies, { ...load, seconds: WARM_UP });
  const before = cpuTime(server.pid);
  const fired = await fire(server, bodies, load);
  const after = cpuTime(server.pid);
  const spent = before === null || after === null ? null : after - before;
  const { latencies, answers, reported, kept, stored, ...rest } = fired;
  const within = (share: number) => (answers === 0 ? null : latencies.percentile(share) / 1000);
  return {
    ...rest,
    requestsPerSecond: answers / fired.seconds,
    p50: within(50),
    p95: within(95),
    p99: within(99),
    cpuPerRequest: spent === null || answers === 0 ? null : spent / answers,
    memory: residentMemory(server.pid),
    kept: reported === 0 ? null : kept / reported,
    stored: reported === 0 ? null : stored / reported,
  };
}

async function fire(
  server: Server,
  bodies: readonly string[],
  { connections, seconds, unique = false }: LoadOptions,
) {
  // autocannon's own latencies are in whole milliseconds; these are in microseconds.
  const latencies = createHistogram();
  const measured = {
    answers: 0,
    reported: 0,
    kept: 0,
    stored: 0,
    errors: 0,
    complaint: null as string | null,
  };
  const onResponse = (
    code: number,
    body: string,
    _context: object,
    headers: autocannon.Request['headers'],
  ) => {
    measured.answers += 1;
    const status = headers?.['cache-status'];
    if (status !== undefined) measured.reported += 1;
    if (status?.includes('; hit')) measured.kept += 1;
    if (status?.includes('; stored')) measured.stored += 1;
    if (code === 200 && !body.includes('"errors":[')) return;
    measured.errors += 1;
    measured.complaint ??= body.slice(0, 200);
  };
  const requests = bodies.map((body) => ({
    body,
    onResponse,
    ...(unique && {
      setupRequest: (request: autocannon.Request) => ({ ...request, body: numbered(body) }),
    }),
  }));
  let clients = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const firing = autocannon(
      {
        url: server.url,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        connections,
        duration: seconds,
        requests,
        // Every connection begins elsewhere, so that they do not ask the same at the same time.
        setupClient: (client) => {
          const start = Math.floor((clients++ / connections) * requests.length);
          client.setRequests([...requests.slice(start), ...requests.slice(0, start)]);
        },
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    );
    firing.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.record(Math.max(1, Math.round(milliseconds * 1000)));
    });
  });
  return {
    ...measured,
    latencies,
    seconds: result.duration,
    errors: measured.errors + result.errors,
  };
}

let number = 0;

/** A body with a number in it that means nothing to the server. */
function numbered(body: string): string {
  number += 1;
  return `{"number":${number},${body.slice(1)}`;
}
