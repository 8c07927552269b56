import cluster from 'node:cluster';
import { lookup } from 'node:dns/promises';
import type { Server } from 'node:http';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FastifyBaseLogger } from 'fastify';
import { openDatabase } from './database/database.js';
import { DatabaseError } from './database/errors.js';
import { coalesceVersionReads } from './database/record-version.js';
import type { Database } from './database/types.js';
import type { Env } from './env.js';
import {
  createWorkerExecutors,
  type WorkerExecutors,
} from './graphql/execution/worker-executors.js';
import { DEFAULT_LIMITS, type Limits } from './graphql/limits/limits.js';
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
import type { WorkerThreadData } from './worker-thread.js';

export interface RunningServer {
  address: string;
  /** No dataset has been imported. */
  isEmpty: boolean;
  log: FastifyBaseLogger;
  /** Drains requests in flight, then closes the database and the metrics server. */
  stop(): Promise<void>;
}

const WORKER_RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 24 };

/** Throws one sentence for the operator. */
export async function serve(env: Env): Promise<RunningServer> {
  const database = coalesceVersionReads(openDatabase(env.databaseUrl));
  const version = await withErrorMessage(database.version(), describeDatabaseError);
  const redisCache = env.redisUrl === null ? null : await connectRedis(env.redisUrl, env);
  const { requestsPerMinute, costPerMinute } = env;
  const limits = { ...DEFAULT_LIMITS, requestsPerMinute, costPerMinute };
  const persistedQueries = createPersistedQueryStore(redisCache, readOperationDocuments());
  const metrics = createMetrics(database.version);
  collectProcessMetrics(metrics);
  let isDraining = false;
  const server = await createHttpServer({
    database,
    graphql: createGraphQLServer(
      database,
      persistedQueries,
      limits,
      createWorker(database, env.databaseUrl, limits),
    ),
    responseCache: env.responseCache ? createResponseCache(redisCache) : null,
    redisCache,
    metrics,
    trustProxy: env.trustProxy,
    isDraining: () => isDraining,
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
      isDraining = true;
      await setTimeout(env.drainSeconds * 1000);
      await server.close();
      metricsServer?.close().closeAllConnections();
    },
  };
}

/** Postgres executes statements in its own processes. */
function createWorker(
  database: Database,
  databaseUrl: string,
  limits: Limits,
): WorkerExecutors | null {
  if (database.provider !== 'sqlite') return null;
  // In development the sources run.
  const entry = new URL(`worker-thread${path.extname(import.meta.url)}`, import.meta.url);
  const workerData: WorkerThreadData = { databaseUrl, limits };
  const start = () => new Worker(entry, { workerData, resourceLimits: WORKER_RESOURCE_LIMITS });
  return createWorkerExecutors(start, (line) => console.error(line));
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
  { requestsPerMinute, costPerMinute }: Env,
): Promise<RedisCache> {
  const limits = `${requestsPerMinute ?? 'off'}:${costPerMinute ?? 'off'}`;
  const prefix = `scoresheet:${await computeReleaseHash()}:${limits}`;
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
