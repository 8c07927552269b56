/** `/graphql`: kept answers first, operations that were asked before next, and Apollo for everything else. */
import { createHash } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GraphQLServer } from '../graphql/server.js';
import type { Answer, AnswerStore } from './answers.js';
import type { Page } from './playground.js';
import { type PlainQuestion, plainQuestion } from './questions.js';

/** What the answer of a GET may be used for by caches on the way: for a minute as it is, and for ten more while a new one is fetched. */
const CACHEABLE = 'public, max-age=60, stale-while-revalidate=600';

/** An answer, and where it came from, in the words of RFC 9211. */
interface Found {
  answer: Answer;
  status: 'hit' | 'fwd=miss; stored' | 'fwd=bypass';
}

/** Answers questions; without a store every one of them is answered from the record. */
export function serveGraphQL(
  app: FastifyInstance,
  graphql: GraphQLServer,
  answers: AnswerStore | null,
  playground: Page,
): void {
  // It speaks of answers in strings, and kept answers are bytes.
  const throughApollo = fastifyApolloHandler(graphql.apollo, {
    context: graphql.context,
  }) as unknown as RouteHandlerMethod;
  const readJson = app.getDefaultJsonParser('error', 'error');
  // A kept answer is found by the text of its question: it is not read as JSON until it must be.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request, reply) => {
      if (!isBrowserVisit(request)) return;
      return reply.headers(playground.headers).send(playground.html);
    },
    async handler(request, reply) {
      const question = plainQuestion(request);
      const found = question && (await find(graphql, answers, question));
      if (question && found) return send(request, reply, question, found);
      reply.header('cache-control', 'no-store');
      if (typeof request.body === 'string') request.body = await read(request, request.body);
      return throughApollo.call(app, request, reply);
    },
  });

  const read = (request: FastifyRequest, body: string) =>
    new Promise((resolve, reject) => {
      readJson(request, body, (error, value) => (error ? reject(error) : resolve(value)));
    });
}

/** Someone typed the address: there is no query, and a page is welcome. */
function isBrowserVisit({ method, headers, query }: FastifyRequest): boolean {
  const acceptsPage = headers.accept?.includes('text/html') ?? false;
  return method === 'GET' && acceptsPage && !Object.hasOwn(query as object, 'query');
}

/** The complete answer to a question, kept or of an operation that was asked before; null where Apollo has to see it. */
async function find(
  { repeated, version }: GraphQLServer,
  answers: AnswerStore | null,
  question: PlainQuestion,
): Promise<Found | null> {
  const kept = answers && (await answers.get(question.text, (await version()) ?? ''));
  if (kept) return { answer: kept, status: 'hit' };
  const asked = question.read();
  const outcome = asked && (await repeated.answer(asked));
  if (!outcome) return null;
  const answer = {
    version: outcome.version,
    body: Buffer.from(JSON.stringify(outcome.result)),
  };
  answers?.set(question.text, answer);
  return { answer, status: answers ? 'fwd=miss; stored' : 'fwd=bypass' };
}

function send(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  question: PlainQuestion,
  { answer, status }: Found,
): FastifyReply {
  reply.header('content-type', question.mediaType);
  reply.header('cache-status', `scoresheet; ${status}`);
  if (method === 'POST') return reply.send(answer.body);
  const tag = tagOf(question, answer);
  reply.headers({ 'cache-control': CACHEABLE, etag: tag, vary: 'accept' });
  return headers['if-none-match'] === tag ? reply.code(304).send() : reply.send(answer.body);
}

/** What the answer of a GET is known by: its question and the version of the record decide it. */
function tagOf({ text, mediaType }: PlainQuestion, { version }: Answer): string {
  const hash = createHash('sha256').update(`${version} ${mediaType} ${text}`).digest('base64url');
  return `"${hash}"`;
}
