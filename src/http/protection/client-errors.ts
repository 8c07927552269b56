/** Responses to malformed HTTP, unsupported Expect and undecodable paths. */
import { randomUUID } from 'node:crypto';
import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { buildErrorBody } from '../error-response.js';
import type { Metrics } from '../observability/metrics.js';
import { REQUEST_ID } from '../observability/request-id.js';
import { API_HEADERS } from './security-headers.js';

/** By Node error code. */
const CLIENT_ERRORS: Record<string, [status: number, message: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too long.'],
};

/** Also counts the error: no hook runs. */
function buildRawError(metrics: Metrics, status: number, message: string) {
  countClientError(metrics, status);
  const requestId = randomUUID();
  const body = JSON.stringify(buildErrorBody('BAD_REQUEST', message, requestId));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...API_HEADERS,
    [REQUEST_ID]: requestId,
    connection: 'close',
  };
  return { headers, body };
}

/** For `clientError`: responds and closes the connection. */
export function createClientErrorHandler(metrics: Metrics) {
  return ({ code = '' }: { code?: string }, socket: Socket): void => {
    if (code === 'ECONNRESET' || socket.destroyed) return;
    const [status, message] = CLIENT_ERRORS[code] ?? [400, 'This is no HTTP request.'];
    const { headers, body } = buildRawError(metrics, status, message);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines];
    if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    socket.destroy();
  };
}

/** 417 with a body; Node's has none. */
export function handleExpectHeader(server: Server, metrics: Metrics): void {
  server.on('checkExpectation', ({ headers: { expect = '' } }, response: ServerResponse) => {
    const message = `Nothing but "100-continue" can be expected, and not "${expect.slice(0, 40)}".`;
    const { headers, body } = buildRawError(metrics, 417, message);
    response.writeHead(417, headers).end(body);
  });
}

/** Fastify's own errors. Closes the connection: the rate limit does not see these requests. */
export function createFrameworkErrorHandler(metrics: Metrics) {
  return (
    { statusCode = 400 }: FastifyError,
    { id, log }: FastifyRequest,
    reply: FastifyReply,
  ): void => {
    countClientError(metrics, statusCode);
    log.info({ route: null, status: statusCode });
    reply
      .code(statusCode)
      .headers({ ...API_HEADERS, [REQUEST_ID]: id, connection: 'close' })
      .send(buildErrorBody('BAD_REQUEST', 'The address cannot be read.', id));
  };
}

function countClientError({ recordResponse, recordError }: Metrics, status: number): void {
  recordResponse('', status, 0);
  recordError('BAD_REQUEST');
}
