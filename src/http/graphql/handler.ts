/** The one path of `/graphql`, for POST and GET, at every log level. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { overloadedError, RETRY_AFTER_S, timeoutError } from '../../graphql/errors.js';
import { buildErrorBody, type ErrorCode } from '../error-response.js';
import { createRequestLogger } from '../observability/request-log.js';
import { clientNetworkOf } from '../protection/client-network.js';
import type { CheckRequestHost } from '../protection/host-header.js';
import {
  buildRateLimitHeaders,
  describeRateLimit,
  type RateLimiter,
} from '../protection/rate-limit.js';
import type { ClientAddressOf } from '../protection/trust-proxy.js';
import { createDeadlines } from './deadline.js';
import { createExecution, type ExecutionOptions } from './execution.js';
import { createRepresentations } from './representation.js';
import { buildCacheKey, parseRequest, RequestError, readRequest } from './request-parser.js';
import { createResponseWriter, type Exchange, type OutgoingResponse } from './response-writer.js';

export interface GraphQLHandlerOptions extends Omit<ExecutionOptions, 'representations'> {
  /** Null: no limit. */
  readonly rateLimiter: RateLimiter | null;
  readonly isOverloaded: () => boolean;
  readonly checkHost: CheckRequestHost;
  readonly clientAddressOf: ClientAddressOf;
  readonly createRequestId: (request: IncomingMessage) => string;
}

export interface GraphQLHandler {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** From now on each response closes its connection. */
  drain(): void;
  close(): void;
}

const CLOSE = { connection: 'close' };
const RETRY_AFTER = { 'retry-after': String(RETRY_AFTER_S) };

export function createGraphQLHandler(options: GraphQLHandlerOptions): GraphQLHandler {
  const { graphql, metrics, log, createRequestId } = options;
  const deadlines = createDeadlines(graphql.limits.seconds * 1000);
  const writer = createResponseWriter(metrics, createRequestLogger(log));
  const respond = createResponder(options);

  function describeFailure(error: unknown, requestId: string): OutgoingResponse {
    if (error instanceof RequestError) {
      const { status, message } = error;
      // Of a body that is too long the rest is not read.
      return buildError(status, 'BAD_REQUEST', message, status === 413 ? CLOSE : {});
    }
    log.error({ requestId, err: error });
    return buildError(500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
  }

  return {
    handle(request, response) {
      const startedAt = performance.now();
      const requestId = createRequestId(request);
      const exchange = { request, response, requestId, startedAt, rateLimitHeaders: null };
      const onExpired = () =>
        writer.write(exchange, buildError(504, 'TIMEOUT', timeoutError().message));
      const deadline = deadlines.start(startedAt, onExpired);
      const finish = (outgoing: OutgoingResponse | null) => {
        if (deadlines.stop(onExpired) && outgoing) writer.write(exchange, outgoing);
      };
      respond(exchange, deadline).then(finish, (error) =>
        finish(describeFailure(error, requestId)),
      );
    },
    drain: writer.drain,
    close: deadlines.close,
  };
}

/** Computes the response of an exchange; null for a client that went away. Throws `RequestError`. */
type Respond = (exchange: Exchange, deadline: number) => Promise<OutgoingResponse | null>;

function createResponder(options: GraphQLHandlerOptions): Respond {
  const { graphql, responseCache, metrics, rateLimiter, isOverloaded, checkHost } = options;
  const representations = createRepresentations(responseCache);
  const execution = createExecution({ ...options, representations });

  /** Counts a request; returns the 429 of one over the limit. */
  async function countRequest(exchange: Exchange, limiter: RateLimiter) {
    const client = clientNetworkOf(options.clientAddressOf(exchange.request));
    const state = await limiter.consume(client, 1);
    exchange.rateLimitHeaders = buildRateLimitHeaders(limiter, state);
    if (state.isAllowed) return null;
    metrics.rejections.rate.count += 1;
    // Requests that are pipelined behind it are not read.
    const headers = { 'retry-after': String(state.resetS), ...CLOSE };
    return buildError(429, 'RATE_LIMITED', describeRateLimit(limiter, state), headers);
  }

  return async (exchange, deadline) => {
    const { request, requestId } = exchange;
    const hostError = checkHost(request);
    if (hostError) return buildError(400, 'BAD_REQUEST', hostError);
    const rejection = rateLimiter && (await countRequest(exchange, rateLimiter));
    if (rejection) return rejection;
    const text = await readRequest(request, graphql.limits.bodyBytes);
    if (text === null) return null;
    const key = buildCacheKey(request.method, text);
    const mediaType = representations.mediaTypeFor(request);
    const lookup = { request, requestId, deadline, key, mediaType };
    const cached = await execution.findCached(lookup);
    if (cached) return cached;
    if (isOverloaded()) {
      metrics.rejections.shed.count += 1;
      return buildError(503, 'SERVICE_UNAVAILABLE', overloadedError().message, RETRY_AFTER);
    }
    return execution.execute(lookup, parseRequest(request.method, text));
  };
}

function buildError(
  status: number,
  code: ErrorCode,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): OutgoingResponse {
  const type = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  const body = JSON.stringify(buildErrorBody(code, message));
  return { status, headers: { ...type, ...headers }, body };
}
