/** Wiring of one server process: database, GraphQL, HTTP. */
import cluster from 'node:cluster';
import { lookup } from 'node:dns/promises';
import type { Server } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { openDatabase } from './database/database.js';
import { DatabaseError } from './database/errors.js';
import { coalesceVersionReads } from './database/record-version.js';
import type { Env } from './env.js';
import { DEFAULT_LIMITS } from './graphql/limits/limits.js';
import { readOperationDocuments } from './graphql/operation-documents.js';
import { createGraphQLServer } from './graphql/server.js';
import { createPersistedQueryStore } from './http/graphql/persisted-query-store.js';
import { createResponseCache } from './http/graphql/response-cache.js';
import {
  collectProcessMetrics,
  createMetrics,
  type Metrics,
} from './http/observability/metrics.js';
import { exposeToPrimary, startMetricsServer } from './http/observability/metrics-server.js';
import { createRedisCache, type RedisCache } from './http/redis-cache.js';
import { createHttpServer } from './http/server.js';
import { computeReleaseHash } from './release.js';

export interface RunningServer {
  address: string;
  /** No dataset has been imported. */
  isEmpty: boolean;
  log: FastifyBaseLogger;
  /** Drains requests in flight, then closes the database and the metrics server. */
  stop(): Promise<void>;
}

/** Throws one sentence for the operator. */
export async function serve(env: Env): Promise<RunningServer> {
  const database = coalesceVersionReads(openDatabase(env.databaseUrl));
  const version = await withErrorMessage(database.version(), describeDatabaseError);
  const redisCache =
    env.redisUrl === null ? null : await connectRedis(env.redisUrl, env.requestsPerMinute);
  const limits = { ...DEFAULT_LIMITS, requestsPerMinute: env.requestsPerMinute };
  const persistedQueries = createPersistedQueryStore(redisCache, readOperationDocuments());
  const metrics = createMetrics(database.version);
  collectProcessMetrics(metrics);
  const server = await createHttpServer({
    database,
    graphql: createGraphQLServer(database, persistedQueries, limits),
    responseCache: env.responseCache ? createResponseCache(redisCache) : null,
    redisCache,
    metrics,
    trustProxy: env.trustProxy,
    logger: { level: env.logLevel },
  });
  const metricsServer = await exposeMetrics(env, metrics);
  const { port, host } = env;
  // For a host name with several addresses Fastify opens several servers, and only the first has our limits.
  const listening = lookup(host).then((resolved) =>
    server.listen({ port, host: resolved.address }),
  );
  const address = await withErrorMessage(listening, (error) => describeListenError(env, error));
  return {
    address,
    isEmpty: version === null,
    log: server.log,
    async stop() {
      await server.close();
      metricsServer?.close().closeAllConnections();
    },
  };
}

/** A worker's metrics go to the primary. */
async function exposeMetrics(env: Env, metrics: Metrics): Promise<Server | null> {
  if (!cluster.isWorker) {
    return startMetricsServer(env.metrics, () => metrics.registry.metrics(), console.error);
  }
  exposeToPrimary(metrics);
  return null;
}

/** The prefix separates servers of other releases or settings, whose responses may differ. */
async function connectRedis(
  redisUrl: string,
  requestsPerMinute: number | null,
): Promise<RedisCache> {
  const prefix = `scoresheet:${await computeReleaseHash()}:${requestsPerMinute ?? 'off'}`;
  return createRedisCache(redisUrl, prefix, (line) => console.error(line));
}

async function withErrorMessage<Value>(
  step: Promise<Value>,
  describe: (error: NodeJS.ErrnoException) => string,
): Promise<Value> {
  try {
    return await step;
  } catch (error) {
    throw new Error(describe(error as Error), { cause: error });
  }
}

function describeDatabaseError(error: Error): string {
  return error instanceof DatabaseError && error.kind === 'NO_TABLES'
    ? 'The database has no tables, or old ones: run "npx prisma migrate deploy" first.'
    : `The database cannot be read: ${error.message}.`;
}

function describeListenError(
  { port, host }: Env,
  { code, message }: NodeJS.ErrnoException,
): string {
  return code === 'EADDRINUSE'
    ? `Port ${port} of ${host} is in use: choose another with PORT.`
    : `It cannot listen on port ${port} of ${host}: ${message}.`;
}
