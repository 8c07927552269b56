/** What Prometheus is told, at an address of its own: how much is asked, how it is answered, and how the process is. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  Registry,
} from 'prom-client';
import { ERROR_CODES } from '../../graphql/errors.js';

/** Something that is counted. Counting it is no more than an addition; Prometheus is told when it asks. */
export interface CounterCell {
  count: number;
}

export interface Metrics {
  readonly registry: Registry;
  readonly cacheResults: Record<'hit' | 'miss' | 'bypass', CounterCell>;
  readonly rejections: Record<'rate' | 'cost' | 'shed', CounterCell>;
  /** Counts an answer that was sent. */
  recordResponse(url: string, status: number, milliseconds: number): void;
  /** Counts an error by its code. */
  recordError(code: unknown): void;
}

const ROUTES = ['graphql', 'playground', 'other'] as const;
const STATUS_CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'];

/** Upper bounds, in seconds: an answer that is kept takes less than the first, and none may take longer than the last. */
const DURATION_BUCKETS_S = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** What is counted by sets of labels, with what it means. */
const REQUESTS = {
  name: 'scoresheet_requests_total',
  help: 'Requests that were answered, by what was asked and by the class of the status.',
};
const ANSWERS = {
  name: 'scoresheet_answers_total',
  help: 'Questions by where their answer is from: hit, it was kept; miss, it was worked out and could have been kept; bypass, nobody looked.',
};
const REFUSED = {
  name: 'scoresheet_refused_total',
  help: 'Requests that were refused: rate, their address had asked too often; cost, they asked for too much; shed, the process could not keep up.',
};
const ERRORS = {
  name: 'scoresheet_errors_total',
  help: 'Errors of answers by their extensions.code.',
};

/** Counts for one server; `version` is asked for the version of its record. */
export function createMetrics(version: () => Promise<string | null>): Metrics {
  const registry = new Registry();
  const statuses = ROUTES.flatMap((route) => STATUS_CLASSES.map((status) => ({ route, status })));
  const requests = createCounters(registry, REQUESTS, statuses);
  const duration = createDurationHistogram(registry);
  const origins = [{ origin: 'hit' }, { origin: 'miss' }, { origin: 'bypass' }] as const;
  const [hit, miss, bypass] = createCounters(registry, ANSWERS, origins);
  const reasons = [{ by: 'rate' }, { by: 'cost' }, { by: 'shed' }] as const;
  const [rate, cost, shed] = createCounters(registry, REFUSED, reasons);
  const codes = Object.keys(ERROR_CODES);
  const errors = createCounters(
    registry,
    ERRORS,
    codes.map((code) => ({ code })),
  );
  createVersionGauge(registry, version);
  return {
    registry,
    cacheResults: { hit, miss, bypass },
    rejections: { rate, cost, shed },
    recordResponse(url, status, milliseconds) {
      const route = routeIndexOf(url);
      const tally = requests[route * STATUS_CLASSES.length + Math.floor(status / 100) - 1];
      if (tally) tally.count += 1;
      if (route === 0) duration.observe(milliseconds / 1000);
    },
    recordError(code) {
      if (code === 'COST_LIMIT_EXCEEDED') cost.count += 1;
      const tally = errors[codes.indexOf(String(code))];
      if (tally) tally.count += 1;
    },
  };
}

function createDurationHistogram(registry: Registry): Histogram {
  return new Histogram({
    name: 'scoresheet_graphql_duration_seconds',
    help: 'How long answers of the API took, from the headers of the request to the last byte of the answer.',
    buckets: DURATION_BUCKETS_S,
    registers: [registry],
  });
}

function createVersionGauge(registry: Registry, version: () => Promise<string | null>): void {
  new Gauge({
    name: 'scoresheet_record_info',
    help: 'Always 1; its label is the version of the record that answers are from, empty while nothing was imported or none can be read.',
    labelNames: ['version'],
    // Several processes on one record say it once.
    aggregator: 'max',
    registers: [registry],
    async collect() {
      const current = await version().catch(() => null);
      this.reset();
      this.set({ version: current ?? '' }, 1);
    },
  });
}

/** A counter with some sets of labels, which are all there can be. */
function createCounters<const Labels extends readonly Record<string, string>[]>(
  registry: Registry,
  named: { name: string; help: string },
  labels: Labels,
): { -readonly [Place in keyof Labels]: CounterCell } {
  const all = labels.map((of) => ({ of, count: 0 }));
  new Counter({
    ...named,
    labelNames: Object.keys(labels[0] ?? {}),
    registers: [registry],
    collect() {
      this.reset();
      for (const { of, count } of all) this.inc(of, count);
    },
  });
  return all as { -readonly [Place in keyof Labels]: CounterCell };
}

/** The place of an address among the routes. */
function routeIndexOf(url: string): 0 | 1 | 2 {
  if (url.startsWith('/graphql')) return 0;
  return url.startsWith('/playground') ? 1 : 2;
}

/** Has a server's own process measured as well: its time, memory, event loop and garbage. */
export function collectProcessMetrics({ registry }: Metrics): void {
  collectDefaultMetrics({ register: registry });
}

/** Where metrics are told. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
  /** Somebody has asked for this port, and relies on it. */
  readonly isExplicit: boolean;
}

/**
 * Tells metrics at `/metrics`; without an address nowhere. Where the port is in use it goes on without, and says so, unless
 * the port was asked for: then it throws one plain sentence.
 */
export async function startMetricsServer(
  address: MetricsAddress | null,
  read: () => Promise<string>,
  log: (line: string) => void,
): Promise<Server | null> {
  if (!address) return null;
  const { host, port, isExplicit } = address;
  const server = createServer((request, response) => handleMetricsRequest(request, response, read));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    return server;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isTaken = code === 'EADDRINUSE';
    const reason = isTaken
      ? `Port ${port} of ${host} is in use`
      : `No metrics on port ${port} of ${host}: ${message}`;
    if (isExplicit || !isTaken)
      throw new Error(`${reason}: choose another with METRICS_PORT, or off.`);
    log(`${reason}: there are no metrics; choose another with METRICS_PORT, or off.`);
    return null;
  }
}

async function handleMetricsRequest(
  { url }: IncomingMessage,
  response: ServerResponse,
  read: () => Promise<string>,
) {
  if (url !== '/metrics') {
    response.writeHead(404).end();
    return;
  }
  const text = await read().catch(() => null);
  // Of several processes one may be about to be replaced.
  if (text === null) response.writeHead(503).end();
  else response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text);
}

/** Lets the process that has started this one ask for its metrics. */
export function exposeToPrimary({ registry }: Metrics): void {
  AggregatorRegistry.setRegistries(registry);
  // It listens from now on.
  new AggregatorRegistry();
}

/** What all processes that this one has started have counted, together. */
export function createClusterMetrics(): () => Promise<string> {
  const registry = new AggregatorRegistry();
  return () => registry.clusterMetrics();
}
