/** The HTTP server: which address answers what. It listens on nothing; `serve.ts` does that. */
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import cors from '@fastify/cors';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
  type onRequestHookHandler,
} from 'fastify';
import type { Database } from '../database/types.js';
import type { GraphQLServer } from '../graphql/server.js';
import { buildErrorBody } from './error-response.js';
import { openDoor, type SeenAtTheDoor } from './graphql/door.js';
import { serveGraphQL } from './graphql/fastify-handler.js';
import { knownBy } from './graphql/known.js';
import type { ResponseCache } from './graphql/response-cache.js';
import { registerHealthRoutes } from './observability/health.js';
import type { Metrics } from './observability/metrics.js';
import { addRequestId, createRequestIdGenerator, REQUEST_ID } from './observability/request-id.js';
import { createRequestLogger } from './observability/request-log.js';
import { registerPlayground } from './playground/routes.js';
import {
  connectionTimeouts,
  createHostCheck,
  handleExpectHeader,
  limitConnections,
} from './protection/connection-limits.js';
import { monitorLoad } from './protection/load-shedding.js';
import { createRateLimiter } from './protection/rate-limit.js';
import { API_HEADERS } from './protection/security-headers.js';
import {
  ALLOWED_PROTOCOLS,
  compileTrust,
  createClientResolver,
  type TrustProxy,
} from './protection/trust-proxy.js';
import type { RedisCache } from './redis-cache.js';

/** What the server stands on. All of it is its own from here on: closing the server closes it. */
export interface HttpServerOptions {
  database: Database;
  graphql: GraphQLServer;
  /** Where complete answers are kept; null for nowhere. */
  answers: ResponseCache | null;
  /** What is shared with other servers; null where there is nothing. */
  shared: RedisCache | null;
  metrics: Metrics;
  trustProxy: TrustProxy;
  /** Fastify's own option (pino); `false` is silence. */
  logger: NonNullable<FastifyServerOptions['logger']>;
}

/** How long a browser may remember what it is allowed to send, in seconds. */
const PREFLIGHT_MAX_AGE_S = 86_400;

/** Builds the server with all its routes, ready to `listen` and, once, to `close`. */
export async function createHttpServer(parts: HttpServerOptions): Promise<FastifyInstance> {
  const { database, graphql, answers, shared, metrics, trustProxy, logger } = parts;
  const { limits } = graphql;
  const newId = createRequestIdGenerator(trustProxy !== false);
  const app = fastify({
    logger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: newId,
    trustProxy: compileTrust(trustProxy),
    ...connectionTimeouts(metrics),
    bodyLimit: limits.bodyBytes,
    // Who still has a connection while we stop is answered, and told to take the next question elsewhere.
    return503OnClosing: false,
  });
  // Apollo would answer a browser with a page of its own, out of another host's files.
  graphql.apollo.addPlugin(ApolloServerPluginLandingPageDisabled());
  await graphql.apollo.start();

  const seen: SeenAtTheDoor = new WeakMap();
  addResponseHooks(app, metrics, seen);
  const count =
    limits.requestsPerMinute === null
      ? null
      : createRateLimiter(app, limits.requestsPerMinute, shared, seen, metrics.rejections.rate);
  app.addHook('onRequest', createRequestCheck());
  await app.register(registerCors);
  const playground = await registerPlayground(app);
  const isOverloaded = await monitorLoad(app);
  const known = knownBy(graphql, answers, metrics);
  serveGraphQL(app, { graphql, known, playground, metrics, isOverloaded, seen });
  app.get('/', (_request, reply) => reply.redirect('/playground'));
  registerHealthRoutes(app, database);
  app.setNotFoundHandler(handleNotFound);
  app.setErrorHandler(handleError);
  const sender = createClientResolver(trustProxy);
  openDoor(app, { known, metrics, count, isOverloaded, limits, sender, newId, seen });
  limitConnections(app, trustProxy !== false);
  handleExpectHeader(app, metrics);

  // Runs when every request in flight has been answered.
  app.addHook('onClose', async () => {
    await graphql.apollo.stop();
    shared?.close();
    await database.close();
  });
  return app;
}

/** Tells browsers what a page may send. By itself, since of every other answer that is one header. */
async function registerCors(app: FastifyInstance): Promise<void> {
  const params = { origin: '*', methods: ['GET', 'POST'], maxAge: PREFLIGHT_MAX_AGE_S };
  await app.register(cors, { ...params, strictPreflight: false });
}

/** What is done to every answer before it is sent, and after. */
function addResponseHooks(app: FastifyInstance, metrics: Metrics, seen: SeenAtTheDoor): void {
  const log = createRequestLogger(app.log);
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header(REQUEST_ID, request.id);
    // A client that kept its connection would keep us from ending.
    if (isClosing) reply.header('connection', 'close');
    const failed = addRequestId(payload, request.id, metrics.recordError);
    // It was counted before the ids were in it.
    if (failed) reply.removeHeader('content-length');
    done(null, failed ?? payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const came = seen.get(request.raw);
    const milliseconds = came === undefined ? reply.elapsedTime : performance.now() - came;
    metrics.recordResponse(request.url, reply.statusCode, milliseconds);
    log(request, reply, milliseconds);
    done();
  });
}

/** What every request has to pass. */
function createRequestCheck(): onRequestHookHandler {
  const isHost = createHostCheck();
  return (request, reply, next) => {
    reply.headers(API_HEADERS);
    const encoding = (request.headers['content-encoding'] || 'identity').toLowerCase();
    if (!isHost(request.host)) {
      reply.code(400).send(buildErrorBody('BAD_REQUEST', 'The Host header must name a host.'));
    } else if (!ALLOWED_PROTOCOLS.includes(request.protocol)) {
      reply
        .code(400)
        .send(buildErrorBody('BAD_REQUEST', 'X-Forwarded-Proto must be http or https.'));
    } else if (encoding !== 'identity') {
      // A small body that is packed may be a large one: nobody has so much to ask that it would be needed.
      const message = `A body must be sent as it is, without content-encoding "${encoding.slice(0, 40)}".`;
      reply.code(415).send(buildErrorBody('BAD_REQUEST', message));
    } else {
      next();
    }
  };
}

/** What can be done at an address that is there. */
const ALLOWED_METHODS = 'GET, POST';

function handleNotFound({ url, method }: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (/^\/graphql(\?|$)/.test(url)) {
    const message = `The API is asked by ${ALLOWED_METHODS.replace(', ', ' or ')}, and not by ${method}.`;
    return reply
      .code(405)
      .header('allow', ALLOWED_METHODS)
      .send(buildErrorBody('BAD_REQUEST', message));
  }
  const message = 'Nothing is here. The API is at /graphql, the playground at /playground.';
  return reply.code(404).send(buildErrorBody('BAD_REQUEST', message));
}

/** Refuses in the shape GraphQL clients read. What is our own fault is logged whole and not told. */
function handleError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) return reply.code(status).send(buildErrorBody('BAD_REQUEST', error.message));
  request.log.error(error);
  return reply.code(500).send(buildErrorBody('INTERNAL_SERVER_ERROR', 'Internal server error'));
}
