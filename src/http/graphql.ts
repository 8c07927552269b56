/** `/graphql`: kept answers first, operations that were asked before next, and Apollo for everything else. */
import { createHash } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { timedOut } from '../graphql/errors.js';
import type { Question } from '../graphql/repeated.js';
import type { GraphQLServer } from '../graphql/server.js';
import type { Answer, AnswerStore } from './answers.js';
import type { Metrics } from './metrics.js';
import { shed } from './overload.js';
import type { Page } from './playground.js';
import { askedBy, type PlainQuestion, plainQuestion } from './questions.js';
import { refusal } from './refusals.js';

/** What the answer of a GET may be used for by caches on the way: for a minute as it is, and for ten more while a new one is fetched. */
const CACHEABLE = 'public, max-age=60, stale-while-revalidate=600';

/** Where an answer came from, in the words of RFC 9211. */
type Origin = 'hit' | 'fwd=miss; stored' | 'fwd=miss' | 'fwd=bypass';

/** What `/graphql` stands on. */
interface GraphQLParts {
  graphql: GraphQLServer;
  /** Without a store every question is answered from the record. */
  answers: AnswerStore | null;
  playground: Page;
  metrics: Metrics;
  isOverloaded: () => boolean;
}

/** Answers questions. */
export function serveGraphQL(app: FastifyInstance, parts: GraphQLParts): void {
  const { graphql, answers, playground, metrics, isOverloaded } = parts;
  const workOut = worker(app, graphql);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest(request, reply, next) {
      if (isBrowserVisit(request)) reply.headers(playground.headers).send(playground.html);
      else next();
    },
    async handler(request, reply) {
      const question = plainQuestion(request);
      const kept = question && (await find(graphql, answers, question));
      if (question && kept) {
        metrics.answers.hit.count += 1;
        return send(request, reply, question, kept, 'hit');
      }
      if (isOverloaded()) {
        metrics.refused.shed.count += 1;
        return shed(reply);
      }
      metrics.answers[question && answers ? 'miss' : 'bypass'].count += 1;
      const left = graphql.limits.seconds - reply.elapsedTime / 1000;
      const worked = await inTime(left, workOut(request, reply, question));
      if (!worked) return reply.code(504).send(refusal('TIMEOUT', timedOut().message));
      const { answer, body } = worked;
      if (question && answer) {
        return send(request, reply, question, answer, keep(answers, question, answer));
      }
      reply.header('cache-control', 'no-store');
      reply.header(
        'cache-status',
        `scoresheet; ${question && answers ? 'fwd=miss' : 'fwd=bypass'}`,
      );
      return body;
    },
  });
}

/** What an answer comes to that is not kept: its body as Apollo gives it, or the answer to a question where it is complete. */
interface WorkedOut {
  readonly body?: string;
  readonly answer: Answer | null;
}

/** Works answers out. Nothing is sent here: by the time it could be, the client may have been told that it took too long. */
function worker(app: FastifyInstance, graphql: GraphQLServer) {
  const readJson = jsonReader(app);
  const askApollo = apolloHandler(app, graphql);
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    question: PlainQuestion | null,
  ): Promise<WorkedOut> => {
    if (typeof request.body === 'string') request.body = await readJson(request, request.body);
    const asked = question && askedBy(request);
    const known = asked && (await askAgain(graphql, asked));
    if (known) return { answer: known };
    const { answer, body } = await askApollo(request, reply);
    return { answer: asked && answer, body };
  };
}

/** What comes of some work; null where it has not after so many seconds, whatever it waits for. It cannot be stopped, and is left alone. */
function inTime<Value>(seconds: number, work: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, null);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
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
function apolloHandler(app: FastifyInstance, { apollo, context }: GraphQLServer) {
  const versions = new WeakMap<FastifyRequest, string>();
  const handle = fastifyApolloHandler(apollo, {
    context: (request) =>
      context({
        onComplete: (version) => versions.set(request as FastifyRequest, version),
        report: (error, path) =>
          request.log.error({ err: error, path }, 'The reason of an error that does not say it.'),
      }),
  }) as unknown as RouteHandlerMethod;
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const body = (await handle.call(app, request, reply)) as string;
    const version = versions.get(request);
    const answer = version === undefined ? null : { version, body: Buffer.from(body) };
    return { body, answer };
  };
}

/** Someone typed the address: there is no query, and a page is welcome. */
function isBrowserVisit({ method, headers, query }: FastifyRequest): boolean {
  const acceptsPage = headers.accept?.includes('text/html') ?? false;
  return method === 'GET' && acceptsPage && !Object.hasOwn(query as object, 'query');
}

/** The kept answer to a question; none where the record cannot be asked for its version, which Apollo tells better. */
async function find(
  { version }: GraphQLServer,
  answers: AnswerStore | null,
  { text }: PlainQuestion,
): Promise<Answer | null> {
  const current = answers && (await version().catch(() => null));
  return answers && current ? answers.find(text, current) : null;
}

/** The complete answer to a question whose operation was asked before. */
async function askAgain({ repeated }: GraphQLServer, question: Question): Promise<Answer | null> {
  const outcome = await repeated.answer(question);
  return (
    outcome && {
      version: outcome.version,
      // To the letter as Apollo writes it.
      body: Buffer.from(`${JSON.stringify(outcome.result)}\n`),
    }
  );
}

function keep(answers: AnswerStore | null, { text }: PlainQuestion, answer: Answer): Origin {
  if (!answers) return 'fwd=bypass';
  return answers.keep(text, answer) ? 'fwd=miss; stored' : 'fwd=miss';
}

function send(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  { mediaType }: PlainQuestion,
  { body }: Answer,
  origin: Origin,
): FastifyReply {
  // Apollo has said it itself.
  if (!reply.hasHeader('content-type')) reply.header('content-type', mediaType);
  reply.header('cache-status', `scoresheet; ${origin}`);
  if (method === 'POST') return reply.send(body);
  const tag = tagOf(mediaType, body);
  reply.headers({ 'cache-control': CACHEABLE, etag: tag, vary: 'accept' });
  return isKnown(tag, headers['if-none-match']) ? reply.code(304).send() : reply.send(body);
}

/** What an answer is known by to whoever has it already. */
function tagOf(mediaType: string, body: Buffer): string {
  return `"${createHash('sha256').update(mediaType).update(body).digest('base64url')}"`;
}

/** Whether a client has the answer: it names the tags that it knows, as caches on the way may have weakened them. */
function isKnown(tag: string, known: string | undefined): boolean {
  if (known === undefined) return false;
  return known.split(',').some((one) => ['*', tag, `W/${tag}`].includes(one.trim()));
}
