/** What a request asks, where it asks it in the plain way that almost every client uses. */
import type { FastifyRequest } from 'fastify';
import type { Question } from '../graphql/repeated.js';

/** A plainly asked question: a text that alone decides the answer, and the media type of the answer. */
export interface PlainQuestion {
  readonly text: string;
  readonly mediaType: string;
  /** The question itself; null where the text cannot be read as one, which Apollo tells better. */
  read(): Question | null;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** The media types that clients accept, as they write them, and what they get. */
const ACCEPTED: Record<string, string> = {
  '': JSON_TYPE,
  '*/*': JSON_TYPE,
  'application/json': JSON_TYPE,
  'application/json, */*': JSON_TYPE,
  'application/json, text/plain, */*': JSON_TYPE,
  'application/graphql-response+json': 'application/graphql-response+json; charset=utf-8',
  'application/graphql-response+json, application/json':
    'application/graphql-response+json; charset=utf-8',
};

/** Headers that no page of a stranger can send without the browser asking us first: Apollo's guard against forged requests. */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name'];

/** The question of a request; null where anything about it is unusual, so that Apollo has to look at it. */
export function plainQuestion(request: FastifyRequest): PlainQuestion | null {
  const mediaType = ACCEPTED[request.headers.accept ?? ''];
  if (!mediaType) return null;
  return request.method === 'POST' ? posted(request, mediaType) : got(request, mediaType);
}

function posted({ body, headers, url }: FastifyRequest, mediaType: string): PlainQuestion | null {
  if (typeof body !== 'string' || url.includes('?')) return null;
  if (!headers['content-type']?.startsWith('application/json')) return null;
  return { text: body, mediaType, read: () => questionOf(parsed(body)) };
}

function got({ headers, url, query }: FastifyRequest, mediaType: string): PlainQuestion | null {
  const asked = query as Record<string, unknown>;
  if (!PREFLIGHTED.some((header) => header in headers)) return null;
  if (!('query' in asked || 'extensions' in asked)) return null;
  return {
    text: url,
    mediaType,
    read: () =>
      questionOf({
        ...asked,
        ...('variables' in asked ? { variables: parsed(asked.variables) } : {}),
        ...('extensions' in asked ? { extensions: parsed(asked.extensions) } : {}),
      }),
  };
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function questionOf(asked: unknown): Question | null {
  if (!isObject(asked)) return null;
  const { query, operationName, variables, extensions } = asked;
  const sha256 = isObject(extensions) ? persisted(extensions) : undefined;
  if (typeof query !== 'string' && typeof sha256 !== 'string') return null;
  // With both, Apollo has to hold one against the other.
  if (typeof query === 'string' && sha256 !== undefined) return null;
  if (operationName != null && typeof operationName !== 'string') return null;
  if (variables != null && !isObject(variables)) return null;
  return { query: query as string | undefined, sha256, operationName, variables };
}

function persisted({ persistedQuery }: Record<string, unknown>): string | undefined {
  if (!isObject(persistedQuery) || persistedQuery.version !== 1) return undefined;
  const { sha256Hash } = persistedQuery;
  return typeof sha256Hash === 'string' ? sha256Hash : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
