/** Clients that are slow, many, or speak something else than HTTP. */
import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type {
  FastifyError,
  FastifyHttpOptions,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import { buildErrorBody } from '../error-response.js';
import type { Metrics } from '../observability/metrics.js';
import { REQUEST_ID } from '../observability/request-id.js';
import { clientNetworkOf } from './rate-limit.js';
import { API_HEADERS } from './security-headers.js';

/**
 * What a connection may take, in milliseconds and bytes: what is slower than that waits for us, not we for it. What never
 * becomes a request that hooks see is answered, and counted, here.
 */
export function connectionTimeouts(metrics: Metrics) {
  return {
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
    clientErrorHandler: createClientErrorHandler(metrics),
    frameworkErrors: createFrameworkErrorHandler(metrics),
  } satisfies FastifyHttpOptions<FastifyInstance['server']>;
}

/** How many connections may be open: far more than are of use, and less than the system has descriptors for in most places. */
const MAX_CONNECTIONS = 2_000;

/** How many of them may come from one network, where it is known who comes: the others are for everybody else. */
const MAX_CONNECTIONS_PER_CLIENT = 500;

/** How many requests may come over a connection at once: nobody who waits for answers sends that many. */
const MAX_PIPELINED_REQUESTS = 30;

/** How long connections over which nobody waits for an answer may stay once the server stops, in milliseconds. */
const IDLE_DRAIN_MS = 1_000;

/** An open connection. */
interface ConnectionState {
  /** The answer to the last of its requests. */
  last: ServerResponse | null;
  /** The last turn of the event loop in which requests came over it, and how many. */
  turn: number;
  came: number;
}

/**
 * Bounds how many connections are open, and how much comes over each at once; lets those go that would keep a server from
 * stopping. Behind a proxy all come from one network.
 */
export function limitConnections(app: FastifyInstance, isBehindProxy: boolean): void {
  const { server } = app;
  const open = new Map<Socket, ConnectionState>();
  const perNetwork = new Map<string, Set<Socket>>();
  const turnNow = createTickCounter();

  /** Whether there is room for one more of a network: the oldest over which nobody waits makes it. */
  function makeCapacity(ofNetwork: ReadonlySet<Socket>): boolean {
    if (isBehindProxy || ofNetwork.size < MAX_CONNECTIONS_PER_CLIENT) return true;
    for (const socket of ofNetwork) {
      if (socket.destroyed || hasPendingResponse(open.get(socket))) continue;
      socket.destroy();
      return true;
    }
    return false;
  }

  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket: Socket) => {
    const network = clientNetworkOf(socket.remoteAddress ?? '');
    const ofNetwork = perNetwork.get(network) ?? new Set();
    if (!makeCapacity(ofNetwork)) return void socket.destroy();
    perNetwork.set(network, ofNetwork.add(socket));
    open.set(socket, { last: null, turn: 0, came: 0 });
    socket.once('close', () => {
      open.delete(socket);
      ofNetwork.delete(socket);
      if (ofNetwork.size === 0) perNetwork.delete(network);
    });
  });
  server.prependListener('request', ({ socket }, response) => {
    const connection = open.get(socket);
    if (!connection) return;
    const turn = turnNow();
    connection.came = connection.turn === turn ? connection.came + 1 : 1;
    connection.turn = turn;
    connection.last = response;
    if (connection.came > MAX_PIPELINED_REQUESTS) socket.destroy();
  });
  app.addHook('preClose', (done) => {
    const letGo = () => {
      for (const [socket, connection] of open)
        if (!hasPendingResponse(connection)) socket.destroy();
    };
    // Node waits for who has said nothing, or half of what he wants, and no longer looks at how long that takes.
    setTimeout(letGo, IDLE_DRAIN_MS).unref();
    done();
  });
}

/** Whether somebody waits for an answer: he has asked in full, and was not told all. */
function hasPendingResponse(connection: ConnectionState | undefined): boolean {
  const last = connection?.last;
  return last?.req.complete === true && !last.writableFinished;
}

/** Tells which turn of the event loop it is, counting those in which it is asked. */
function createTickCounter(): () => number {
  let turn = 1;
  let isCounted = false;
  return () => {
    if (!isCounted) {
      isCounted = true;
      setImmediate(() => {
        turn += 1;
        isCounted = false;
      });
    }
    return turn;
  };
}

/** What is said of a request that could not be read, by the codes of Node's errors. */
const CLIENT_ERRORS: Record<string, [status: number, message: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too long.'],
};

/** The answer to what no hook sees, and its headers. */
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

/** Answers what never became a request. */
function createClientErrorHandler(metrics: Metrics) {
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

/** Answers who expects something that nobody here does: Node answers that itself, without a body. */
export function handleExpectHeader({ server }: FastifyInstance, metrics: Metrics): void {
  server.on('checkExpectation', ({ headers: { expect = '' } }, response: ServerResponse) => {
    const message = `Nothing but "100-continue" can be expected, and not "${expect.slice(0, 40)}".`;
    const { headers, body } = buildRawError(metrics, 417, message);
    response.writeHead(417, headers).end(body);
  });
}

/** Answers what has an address that cannot be one. Nobody counts for whom, so that each takes a connection of its own. */
function createFrameworkErrorHandler(metrics: Metrics) {
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

function countClientError(
  { recordResponse: sent, recordError: failed }: Metrics,
  status: number,
): void {
  sent('', status, 0);
  failed('BAD_REQUEST');
}

/** A name or an address, perhaps with a port, and no more: nothing that would mean something else within an address. */
const HOST_PATTERN = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;

/** Whether a Host header names a host. Almost all requests name the same one, which is looked at once. */
export function createHostCheck(): (host: string) => boolean {
  let known: string | null = null;
  return (host) => {
    if (host === known) return true;
    if (!HOST_PATTERN.test(host) || !URL.canParse(`http://${host}/`)) return false;
    known = host;
    return true;
  };
}
