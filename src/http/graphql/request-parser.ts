/** What a request asks, where it asks it in the plain way that almost every client uses. */
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { RequestParams } from '../../graphql/execution/operation-cache.js';

/** A plainly asked question: a text that alone decides the answer, and the media type of the answer. */
export interface CacheableRequest {
  readonly text: string;
  readonly mediaType: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** The media types that clients accept, as they write them, and what they get. */
const MEDIA_TYPE_BY_ACCEPT = new Map([
  ['', JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/json, */*', JSON_TYPE],
  ['application/json, text/plain, */*', JSON_TYPE],
  ['application/graphql-response+json', GRAPHQL_TYPE],
  ['application/graphql-response+json, application/json', GRAPHQL_TYPE],
  ['application/graphql-response+json,application/json;q=0.9', GRAPHQL_TYPE],
  ['application/graphql-response+json, application/json;q=0.9', GRAPHQL_TYPE],
  [
    'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
    GRAPHQL_TYPE,
  ],
  [
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    GRAPHQL_TYPE,
  ],
]);

const JSON_CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=UTF-8',
];

/** Headers that no page of a stranger can send without the browser asking us first: Apollo's guard against forged requests. */
const CSRF_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

/** The question of a request; null where anything about it is unusual, so that Apollo has to look at it. */
export function plainQuestion(request: FastifyRequest): CacheableRequest | null {
  const { method, headers, url, body } = request;
  const mediaType = MEDIA_TYPE_BY_ACCEPT.get(headers.accept ?? '');
  if (!mediaType) return null;
  if (method === 'POST') return isPlainPost(request) ? { text: body as string, mediaType } : null;
  return isPlainGet(request) ? { text: url, mediaType } : null;
}

/** Whether a body is a question by its looks: it begins with a brace, as no address does, so that no text is both. */
export function looksLikeJsonObject(body: unknown): body is string {
  return typeof body === 'string' && body.startsWith('{');
}

function isPlainPost({ headers, url, body }: FastifyRequest): boolean {
  return (
    looksLikeJsonObject(body) &&
    url === '/graphql' &&
    JSON_CONTENT_TYPES.includes(headers['content-type'] ?? '')
  );
}

/** A plainly asked question whose text has yet to be read. */
export interface PendingBody {
  /** In bytes. */
  readonly length: number;
  readonly mediaType: string;
}

/** What a request brings whose body may be a plainly asked question of no more than so many bytes; null for any other. */
export function plainPost(request: IncomingMessage, mostBytes: number): PendingBody | null {
  const { method, url, headers } = request;
  if (method !== 'POST' || url !== '/graphql') return null;
  if (headers['content-encoding'] !== undefined) return null;
  if (!JSON_CONTENT_TYPES.includes(headers['content-type'] ?? '')) return null;
  const length = Number(headers['content-length']);
  const mediaType = MEDIA_TYPE_BY_ACCEPT.get(headers.accept ?? '');
  return length > 0 && length <= mostBytes && mediaType ? { length, mediaType } : null;
}

function isPlainGet({ method, headers, url }: FastifyRequest): boolean {
  return (
    method === 'GET' &&
    url.startsWith('/graphql?') &&
    headers['content-type'] === undefined &&
    CSRF_HEADERS.some((header) => headers[header])
  );
}

/** What could reach an object that is not the sender's, or hide that it does; a parser that is told to looks for it. */
const UNSAFE_JSON = /__proto__|constructor|\\u00/;

/** What the text of a plain request asks; null like `askedBy`, and where it is no JSON. */
export function askedIn(text: string): RequestParams | null {
  const body = UNSAFE_JSON.test(text) ? null : objectIn(text);
  return body && question(body);
}

/** What a plain request asks, its body read; null where Apollo has to say what is wrong with it, or has to remember it. */
export function askedBy({ method, url, body }: FastifyRequest): RequestParams | null {
  return question(method === 'POST' ? body : parametersOf(url));
}

function question(params: unknown): RequestParams | null {
  if (!isObject(params)) return null;
  const { operationName, variables, extensions } = params;
  const document = parseDocumentRef(params.query, extensions);
  if (!document) return null;
  if (!isNullish(operationName) && typeof operationName !== 'string') return null;
  if (!isNullish(variables) && !isObject(variables)) return null;
  return { ...document, operationName, variables };
}

/** The parameters of an address as Apollo reads them; null where it would refuse them. */
function parametersOf(url: string): Record<string, unknown> | null {
  const params: Record<string, unknown> = {};
  for (const [name, value] of new URL(url, 'http://localhost').searchParams) {
    if (name in params) return null;
    params[name] = name === 'variables' || name === 'extensions' ? objectIn(value) : value;
    if (params[name] === null) return null;
  }
  return params;
}

function objectIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The document of a question. Where both its text and its SHA-256 are given, Apollo has to hold one against the other. */
function parseDocumentRef(
  query: unknown,
  extensions: unknown,
): { query: string } | { sha256: string } | null {
  if (!isNullish(extensions) && !isObject(extensions)) return null;
  const persisted = extensions?.persistedQuery;
  if (!persisted) return typeof query === 'string' ? { query } : null;
  if (!isObject(persisted) || persisted.version !== 1 || !isNullish(query)) return null;
  const { sha256Hash } = persisted;
  return typeof sha256Hash === 'string' ? { sha256: sha256Hash } : null;
}

function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
