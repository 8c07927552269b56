/** Clients that are slow, many, or speak something else than HTTP. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type {
  FastifyError,
  FastifyHttpOptions,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import { EVERYWHERE } from './headers.js';
import { refusal } from './refusals.js';
import { REQUEST_ID } from './request-ids.js';

/** What a connection may take, in milliseconds and bytes: what is slower than that waits for us, not we for it. */
export const CONNECTIONS = {
  requestTimeout: 8_000,
  keepAliveTimeout: 5_000,
  // Nothing comes or goes, as when a client does not read its answer: longer than any answer takes to be worked out.
  connectionTimeout: 15_000,
  http: {
    headersTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 16 * 1024,
    // It is missed further on, where it can be said in a way that clients read.
    requireHostHeader: false,
  },
  clientErrorHandler: answerUnreadable,
  frameworkErrors: answerUnroutable,
} satisfies FastifyHttpOptions<FastifyInstance['server']>;

/** How many connections may be open: far more than are of use, and less than the system has descriptors for in most places. */
const MOST = 2_000;

export function limitConnections({ server }: FastifyInstance): void {
  server.maxConnections = MOST;
}

/** What is said of a request that could not be read, by the codes of Node's errors. */
const UNREADABLE: Record<string, [status: number, message: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too long.'],
};

/** Answers what never became a request, and so is seen by nobody else. */
function answerUnreadable({ code = '' }: { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  const [status, message] = UNREADABLE[code] ?? [400, 'This is no HTTP request.'];
  const requestId = randomUUID();
  const body = JSON.stringify(refusal('BAD_REQUEST', message, requestId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `${REQUEST_ID}: ${requestId}`,
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroy();
}

/** Answers what has an address that cannot be one, which no hook gets to see. */
function answerUnroutable(
  { statusCode = 400 }: FastifyError,
  { id }: FastifyRequest,
  reply: FastifyReply,
): void {
  reply
    .code(statusCode)
    .headers({ ...EVERYWHERE, [REQUEST_ID]: id })
    .send(refusal('BAD_REQUEST', 'The address cannot be read.', id));
}

/** A name or an address, perhaps with a port, and no more: nothing that would mean something else within an address. */
const HOST = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;

/** Whether a Host header names a host. Almost all requests name the same one, which is looked at once. */
export function hostCheck(): (host: string) => boolean {
  let known: string | null = null;
  return (host) => {
    if (host === known) return true;
    if (!HOST.test(host) || !URL.canParse(`http://${host}/`)) return false;
    known = host;
    return true;
  };
}
