import type { IncomingMessage } from 'node:http';
import type { RequestParams } from '../../graphql/execution/operation-cache.js';

/** Answered with 4xx before GraphQL. */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const GRAPHQL_PATH = /^(?:https?:\/\/[^/?#]*)?\/graphql(?:[?#]|$)/i;
const OPERATION_PARAMETER = /[?&](?:query|documentId|extensions)=/;
const JSON_CONTENT_TYPE = /^application\/json\s*(?:;|$)/i;

/** A browser's visit without an operation is for the playground. */
export function isGraphQLRequest({ method, url = '', headers }: IncomingMessage): boolean {
  if (method !== 'POST' && method !== 'GET') return false;
  if (url !== '/graphql' && !GRAPHQL_PATH.test(url)) return false;
  if (method === 'POST' || OPERATION_PARAMETER.test(url)) return true;
  return !headers.accept?.includes('text/html');
}

/** Body of a POST, URL of a GET; null if the client went away. Rejects with `RequestError`. */
export function readRequest(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  if (request.method === 'GET') return Promise.resolve(request.url ?? '');
  const error = checkHeaders(request, maxBytes);
  return error ? Promise.reject(error) : readBody(request, maxBytes);
}

function checkHeaders({ headers }: IncomingMessage, maxBytes: number): RequestError | null {
  const { 'content-encoding': encoding, 'content-type': type = '' } = headers;
  // A small compressed body may expand to a large one.
  if (encoding && encoding.toLowerCase() !== 'identity') {
    const received = encoding.slice(0, 40);
    return new RequestError(
      415,
      `A body must be sent without content-encoding, got "${received}".`,
    );
  }
  if (!JSON_CONTENT_TYPE.test(type)) {
    const received = type.slice(0, 40);
    return new RequestError(415, `A body must be of type application/json, got "${received}".`);
  }
  return Number(headers['content-length']) > maxBytes ? createTooLarge() : null;
}

const createTooLarge = () => new RequestError(413, 'Request body is too large');

function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const length = Number(request.headers['content-length']);
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    const finish = () => resolve(decode(chunks));
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return reject(createTooLarge());
      chunks.push(chunk);
      // With a known length, no tick for `end`.
      if (bytes === length) finish();
    });
    if (Number.isNaN(length) || length === 0) request.on('end', finish);
    request.on('close', () => resolve(null));
  });
}

function decode(chunks: Buffer[]): string {
  const [first] = chunks;
  return first && chunks.length === 1 ? first.toString() : Buffer.concat(chunks).toString();
}

/** Cache key: a JSON object or a URL, which begin differently; null for another body. */
export function buildCacheKey(method: string | undefined, text: string): string | null {
  return method === 'GET' || text.startsWith('{') ? text : null;
}

export interface ApolloRequest {
  readonly method: 'GET' | 'POST';
  readonly search: string;
  readonly body: unknown;
}

export interface ParsedRequest {
  /** Null: Apollo has to refuse it or register a persisted query. */
  readonly params: RequestParams | null;
  readonly apolloRequest: ApolloRequest;
}

/** Throws `RequestError` if the body is not JSON. */
export function parseRequest(method: string | undefined, text: string): ParsedRequest {
  if (method !== 'GET') {
    const body = resolveDocumentId(parseJson(text));
    return { params: parseParams(body), apolloRequest: { method: 'POST', search: '', body } };
  }
  const { search, searchParams } = new URL(text, 'http://localhost');
  const body = resolveDocumentId(parseSearch(searchParams));
  const params = parseParams(body);
  // Apollo takes others unparsed, to say what is wrong.
  const apolloRequest = params
    ? ({ method: 'POST', search: '', body } as const)
    : ({ method: 'GET', search, body: undefined } as const);
  return { params, apolloRequest };
}

/** Keys that reach a prototype, or escapes that hide them. */
const UNSAFE_JSON = /__proto__|constructor|\\u00/;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(
      text.charCodeAt(0) === 0xfeff ? text.slice(1) : text,
      UNSAFE_JSON.test(text) ? rejectPrototypes : undefined,
    );
  } catch (error) {
    throw error instanceof RequestError ? error : new RequestError(400, 'The body is not JSON.');
  }
}

function rejectPrototypes(key: string, value: unknown): unknown {
  const isUnsafe =
    key === '__proto__' ||
    (key === 'constructor' && isObject(value) && Object.hasOwn(value, 'prototype'));
  if (isUnsafe) throw new RequestError(400, `The body must not have a key "${key}".`);
  return value;
}

/** Parses as Apollo does; null where Apollo refuses. */
function parseSearch(searchParams: URLSearchParams): Record<string, unknown> | null {
  const params: Record<string, unknown> = {};
  for (const [name, value] of searchParams) {
    if (Object.hasOwn(params, name)) return null;
    params[name] = name === 'variables' || name === 'extensions' ? parseObject(value) : value;
    if (params[name] === null) return null;
  }
  return params;
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Replaces `documentId` by its persisted query. */
function resolveDocumentId(body: unknown): unknown {
  if (!isObject(body) || typeof body.documentId !== 'string') return body;
  const { documentId, extensions, ...rest } = body;
  const sha256Hash = documentId.replace(/^sha256:/, '');
  const persistedQuery = { version: 1, sha256Hash };
  return { ...rest, extensions: { persistedQuery, ...(isObject(extensions) && extensions) } };
}

function parseParams(body: unknown): RequestParams | null {
  if (!isObject(body)) return null;
  const { operationName, variables, extensions } = body;
  const document = parseDocumentRef(body.query, extensions);
  if (!document) return null;
  if (!isNullish(operationName) && typeof operationName !== 'string') return null;
  if (!isNullish(variables) && !isObject(variables)) return null;
  return { ...document, operationName, variables };
}

/** Null for text with an id, which Apollo compares and registers. */
function parseDocumentRef(
  query: unknown,
  extensions: unknown,
): { query: string } | { documentId: string } | null {
  if (!isNullish(extensions) && !isObject(extensions)) return null;
  const persisted = extensions?.persistedQuery;
  if (!persisted) return typeof query === 'string' ? { query } : null;
  if (!isObject(persisted) || persisted.version !== 1 || !isNullish(query)) return null;
  const { sha256Hash } = persisted;
  return typeof sha256Hash === 'string' ? { documentId: sha256Hash } : null;
}

function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
