/** End of each GraphQL request: headers, request id, metrics, log line. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from '../observability/metrics.js';
import { addRequestId, REQUEST_ID } from '../observability/request-id.js';
import type { LogRequest } from '../observability/request-log.js';
import { API_HEADERS } from '../protection/security-headers.js';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** `performance.now()`, ms. */
  readonly startedAt: number;
  /** Null until the request is counted. */
  rateLimitHeaders: Readonly<Record<string, string>> | null;
}

/** Without the headers common to all. */
export interface OutgoingResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text may have errors, bytes none; null for 304. */
  readonly body: Buffer | string | null;
}

export interface ResponseWriter {
  write(exchange: Exchange, outgoing: OutgoingResponse): void;
  /** Later responses close their connection. */
  drain(): void;
}

const COMMON_HEADERS = Object.entries(API_HEADERS).flat();

export function createResponseWriter(metrics: Metrics, logRequest: LogRequest): ResponseWriter {
  let isDraining = false;

  function withRequestId(body: string, requestId: string): Buffer {
    return Buffer.from(addRequestId(body, requestId, metrics.recordError) ?? body);
  }

  return {
    drain() {
      isDraining = true;
    },
    write(exchange, { status, headers, body }) {
      const { request, response, requestId, startedAt } = exchange;
      const lines = [REQUEST_ID, requestId, ...COMMON_HEADERS];
      pushHeaders(lines, headers);
      pushHeaders(lines, exchange.rateLimitHeaders);
      const payload = typeof body === 'string' ? withRequestId(body, requestId) : body;
      if (payload) lines.push('content-length', String(payload.byteLength));
      // Open connections keep the server from stopping.
      if (isDraining && headers.connection === undefined) lines.push('connection', 'close');
      response.writeHead(status, lines).end(payload);
      const milliseconds = performance.now() - startedAt;
      metrics.recordResponse('/graphql', status, milliseconds);
      logRequest({ requestId, method: request.method, route: '/graphql', status, milliseconds });
    },
  };
}

/** Alternates names and values, as `writeHead` takes. */
function pushHeaders(lines: string[], headers: Readonly<Record<string, string>> | null): void {
  for (const name in headers) lines.push(name, headers[name] ?? '');
}
