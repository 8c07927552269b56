import { coalesceVersionReads } from '../../src/database/record-version.js';
import type { Database } from '../../src/database/types.js';
import { DEFAULT_LIMITS } from '../../src/graphql/limits/limits.js';
import { readOperationDocuments } from '../../src/graphql/operation-documents.js';
import { createGraphQLServer } from '../../src/graphql/server.js';
import { createPersistedQueryStore } from '../../src/http/graphql/persisted-query-store.js';
import { createResponseCache } from '../../src/http/graphql/response-cache.js';
import { createMetrics, type Metrics } from '../../src/http/observability/metrics.js';
import type { RedisCache } from '../../src/http/redis-cache.js';
import { createHttpServer, type HttpServerOptions } from '../../src/http/server.js';

/** A whole server over a database, on a free port of this machine. */
export interface Serving {
  address: string;
  metrics: Metrics;
  /** Sends an operation as a GraphQL client does. */
  post(body: unknown): Promise<Response>;
  /** Stops the server and closes the database with it. */
  close(): Promise<void>;
}

export interface ServingOptions {
  /** Whether complete answers are kept. */
  keepAnswers?: boolean;
  /** What the server shares with others; its own from here on. */
  shared?: RedisCache;
  /** How many requests an address may make in a minute; any number unless it is asked for. */
  requestsPerMinute?: number;
  /** How long an answer may take. */
  seconds?: number;
  /** Which proxies are believed; none unless it is asked for. */
  trustProxy?: HttpServerOptions['trustProxy'];
  /** What is written to the log; nothing unless it is asked for. */
  logger?: HttpServerOptions['logger'];
  /** Whether Apollo answers everything, also what it has answered before. */
  apolloAlone?: boolean;
}

export async function serve(
  database: Database,
  { keepAnswers = true, shared, apolloAlone = false, ...options }: ServingOptions = {},
): Promise<Serving> {
  const { requestsPerMinute = null, seconds = DEFAULT_LIMITS.seconds } = options;
  const { trustProxy = false, logger = false } = options;
  const limits = { ...DEFAULT_LIMITS, requestsPerMinute, seconds };
  const graphql = createGraphQLServer(
    coalesceVersionReads(database),
    createPersistedQueryStore(shared ?? null, readOperationDocuments()),
    limits,
  );
  const operations = { ...graphql.operations, execute: async () => null };
  const metrics = createMetrics(database.version);
  const server = await createHttpServer({
    database,
    graphql: apolloAlone ? { ...graphql, operations } : graphql,
    responseCache: keepAnswers ? createResponseCache(shared ?? null) : null,
    redisCache: shared ?? null,
    metrics,
    trustProxy,
    logger,
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    address,
    metrics,
    post: (body) =>
      fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    close: () => server.close(),
  };
}
