/** One process that answers: database → GraphQL → HTTP → listening. */
import cluster from 'node:cluster';
import { lookup } from 'node:dns/promises';
import type { Server } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { DatabaseError, openDatabase } from './database.js';
import type { Env } from './env.js';
import { LIMITS } from './graphql/limits.js';
import { createGraphQLServer } from './graphql/server.js';
import { answerStore } from './http/answers.js';
import {
  createMetrics,
  type Metrics,
  measureProcess,
  serveMetrics,
  tellPrimary,
} from './http/metrics.js';
import { persistedQueries } from './http/persisted-queries.js';
import { createHttpServer } from './http/server.js';
import { type SharedMemory, sharedMemory } from './http/shared-memory.js';
import { onceATurn } from './http/version.js';
import { release } from './release.js';

/** A server that listens. */
export interface Serving {
  address: string;
  /** Nothing has been imported yet. */
  isEmpty: boolean;
  log: FastifyBaseLogger;
  /** Answers what is in flight and closes the database; then nothing is left. */
  stop(): Promise<void>;
}

/** Starts to serve. Throws one plain sentence for the operator where it cannot. */
export async function serve(env: Env): Promise<Serving> {
  const database = onceATurn(openDatabase(env.databaseUrl));
  const version = await explained(database.version(), explainDatabase);
  const shared = env.redisUrl === null ? null : await share(env.redisUrl, env.requestsPerMinute);
  const limits = { ...LIMITS, requestsPerMinute: env.requestsPerMinute };
  const metrics = createMetrics(database.version);
  measureProcess(metrics);
  const server = await createHttpServer({
    database,
    graphql: createGraphQLServer(database, persistedQueries(shared), limits),
    answers: env.keepAnswers ? answerStore(shared) : null,
    shared,
    metrics,
    trustProxy: env.trustProxy,
    logger: { level: env.logLevel },
  });
  const told = await tellMetrics(env, metrics);
  const { port, host } = env;
  // Of a name with several addresses Fastify would make several servers, of which all but the first know of no limits.
  const listening = lookup(host).then((found) => server.listen({ port, host: found.address }));
  const address = await explained(listening, (error) => explainListen(env, error));
  return {
    address,
    isEmpty: version === null,
    log: server.log,
    async stop() {
      await server.close();
      told?.close().closeAllConnections();
    },
  };
}

/** One of several processes tells the one that has started it, which tells of them all. */
async function tellMetrics(env: Env, metrics: Metrics): Promise<Server | null> {
  if (!cluster.isWorker) {
    return serveMetrics(env.metrics, () => metrics.registry.metrics(), console.error);
  }
  tellPrimary(metrics);
  return null;
}

/** Servers of one release that are set up alike share what they keep: another may answer otherwise. */
async function share(redisUrl: string, requestsPerMinute: number | null): Promise<SharedMemory> {
  const prefix = `scoresheet:${await release()}:${requestsPerMinute ?? 'off'}`;
  return sharedMemory(redisUrl, prefix, (line) => console.error(line));
}

async function explained<Value>(
  step: Promise<Value>,
  explain: (error: NodeJS.ErrnoException) => string,
): Promise<Value> {
  try {
    return await step;
  } catch (error) {
    throw new Error(explain(error as Error), { cause: error });
  }
}

function explainDatabase(error: Error): string {
  return error instanceof DatabaseError && error.trouble === 'NO_TABLES'
    ? 'The database has no tables, or old ones: run "npx prisma migrate deploy" first.'
    : `The database cannot be read: ${error.message}.`;
}

function explainListen({ port, host }: Env, { code, message }: NodeJS.ErrnoException): string {
  return code === 'EADDRINUSE'
    ? `Port ${port} of ${host} is in use: choose another with PORT.`
    : `It cannot listen on port ${port} of ${host}: ${message}.`;
}
