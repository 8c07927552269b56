/** HTTP server: GraphQL handler; Fastify for pages, files, health. `serve.ts` makes it listen. */
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
import { createClientLimits, type RateLimiters } from './protection/client-limits.js';
import { clientNetworkOf } from './protection/client-network.js';
import { createNodeServer, limitConnections } from './protection/connection-limits.js';
import { type CheckRequestHost, createRequestHostCheck } from './protection/host-header.js';
import { monitorLoad } from './protection/load-shedding.js';
import { createRateLimiter, describeRateLimit, type PolicyName } from './protection/rate-limit.js';
import { API_HEADERS } from './protection/security-headers.js';
import { compileTrust, createClientAddressOf, type TrustProxy } from './protection/trust-proxy.js';
import type { RedisCache } from './redis-cache.js';
import { registerSchemaRoute } from './schema-route.js';

/** All are closed with the server. */
export interface HttpServerOptions {
  database: Database;
  graphql: GraphQLServer;
  /** Null: every response is computed. */
  responseCache: ResponseCache | null;
  redisCache: RedisCache | null;
  metrics: Metrics;
  trustProxy: TrustProxy;
  /** About to close: unready, still answers. */
  isDraining: () => boolean;
  /** Fastify's option (pino); `false` logs nothing. */
  logger: NonNullable<FastifyServerOptions['logger']>;
}

const PREFLIGHT_MAX_AGE_S = 86_400;

/** No rate limit. */
const EXEMPT_PATHS = ['/livez', '/readyz'];

const ALLOWED_METHODS = 'GET, POST';

/** Call `close` only once. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { database, graphql, redisCache, metrics, trustProxy } = options;
  let handler: GraphQLHandler | null = null;
  const app = createFramework(options, () => handler);
  // Apollo's landing page loads files from another host.
  graphql.apollo.addPlugin(ApolloServerPluginLandingPageDisabled());
  await graphql.apollo.start();

  const checkHost = createRequestHostCheck(trustProxy);
  const { requestsPerMinute, costPerMinute } = graphql.limits;
  const limiterOf = (name: PolicyName, quota: number | null) =>
    quota === null ? null : createRateLimiter(name, quota, redisCache);
  const rateLimiters = {
    requests: limiterOf('default', requestsPerMinute),
    cost: limiterOf('cost', costPerMinute),
  };
  addResponseHooks(app, metrics);
  addRequestChecks(app, options, checkHost, rateLimiters);
  await registerCors(app);
  await registerPages(app, options);
  const isOverloaded = await monitorLoad(app);
  handler = createGraphQLHandler({
    graphql,
    responseCache: options.responseCache,
    metrics,
    rateLimiters,
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

/** GraphQL requests go to the handler before their bodies are read. */
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
        // Too many pipelined requests.
        if (request.socket.destroyed) return;
        if (isGraphQLRequest(request)) getHandler()?.handle(request, response);
        else handleByFramework(request, response);
      }),
    clientErrorHandler: createClientErrorHandler(metrics),
    frameworkErrors: createFrameworkErrorHandler(metrics),
    bodyLimit: graphql.limits.bodyBytes,
    // Requests on open connections get answers with `connection: close`.
    return503OnClosing: false,
  });
}

/** For preflights; other responses have `API_HEADERS`. */
async function registerCors(app: FastifyInstance): Promise<void> {
  const params = { origin: '*', methods: ['GET', 'POST'], maxAge: PREFLIGHT_MAX_AGE_S };
  await app.register(cors, { ...params, strictPreflight: false });
}

async function registerPages(
  app: FastifyInstance,
  { database, graphql, isDraining }: HttpServerOptions,
): Promise<void> {
  const playground = await registerPlayground(app);
  // Browser visits only; the handler takes other requests.
  app.get('/graphql', { exposeHeadRoute: false }, (_request, reply) =>
    reply.headers(playground.headers).send(playground.html),
  );
  // Relative: a proxy may strip a prefix.
  app.get('/', (_request, reply) => reply.redirect('./playground'));
  registerSchemaRoute(app, graphql.schemaText);
  registerHealthRoutes(app, database, isDraining);
  app.setNotFoundHandler(handleNotFound);
  app.setErrorHandler(handleError);
}

function addResponseHooks(app: FastifyInstance, metrics: Metrics): void {
  const log = createRequestLogger(app.log);
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header(REQUEST_ID, request.id);
    // Open connections keep the server from stopping.
    if (isClosing) reply.header('connection', 'close');
    const withId = addRequestId(payload, request.id, metrics.recordError);
    // Length excludes the id.
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

/** The GraphQL handler's checks, on Fastify routes. */
function addRequestChecks(
  app: FastifyInstance,
  { metrics, graphql }: HttpServerOptions,
  checkHost: CheckRequestHost,
  rateLimiters: RateLimiters,
): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(API_HEADERS);
    const hostError = checkHost(request.raw);
    if (hostError) return reply.code(400).send(buildErrorBody('BAD_REQUEST', hostError));
    if (EXEMPT_PATHS.includes(request.url)) return;
    const clientLimits = createClientLimits(rateLimiters, clientNetworkOf(request.ip), () => {});
    const state = await clientLimits.countRequest();
    reply.headers(clientLimits.buildHeaders() ?? {});
    if (!state || state.isAllowed) return;
    metrics.rejections.rate.count += 1;
    // Pipelined requests behind it are not read.
    reply.headers({ 'retry-after': state.resetS, connection: 'close' });
    return reply
      .code(429)
      .send(
        buildErrorBody('RATE_LIMITED', describeRateLimit(graphql.limits.requestsPerMinute, state)),
      );
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
  // After the last response.
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

/** Logs and masks 5xx. */
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
