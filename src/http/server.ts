/** The HTTP server: the GraphQL handler, and Fastify for pages, files and health. `serve.ts` makes it listen. */
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import cors from '@fastify/cors';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import type { Database } from '../database/types.js';
import type { GraphQLServer } from '../graphql/server.js';
import { buildErrorBody } from './error-response.js';
import { createGraphQLHandler, type GraphQLHandler } from './graphql/handler.js';
import { isGraphQLRequest } from './graphql/request-parser.js';
import type { ResponseCache } from './graphql/response-cache.js';
import { registerHealthRoutes } from './observability/health.js';
import type { Metrics } from './observability/metrics.js';
import { addRequestId, createRequestIdGenerator, REQUEST_ID } from './observability/request-id.js';
import { createRequestLogger } from './observability/request-log.js';
import { registerPlayground } from './playground/routes.js';
import {
  createClientErrorHandler,
  createFrameworkErrorHandler,
  handleExpectHeader,
} from './protection/client-errors.js';
import { clientNetworkOf } from './protection/client-network.js';
import { createNodeServer, limitConnections } from './protection/connection-limits.js';
import { type CheckRequestHost, createRequestHostCheck } from './protection/host-header.js';
import { monitorLoad } from './protection/load-shedding.js';
import {
  buildRateLimitHeaders,
  createRateLimiter,
  describeRateLimit,
  type RateLimiter,
} from './protection/rate-limit.js';
import { API_HEADERS } from './protection/security-headers.js';
import { compileTrust, createClientAddressOf, type TrustProxy } from './protection/trust-proxy.js';
import type { RedisCache } from './redis-cache.js';
import { registerSchemaRoute } from './schema-route.js';

/** Closing the server closes all of them. */
export interface HttpServerOptions {
  database: Database;
  graphql: GraphQLServer;
  /** Null: every response is computed. */
  responseCache: ResponseCache | null;
  redisCache: RedisCache | null;
  metrics: Metrics;
  trustProxy: TrustProxy;
  /** Fastify's own option (pino); `false` logs nothing. */
  logger: NonNullable<FastifyServerOptions['logger']>;
}

const PREFLIGHT_MAX_AGE_S = 86_400;

/** Paths of the operator, without a rate limit. */
const EXEMPT_PATHS = ['/livez', '/readyz'];

const ALLOWED_METHODS = 'GET, POST';

/** Creates the server with all routes, ready to `listen` and, once, to `close`. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { database, graphql, redisCache, metrics, trustProxy } = options;
  const { requestsPerMinute } = graphql.limits;
  let handler: GraphQLHandler | null = null;
  const app = createFramework(options, () => handler);
  // Apollo's landing page loads files of another host.
  graphql.apollo.addPlugin(ApolloServerPluginLandingPageDisabled());
  await graphql.apollo.start();

  const checkHost = createRequestHostCheck(trustProxy);
  const rateLimiter =
    requestsPerMinute === null ? null : createRateLimiter(requestsPerMinute, redisCache);
  addResponseHooks(app, metrics);
  addRequestChecks(app, metrics, checkHost, rateLimiter);
  await registerCors(app);
  await registerPages(app, options);
  const isOverloaded = await monitorLoad(app);
  handler = createGraphQLHandler({
    graphql,
    responseCache: options.responseCache,
    metrics,
    rateLimiter,
    isOverloaded,
    checkHost,
    clientAddressOf: createClientAddressOf(trustProxy),
    createRequestId: createRequestIdGenerator(trustProxy !== false),
    log: app.log,
  });
  limitConnections(app, trustProxy !== false);
  handleExpectHeader(app.server, metrics);
  addCloseHooks(app, handler, async () => {
    await graphql.apollo.stop();
    redisCache?.close();
    await database.close();
  });
  return app;
}

/** Creates Fastify on a Node server that passes GraphQL requests to a handler, before their bodies are read. */
function createFramework(
  { metrics, trustProxy, logger, graphql }: HttpServerOptions,
  getHandler: () => GraphQLHandler | null,
): FastifyInstance {
  return fastify({
    logger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: createRequestIdGenerator(trustProxy !== false),
    trustProxy: compileTrust(trustProxy),
    serverFactory: (handleByFramework) =>
      createNodeServer((request, response) => {
        // Closed for too many pipelined requests.
        if (request.socket.destroyed) return;
        if (isGraphQLRequest(request)) getHandler()?.handle(request, response);
        else handleByFramework(request, response);
      }),
    clientErrorHandler: createClientErrorHandler(metrics),
    frameworkErrors: createFrameworkErrorHandler(metrics),
    bodyLimit: graphql.limits.bodyBytes,
    // Requests on open connections are answered, with `connection: close`.
    return503OnClosing: false,
  });
}

