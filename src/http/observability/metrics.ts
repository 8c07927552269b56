import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ERROR_CODES } from '../../graphql/errors.js';

/** Increment is one addition; Prometheus reads it on demand. */
export interface CounterCell {
  count: number;
}

export interface Metrics {
  readonly registry: Registry;
  readonly cacheResults: Record<'hit' | 'miss' | 'bypass', CounterCell>;
  readonly rejections: Record<'rate' | 'cost' | 'shed', CounterCell>;
  recordResponse(url: string, status: number, milliseconds: number): void;
  /** `code`: `extensions.code`. */
  recordError(code: unknown): void;
}

const ROUTES = ['graphql', 'playground', 'other'] as const;
const STATUS_CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'];

/** Upper bounds: a cached response is below the first; the deadline is the last. */
const DURATION_BUCKETS_S = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

const REQUESTS = {
  name: 'scoresheet_requests_total',
  help: 'HTTP responses by route and by the class of their status.',
};
const CACHE_RESULTS = {
  name: 'scoresheet_answers_total',
  help: 'Operations by cache result: hit, from the response cache; miss, computed; bypass, not looked up in the cache.',
};
const REJECTIONS = {
  name: 'scoresheet_refused_total',
  help: 'Rejected requests: rate, over the rate limit; cost, over the cost limit; shed, while the process was overloaded.',
};
const ERRORS = {
  name: 'scoresheet_errors_total',
  help: 'Errors in responses by their extensions.code.',
};

/** `version` reads the record version. */
export function createMetrics(version: () => Promise<string | null>): Metrics {
  const registry = new Registry();
  const statuses = ROUTES.flatMap((route) => STATUS_CLASSES.map((status) => ({ route, status })));
  const requests = createCounters(registry, REQUESTS, statuses);
  const duration = createDurationHistogram(registry);
  const origins = [{ origin: 'hit' }, { origin: 'miss' }, { origin: 'bypass' }] as const;
  const [hit, miss, bypass] = createCounters(registry, CACHE_RESULTS, origins);
  const reasons = [{ by: 'rate' }, { by: 'cost' }, { by: 'shed' }] as const;
  const [rate, cost, shed] = createCounters(registry, REJECTIONS, reasons);
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
      const cell = requests[route * STATUS_CLASSES.length + Math.floor(status / 100) - 1];
      if (cell) cell.count += 1;
      if (route === 0) duration.observe(milliseconds / 1000);
    },
    recordError(code) {
      if (code === 'COST_LIMIT_EXCEEDED') cost.count += 1;
      const cell = errors[codes.indexOf(String(code))];
      if (cell) cell.count += 1;
    },
  };
}

function createDurationHistogram(registry: Registry): Histogram {
  return new Histogram({
    name: 'scoresheet_graphql_duration_seconds',
    help: 'Durations of GraphQL responses, from the headers of the request until the response is written.',
    buckets: DURATION_BUCKETS_S,
    registers: [registry],
  });
}

function createVersionGauge(registry: Registry, version: () => Promise<string | null>): void {
  new Gauge({
    name: 'scoresheet_record_info',
    help: 'Always 1; its label is the version of the record, empty while the record is empty or unreadable.',
    labelNames: ['version'],
    // Several processes on one record count once.
    aggregator: 'max',
    registers: [registry],
    async collect() {
      const current = await version().catch(() => null);
      this.reset();
      this.set({ version: current ?? '' }, 1);
    },
  });
}

/** One cell for each set of labels. */
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

/** Index in `ROUTES`. */
function routeIndexOf(url: string): 0 | 1 | 2 {
  if (url.startsWith('/graphql')) return 0;
  return url.startsWith('/playground') ? 1 : 2;
}

export function collectProcessMetrics({ registry }: Metrics): void {
  collectDefaultMetrics({ register: registry });
}
