/** Puts a load on a server and measures it. */
import { createHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { cpuTime, residentMemory, type Server } from './server.js';

export interface LoadOptions {
  connections: number;
  seconds: number;
  /** No two bodies are equal, so that no cached response is found. */
  unique?: boolean;
}

/** Times in ms; null for what the system or server does not report. */
export interface LoadResult {
  requestsPerSecond: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  /** Server CPU time a request, µs. */
  cpuPerRequest: number | null;
  /** Server memory after the load, MiB. */
  memory: number | null;
  /** Share of cached responses, 0 to 1, by Cache-Status. */
  kept: number | null;
  /** Share of responses stored in the cache, 0 to 1, by Cache-Status. */
  stored: number | null;
  /** Responses with errors, rejections and broken connections. */
  errors: number;
  /** The first response with errors. */
  complaint: string | null;
}

const WARM_UP_S = 1;

/** Sends the bodies in rotation over all connections: a warm-up, then the measurement. */
export async function measure(
  server: Server,
  bodies: readonly string[],
  load: LoadOptions,
): Promise<LoadResult> {
  await runLoad(server, bodies, { ...load, seconds: WARM_UP_S });
  const before = cpuTime(server.pid);
  const fired = await runLoad(server, bodies, load);
  const after = cpuTime(server.pid);
  const spent = before === null || after === null ? null : after - before;
  const { latencies, answers, reported, kept, stored, ...rest } = fired;
  const percentile = (share: number) => (answers === 0 ? null : latencies.percentile(share) / 1000);
  return {
    ...rest,
    requestsPerSecond: answers / fired.seconds,
    p50: percentile(50),
    p95: percentile(95),
    p99: percentile(99),
    cpuPerRequest: spent === null || answers === 0 ? null : spent / answers,
    memory: residentMemory(server.pid),
    kept: reported === 0 ? null : kept / reported,
    stored: reported === 0 ? null : stored / reported,
  };
}

async function runLoad(
  server: Server,
  bodies: readonly string[],
  { connections, seconds, unique = false }: LoadOptions,
) {
  // autocannon rounds latencies to ms; these are in µs.
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
        // Each connection starts at another body.
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

/** Adds a number that the server ignores. */
function numbered(body: string): string {
  number += 1;
  return `{"number":${number},${body.slice(1)}`;
}
