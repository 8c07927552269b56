import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import { createCompressor, ENCODINGS, type Encoding, MIN_COMPRESSED_BYTES } from './compression.js';
import type { ResponseCache } from './response-cache.js';
import type { OutgoingResponse } from './response-writer.js';

/** Media types in Apollo's order of preference, with their mark in ETags. */
const MEDIA_TYPES = new Map([
  ['application/json; charset=utf-8', 'json'],
  ['application/graphql-response+json; charset=utf-8', 'graphql'],
]);

const GET_CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600';

/** Clients send dozens of different headers. */
const MAX_CACHED_HEADERS = 200;

/** `key`: of the response cache. */
export interface Representable {
  readonly body: Buffer;
  readonly mediaType: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Representations {
  /** Null: the request accepts none. */
  mediaTypeFor(request: IncomingMessage): string | null;
  /** 200 in an accepted encoding, or 304. */
  represent(
    request: IncomingMessage,
    content: Representable,
  ): OutgoingResponse | Promise<OutgoingResponse>;
}

export function createRepresentations(responseCache: ResponseCache | null): Representations {
  const mediaTypeOf = memoize(negotiateMediaType);
  const encodingOf = memoize(negotiateEncoding);
  const buildETag = createETagBuilder();
  const compress = createCompressor();

  function encodingFor({ headers }: IncomingMessage, body: Buffer): Encoding | null {
    const accepted = headers['accept-encoding'];
    if (!accepted || body.byteLength < MIN_COMPRESSED_BYTES) return null;
    return encodingOf(accepted);
  }

  return {
    mediaTypeFor: ({ headers }) => mediaTypeOf(headers.accept ?? ''),
    represent(request, { body, mediaType, key, headers: given }) {
      const encoding = encodingFor(request, body);
      const headers: Record<string, string> = { 'content-type': mediaType, ...given };
      if (request.method === 'GET') {
        headers['cache-control'] = GET_CACHE_CONTROL;
        headers.vary = 'accept, accept-encoding';
        headers.etag = buildETag(body, mediaType, encoding);
        if (matchesIfNoneMatch(headers.etag, request.headers['if-none-match'])) {
          return { status: 304, headers, body: null };
        }
      }
      if (!encoding) return { status: 200, headers, body };
      headers['content-encoding'] = encoding;
      const onCompressed = (bytes: number) => {
        if (key !== null) responseCache?.addBytes(key, body, bytes);
      };
      return compress(body, encoding, onCompressed).then((compressed) => ({
        status: 200,
        headers,
        body: compressed,
      }));
    },
  };
}

/** Strong ETags, one a representation; hashes each body once. */
function createETagBuilder() {
  const hashes = new WeakMap<Buffer, string>();
  return (body: Buffer, mediaType: string, encoding: Encoding | null): string => {
    const hash = hashes.get(body) ?? createHash('sha256').update(body).digest('base64url');
    hashes.set(body, hash);
    const parts = [hash, MEDIA_TYPES.get(mediaType) ?? 'text', ...(encoding ? [encoding] : [])];
    // Dots: compressing proxies take a final "-gzip" for their own.
    return `"${parts.join('.')}"`;
  };
}

/** Clears the cache when full: headers come from clients. */
function memoize<Value>(compute: (header: string) => Value): (header: string) => Value {
  const cache = new Map<string, Value>();
  return (header) => {
    const cached = cache.get(header);
    if (cached !== undefined) return cached;
    if (cache.size >= MAX_CACHED_HEADERS) cache.clear();
    const value = compute(header);
    cache.set(header, value);
    return value;
  };
}

function negotiateMediaType(accept: string): string | null {
  const available = [...MEDIA_TYPES.keys()];
  // Empty accepts everything, as a missing header.
  if (accept === '') return available[0] ?? null;
  return new Negotiator({ headers: { accept } }).mediaType(available) ?? null;
}

/** Smallest accepted encoding, whatever the weights. */
function negotiateEncoding(accepted: string): Encoding | null {
  const headers = { 'accept-encoding': accepted };
  const acceptable = new Negotiator({ headers }).encodings([...ENCODINGS]);
  return ENCODINGS.find((encoding) => acceptable.includes(encoding)) ?? null;
}

/** Matches weak or strong. */
export function matchesIfNoneMatch(tag: string, header: string | undefined): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => ['*', tag, `W/${tag}`].includes(one.trim()));
}
