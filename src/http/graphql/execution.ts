/** Responses from the cache, by a known operation, or by Apollo. */
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { CostMeter } from '../../graphql/limits/limits.js';
import type { GraphQLServer } from '../../graphql/server.js';
import type { Metrics } from '../observability/metrics.js';
import { type ApolloResponse, createApolloAdapter } from './apollo-adapter.js';
import type { Representations } from './representation.js';
import type { ParsedRequest } from './request-parser.js';
import { type CachedResponse, createBody, type ResponseCache } from './response-cache.js';
import type { OutgoingResponse } from './response-writer.js';

/** RFC 9211. */
type CacheStatus = 'hit' | 'fwd=miss; stored' | 'fwd=miss' | 'fwd=bypass';

export interface Lookup {
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** `performance.now()`, ms. */
  readonly deadline: number;
  /** Undefined: no cost limit. */
  readonly costMeter: CostMeter | undefined;
  /** Cache key; null: not cacheable. */
  readonly key: string | null;
  /** Null: client accepts none. */
  readonly mediaType: string | null;
}

export interface ExecutionOptions {
  readonly graphql: GraphQLServer;
  /** Null: every response is computed. */
  readonly responseCache: ResponseCache | null;
  readonly representations: Representations;
  readonly metrics: Metrics;
  readonly log: FastifyBaseLogger;
}

export interface Execution {
  /** Null if not cached, or if the record version cannot be read. */
  findCached(lookup: Lookup): Promise<OutgoingResponse | null>;
  execute(lookup: Lookup, parsed: ParsedRequest): Promise<OutgoingResponse>;
}

export function createExecution(options: ExecutionOptions): Execution {
  const { graphql, responseCache, representations, metrics, log } = options;
  const executeWithApollo = createApolloAdapter(graphql, log);

  const isCacheable = ({ key, mediaType }: Lookup) =>
    responseCache !== null && key !== null && mediaType !== null;

  function represent(
    { request, key, mediaType }: Lookup,
    { body }: CachedResponse,
    cacheStatus: CacheStatus,
  ): OutgoingResponse | Promise<OutgoingResponse> {
    const headers = { 'cache-status': `scoresheet; ${cacheStatus}` };
    return representations.represent(request, { body, mediaType: mediaType ?? '', key, headers });
  }

  function store(
    lookup: Lookup,
    response: CachedResponse,
    missed: CacheStatus,
  ): OutgoingResponse | Promise<OutgoingResponse> {
    const isStored = isCacheable(lookup) && responseCache?.set(lookup.key ?? '', response);
    return represent(lookup, response, isStored ? 'fwd=miss; stored' : missed);
  }

  return {
    async findCached(lookup) {
      if (!isCacheable(lookup)) return null;
      const version = await graphql.version().catch(() => null);
      const cached = version && (await responseCache?.get(lookup.key ?? '', version));
      if (!cached) return null;
      metrics.cacheResults.hit.count += 1;
      return represent(lookup, cached, 'hit');
    },
    async execute(lookup, { params, apolloRequest }) {
      const missed = isCacheable(lookup) ? 'fwd=miss' : 'fwd=bypass';
      metrics.cacheResults[missed === 'fwd=miss' ? 'miss' : 'bypass'].count += 1;
      const canBeComplete = params !== null && lookup.mediaType !== null;
      const { request, requestId, deadline, costMeter } = lookup;
      const outcome =
        canBeComplete && (await graphql.operations.execute(params, deadline, costMeter));
      if (outcome) {
        const { version, text } = outcome;
        return store(lookup, { version, body: createBody(text) }, missed);
      }
      const { accept } = request.headers;
      const options = { accept, requestId, deadline, costMeter };
      const response = await executeWithApollo(apolloRequest, options);
      const { version, text } = response;
      return canBeComplete && version !== null
        ? store(lookup, { version, body: createBody(text) }, missed)
        : buildUncached(response, missed);
    },
  };
}

/** Apollo headers set here instead. */
const OWN_HEADERS = new Set(['content-length', 'cache-control']);

/** For errors, or registration of a persisted query. */
function buildUncached(
  { status, headers, text }: ApolloResponse,
  cacheStatus: CacheStatus,
): OutgoingResponse {
  const kept = [...headers].filter(([name]) => !OWN_HEADERS.has(name));
  const own = { 'cache-control': 'no-store', 'cache-status': `scoresheet; ${cacheStatus}` };
  return { status, headers: { ...Object.fromEntries(kept), ...own }, body: text };
}
