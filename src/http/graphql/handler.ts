/** `/graphql`: POST and GET. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { overloadedError, RETRY_AFTER_S, timeoutError } from '../../graphql/errors.js';
import { buildErrorBody, type ErrorCode } from '../error-response.js';
import { createRequestLogger } from '../observability/request-log.js';
import {
  type ClientLimits,
  createClientLimits,
  type RateLimiters,
} from '../protection/client-limits.js';
import { clientNetworkOf } from '../protection/client-network.js';
import type { CheckRequestHost } from '../protection/host-header.js';
import { describeRateLimit } from '../protection/rate-limit.js';
import type { ClientAddressOf } from '../protection/trust-proxy.js';
import { createDeadlines } from './deadline.js';
import { createExecution, type ExecutionOptions } from './execution.js';
import { createRepresentations } from './representation.js';
import { buildCacheKey, parseRequest, RequestError, readRequest } from './request-parser.js';
import { createResponseWriter, type Exchange, type OutgoingResponse } from './response-writer.js';

export interface GraphQLHandlerOptions extends Omit<ExecutionOptions, 'representations'> {
  readonly rateLimiters: RateLimiters;
  readonly isOverloaded: () => boolean;
  readonly checkHost: CheckRequestHost;
  readonly clientAddressOf: ClientAddressOf;
  readonly createRequestId: (request: IncomingMessage) => string;
}

export interface GraphQLHandler {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Later responses close their connection. */
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
      // The rest of a too long body is not read.
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

/** Null: the client went away. Rejects with `RequestError`. */
type Respond = (exchange: Exchange, deadline: number) => Promise<OutgoingResponse | null>;

function createResponder(options: GraphQLHandlerOptions): Respond {
  const { graphql, responseCache, metrics, rateLimiters, isOverloaded, checkHost } = options;
  const representations = createRepresentations(responseCache);
  const execution = createExecution({ ...options, representations });

  const onRejected = () => {
    metrics.rejections.rate.count += 1;
  };

  /** Returns 429 over the limit. */
  async function countRequest(exchange: Exchange, clientLimits: ClientLimits) {
    const state = await clientLimits.countRequest();
    exchange.rateLimitHeaders = clientLimits.buildHeaders();
    if (!state || state.isAllowed) return null;
    onRejected();
    // Pipelined requests behind it are not read.
    const headers = { 'retry-after': String(state.resetS), ...CLOSE };
    const message = describeRateLimit(graphql.limits.requestsPerMinute, state);
    return buildError(429, 'RATE_LIMITED', message, headers);
  }

  return async (exchange, deadline) => {
    const { request, requestId } = exchange;
    const hostError = checkHost(request);
    if (hostError) return buildError(400, 'BAD_REQUEST', hostError);
    const client = clientNetworkOf(options.clientAddressOf(request));
    const clientLimits = createClientLimits(rateLimiters, client, onRejected);
    const rejection = await countRequest(exchange, clientLimits);
    if (rejection) return rejection;
    const text = await readRequest(request, graphql.limits.bodyBytes);
    if (text === null) return null;
    const key = buildCacheKey(request.method, text);
    const mediaType = representations.mediaTypeFor(request);
    const { costMeter } = clientLimits;
    const lookup = { request, requestId, deadline, costMeter, key, mediaType };
    const cached = await execution.findCached(lookup);
    if (cached) return cached;
    if (isOverloaded()) {
      metrics.rejections.shed.count += 1;
      return buildError(503, 'SERVICE_UNAVAILABLE', overloadedError().message, RETRY_AFTER);
    }
    const outgoing = await execution.execute(lookup, parseRequest(request.method, text));
    exchange.rateLimitHeaders = clientLimits.buildHeaders();
    return outgoing;
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
