/** `/graphql`: kept answers first, operations that were asked before next, and Apollo for everything else. */
import { createHash } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { timeoutError } from '../../graphql/errors.js';
import type { GraphQLServer } from '../../graphql/server.js';
import { buildErrorBody } from '../error-response.js';
import type { Metrics } from '../observability/metrics.js';
import type { PlaygroundPage } from '../playground/routes.js';
import { sendOverloaded } from '../protection/load-shedding.js';
import type { SeenAtTheDoor } from './door.js';
import type { CacheStatus, Known, Told } from './known.js';
import { askedBy, type CacheableRequest, plainQuestion } from './request-parser.js';

/** What the answer of a GET may be used for by caches on the way: for a minute as it is, and for ten more while a new one is fetched. */
const GET_CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600';

/** What `/graphql` stands on. */
interface GraphQLParts {
  graphql: GraphQLServer;
  known: Known;
  playground: PlaygroundPage;
  metrics: Metrics;
  isOverloaded: () => boolean;
  seen: SeenAtTheDoor;
}

/** Answers questions. */
export function serveGraphQL(app: FastifyInstance, parts: GraphQLParts): void {
  const { known, playground, metrics, isOverloaded, seen } = parts;
  const { limits } = parts.graphql;
  const executeKnown = worker(app, parts);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest(request, reply, next) {
      if (isPageRequest(request)) reply.headers(playground.headers).send(playground.html);
      else next();
    },
    async handler(request, reply) {
      const question = plainQuestion(request);
      const startedAt = seen.get(request.raw);
      const deadline = (startedAt ?? performance.now() - reply.elapsedTime) + limits.seconds * 1000;
      if (question && startedAt === undefined) {
        const kept = await withDeadline(deadline, () => known.find(question.text));
        if (kept) return send(request, reply, question, kept);
      }
      if (isOverloaded()) {
        metrics.rejections.shed.count += 1;
        return sendOverloaded(reply);
      }
      const worked = await withDeadline(deadline, () =>
        executeKnown(request, reply, question, deadline),
      );
      if (!worked) return reply.code(504).send(buildErrorBody('TIMEOUT', timeoutError().message));
      const { told, body, cacheStatus } = worked;
      if (question && told) return send(request, reply, question, told);
      reply
        .header('cache-control', 'no-store')
        .header('cache-status', `scoresheet; ${cacheStatus}`);
      return body;
    },
  });
}

/** What an answer comes to: the complete one to a question or, as Apollo has it, one that has errors or answers something odd. */
interface WorkedOut {
  readonly told?: Told | null;
  readonly body?: string;
  readonly cacheStatus?: CacheStatus;
}

/** Works answers out. Nothing is sent here: by the time it could be, the client may have been told that it took too long. */
function worker(app: FastifyInstance, { graphql, known, metrics, seen }: GraphQLParts) {
  const readJson = jsonReader(app);
  const askApollo = createApolloAdapter(app, graphql);
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    question: CacheableRequest | null,
    deadline: number,
  ): Promise<WorkedOut> => {
    if (typeof request.body === 'string') request.body = await readJson(request, request.body);
    const params = question && askedBy(request);
    if (params && !seen.has(request.raw)) {
      const told = await known.executeKnown(question.text, params, deadline);
      if (told) return { told };
    }
    const cacheStatus: CacheStatus = question ? known.missed : 'fwd=bypass';
    metrics.cacheResults[cacheStatus === 'fwd=bypass' ? 'bypass' : 'miss'].count += 1;
    const { answer, body } = await askApollo(request, reply, deadline);
    return { told: params && answer && known.keep(question.text, answer), body, cacheStatus };
  };
}

/** What comes of some work; null where it has not by a deadline, whatever it waits for. It cannot be stopped, and is left alone. */
async function withDeadline<Value>(
  deadline: number,
  work: () => Promise<Value>,
): Promise<Value | null> {
  const left = deadline - performance.now();
  if (left <= 0) return null;
  let timer: NodeJS.Timeout;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, left, null);
  });
  return Promise.race([work(), late]).finally(() => clearTimeout(timer));
}

/** A kept answer is found by the text of its question: the text is read as JSON where that is not enough. */
function jsonReader(app: FastifyInstance) {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  return (request: FastifyRequest, text: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      parse(request, text, (error, value) => (error ? reject(error) : resolve(value)));
    });
}

/** Has Apollo answer a request, whatever is wrong with it: the body, and the answer that it is where it is complete. */
function createApolloAdapter(app: FastifyInstance, { apollo, context }: GraphQLServer) {
  const deadlines = new WeakMap<object, number>();
  const versions = new WeakMap<FastifyRequest, string>();
  const handle = fastifyApolloHandler(apollo, {
    context: (request) =>
      context({
        deadline: deadlines.get(request),
        onComplete: (version) => versions.set(request as FastifyRequest, version),
        report: (error, path) =>
          request.log.error({ err: error, path }, 'The reason of an error that does not say it.'),
      }),
  }) as unknown as RouteHandlerMethod;
  return async (request: FastifyRequest, reply: FastifyReply, deadline: number) => {
    deadlines.set(request, deadline);
    const body = (await handle.call(app, request, reply)) as string;
    const version = versions.get(request);
    const answer = version === undefined ? null : { version, body: Buffer.from(body) };
    return { body, answer };
  };
}

/** Someone typed the address: there is no query, and a page is welcome. */
function isPageRequest({ method, headers, query }: FastifyRequest): boolean {
  const acceptsPage = headers.accept?.includes('text/html') ?? false;
  return method === 'GET' && acceptsPage && !Object.hasOwn(query as object, 'query');
}

function send(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  { mediaType }: CacheableRequest,
  { response: { body }, cacheStatus }: Told,
): FastifyReply {
  // Apollo has said it itself.
  if (!reply.hasHeader('content-type')) reply.header('content-type', mediaType);
  reply.header('cache-status', `scoresheet; ${cacheStatus}`);
  if (method === 'POST') return reply.send(body);
  const tag = buildETag(mediaType, body);
  reply.headers({ 'cache-control': GET_CACHE_CONTROL, etag: tag, vary: 'accept' });
  return matchesIfNoneMatch(tag, headers['if-none-match'])
    ? reply.code(304).send()
    : reply.send(body);
}

/** What an answer is known by to whoever has it already. */
function buildETag(mediaType: string, body: Buffer): string {
  return `"${createHash('sha256').update(mediaType).update(body).digest('base64url')}"`;
}

/** Whether a client has the answer: it names the tags that it knows, as caches on the way may have weakened them. */
function matchesIfNoneMatch(tag: string, known: string | undefined): boolean {
  if (known === undefined) return false;
  return known.split(',').some((one) => ['*', tag, `W/${tag}`].includes(one.trim()));
}