/** Preflights are Fastify's; all other responses have the one CORS header anyway. */
async function registerCors(app: FastifyInstance): Promise<void> {
  const params = { origin: '*', methods: ['GET', 'POST'], maxAge: PREFLIGHT_MAX_AGE_S };
  await app.register(cors, { ...params, strictPreflight: false });
}

async function registerPages(
  app: FastifyInstance,
  { database, graphql }: HttpServerOptions,
): Promise<void> {
  const playground = await registerPlayground(app);
  // A browser's visit: all other requests to this path are the handler's.
  app.get('/graphql', { exposeHeadRoute: false }, (_request, reply) =>
    reply.headers(playground.headers).send(playground.html),
  );
  app.get('/', (_request, reply) => reply.redirect('/playground'));
  registerSchemaRoute(app, graphql.schemaText);
  registerHealthRoutes(app, database);
  app.setNotFoundHandler(handleNotFound);
  app.setErrorHandler(handleError);
}

/** Adds the headers of every response of Fastify, its metrics and its log line. */
function addResponseHooks(app: FastifyInstance, metrics: Metrics): void {
  const log = createRequestLogger(app.log);
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header(REQUEST_ID, request.id);
    // An open connection would keep the server from stopping.
    if (isClosing) reply.header('connection', 'close');
    const withId = addRequestId(payload, request.id, metrics.recordError);
    // The length is that without the id.
    if (withId) reply.removeHeader('content-length');
    done(null, withId ?? payload);
  });
  app.addHook('onResponse', ({ id: requestId, method, url, routeOptions }, reply, done) => {
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    metrics.recordResponse(url, status, milliseconds);
    log({ requestId, method, route: routeOptions.url ?? null, status, milliseconds });
    done();
  });
}

/** Adds the checks of the GraphQL handler to all routes of Fastify. */
function addRequestChecks(
  app: FastifyInstance,
  metrics: Metrics,
  checkHost: CheckRequestHost,
  limiter: RateLimiter | null,
): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(API_HEADERS);
    const hostError = checkHost(request.raw);
    if (hostError) return reply.code(400).send(buildErrorBody('BAD_REQUEST', hostError));
    if (!limiter || EXEMPT_PATHS.includes(request.url)) return;
    const state = await limiter.consume(clientNetworkOf(request.ip), 1);
    reply.headers(buildRateLimitHeaders(limiter, state));
    if (state.isAllowed) return;
    metrics.rejections.rate.count += 1;
    // Requests that are pipelined behind it are not read.
    reply.headers({ 'retry-after': state.resetS, connection: 'close' });
    return reply.code(429).send(buildErrorBody('RATE_LIMITED', describeRateLimit(limiter, state)));
  });
}

function addCloseHooks(
  app: FastifyInstance,
  handler: GraphQLHandler,
  release: () => Promise<void>,
): void {
  app.addHook('preClose', (done) => {
    handler.drain();
    done();
  });
  // Runs after the last response.
  app.addHook('onClose', async () => {
    handler.close();
    await release();
  });
}

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

/** Answers an error in the form of GraphQL; a 5xx is logged and masked. */
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
