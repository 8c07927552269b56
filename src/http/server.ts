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
import type { Database } from '../database.js';
import type { GraphQLServer } from '../graphql/server.js';
import type { AnswerStore } from './answers.js';
import {
  answerExpectations,
  connectionOptions,
  hostCheck,
  watchConnections,
} from './connections.js';
import { openDoor, type SeenAtTheDoor } from './door.js';
import { serveGraphQL } from './graphql.js';
import { EVERYWHERE } from './headers.js';
import { serveHealth } from './health.js';
import { knownBy } from './known.js';
import type { Metrics } from './metrics.js';
import { watchLoad } from './overload.js';
import { servePlayground } from './playground.js';
import { PROTOCOLS, type Proxies, senders, trusting } from './proxies.js';
import { limitRate } from './rate.js';
import { refusal } from './refusals.js';
import { identified, REQUEST_ID, requestIds } from './request-ids.js';
import { requestLog } from './request-log.js';
import type { SharedMemory } from './shared-memory.js';

/** What the server stands on. All of it is its own from here on: closing the server closes it. */
export interface HttpServerParts {
  database: Database;
  graphql: GraphQLServer;
  /** Where complete answers are kept; null for nowhere. */
  answers: AnswerStore | null;
  /** What is shared with other servers; null where there is nothing. */
  shared: SharedMemory | null;
  metrics: Metrics;
  trustProxy: Proxies;
  /** Fastify's own option (pino); `false` is silence. */
  logger: NonNullable<FastifyServerOptions['logger']>;
}

/** How long a browser may remember what it is allowed to send, in seconds. */
const DAY = 86_400;

/** Builds the server with all its routes, ready to `listen` and, once, to `close`. */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const { database, graphql, answers, shared, metrics, trustProxy, logger } = parts;
  const { limits } = graphql;
  const newId = requestIds(trustProxy !== false);
  const app = fastify({
    logger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: newId,
    trustProxy: trusting(trustProxy),
    ...connectionOptions(metrics),
    bodyLimit: limits.bodyBytes,
    // Who still has a connection while we stop is answered, and told to take the next question elsewhere.
    return503OnClosing: false,
  });
  // Apollo would answer a browser with a page of its own, out of another host's files.
  graphql.apollo.addPlugin(ApolloServerPluginLandingPageDisabled());
  await graphql.apollo.start();

  const seen: SeenAtTheDoor = new WeakMap();
  finish(app, metrics, seen);
  const count =
    limits.requestsPerMinute === null
      ? null
      : limitRate(app, limits.requestsPerMinute, shared, seen, metrics.refused.rate);
  app.addHook('onRequest', receiver());
  await app.register(answerPreflights);
  const playground = await servePlayground(app);
  const isOverloaded = await watchLoad(app);
  const known = knownBy(graphql, answers, metrics);
  serveGraphQL(app, { graphql, known, playground, metrics, isOverloaded, seen });
  app.get('/', (_request, reply) => reply.redirect('/playground'));
  serveHealth(app, database);
  app.setNotFoundHandler(answerNotFound);
  app.setErrorHandler(answerError);
  const sender = senders(trustProxy);
  openDoor(app, { known, metrics, count, isOverloaded, limits, sender, newId, seen });
  watchConnections(app, trustProxy !== false);
  answerExpectations(app, metrics);

  // Runs when every request in flight has been answered.
  app.addHook('onClose', async () => {
    await graphql.apollo.stop();
    shared?.close();
    await database.close();
  });
  return app;
}

/** Tells browsers what a page may send. By itself, since of every other answer that is one header. */
async function answerPreflights(app: FastifyInstance): Promise<void> {
  const asked = { origin: '*', methods: ['GET', 'POST'], maxAge: DAY };
  await app.register(cors, { ...asked, strictPreflight: false });
}

/** What is done to every answer before it is sent, and after. */
function finish(app: FastifyInstance, metrics: Metrics, seen: SeenAtTheDoor): void {
  const log = requestLog(app.log);
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header(REQUEST_ID, request.id);
    // A client that kept its connection would keep us from ending.
    if (isClosing) reply.header('connection', 'close');
    const failed = identified(payload, request.id, metrics.failed);
    // It was counted before the ids were in it.
    if (failed) reply.removeHeader('content-length');
    done(null, failed ?? payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const came = seen.get(request.raw);
    const milliseconds = came === undefined ? reply.elapsedTime : performance.now() - came;
    metrics.sent(request.url, reply.statusCode, milliseconds);
    log(request, reply, milliseconds);
    done();
  });
}

/** What every request has to pass. */
function receiver(): onRequestHookHandler {
  const isHost = hostCheck();
  return (request, reply, next) => {
    reply.headers(EVERYWHERE);
    const encoding = (request.headers['content-encoding'] || 'identity').toLowerCase();
    if (!isHost(request.host)) {
      reply.code(400).send(refusal('BAD_REQUEST', 'The Host header must name a host.'));
    } else if (!PROTOCOLS.includes(request.protocol)) {
      reply.code(400).send(refusal('BAD_REQUEST', 'X-Forwarded-Proto must be http or https.'));
    } else if (encoding !== 'identity') {
      // A small body that is packed may be a large one: nobody has so much to ask that it would be needed.
      const message = `A body must be sent as it is, without content-encoding "${encoding.slice(0, 40)}".`;
      reply.code(415).send(refusal('BAD_REQUEST', message));
    } else {
      next();
    }
  };
}

/** What can be done at an address that is there. */
const METHODS = 'GET, POST';

function answerNotFound({ url, method }: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (/^\/graphql(\?|$)/.test(url)) {
    const message = `The API is asked by ${METHODS.replace(', ', ' or ')}, and not by ${method}.`;
    return reply.code(405).header('allow', METHODS).send(refusal('BAD_REQUEST', message));
  }
  const message = 'Nothing is here. The API is at /graphql, the playground at /playground.';
  return reply.code(404).send(refusal('BAD_REQUEST', message));
}

/** Refuses in the shape GraphQL clients read. What is our own fault is logged whole and not told. */
function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) return reply.code(status).send(refusal('BAD_REQUEST', error.message));
  request.log.error(error);
  return reply.code(500).send(refusal('INTERNAL_SERVER_ERROR', 'Internal server error'));
}
