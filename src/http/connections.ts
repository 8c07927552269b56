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
import { EVERYWHERE } from './headers.js';
import type { Metrics } from './metrics.js';
import { networkOf } from './rate.js';
import { refusal } from './refusals.js';
import { REQUEST_ID } from './request-ids.js';

/**
 * What a connection may take, in milliseconds and bytes: what is slower than that waits for us, not we for it. What never
 * becomes a request that hooks see is answered, and counted, here.
 */
export function connectionOptions(metrics: Metrics) {
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
    clientErrorHandler: answerUnreadable(metrics),
    frameworkErrors: answerUnroutable(metrics),
  } satisfies FastifyHttpOptions<FastifyInstance['server']>;
}

/** How many connections may be open: far more than are of use, and less than the system has descriptors for in most places. */
const MOST = 2_000;

/** How many of them may come from one network, where it is known who comes: the others are for everybody else. */
const MOST_OF_ONE = 500;

/** How many requests may come over a connection at once: nobody who waits for answers sends that many. */
const AT_ONCE = 30;

/** How long connections over which nobody waits for an answer may stay once the server stops, in milliseconds. */
const GRACE = 1_000;

/** An open connection. */
interface Connection {
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
export function watchConnections(app: FastifyInstance, isBehindProxy: boolean): void {
  const { server } = app;
  const open = new Map<Socket, Connection>();
  const perNetwork = new Map<string, Set<Socket>>();
  const turnNow = turnCounter();

  /** Whether there is room for one more of a network: the oldest over which nobody waits makes it. */
  function isRoom(ofNetwork: ReadonlySet<Socket>): boolean {
    if (isBehindProxy || ofNetwork.size < MOST_OF_ONE) return true;
    for (const socket of ofNetwork) {
      if (socket.destroyed || isAwaited(open.get(socket))) continue;
      socket.destroy();
      return true;
    }
    return false;
  }

  server.maxConnections = MOST;
  server.on('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? '');
    const ofNetwork = perNetwork.get(network) ?? new Set();
    if (!isRoom(ofNetwork)) return void socket.destroy();
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
    if (connection.came > AT_ONCE) socket.destroy();
  });
  app.addHook('preClose', (done) => {
    const letGo = () => {
      for (const [socket, connection] of open) if (!isAwaited(connection)) socket.destroy();
    };
    // Node waits for who has said nothing, or half of what he wants, and no longer looks at how long that takes.
    setTimeout(letGo, GRACE).unref();
    done();
  });
}

/** Whether somebody waits for an answer: he has asked in full, and was not told all. */
function isAwaited(connection: Connection | undefined): boolean {
  const last = connection?.last;
  return last?.req.complete === true && !last.writableFinished;
}

/** Tells which turn of the event loop it is, counting those in which it is asked. */
function turnCounter(): () => number {
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
const UNREADABLE: Record<string, [status: number, message: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too long.'],
};

/** The answer to what no hook sees, and its headers. */
function stray(metrics: Metrics, status: number, message: string) {
  count(metrics, status);
  const requestId = randomUUID();
  const body = JSON.stringify(refusal('BAD_REQUEST', message, requestId));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...EVERYWHERE,
    [REQUEST_ID]: requestId,
    connection: 'close',
  };
  return { headers, body };
}

/** Answers what never became a request. */
function answerUnreadable(metrics: Metrics) {
  return ({ code = '' }: { code?: string }, socket: Socket): void => {
    if (code === 'ECONNRESET' || socket.destroyed) return;
    const [status, message] = UNREADABLE[code] ?? [400, 'This is no HTTP request.'];
    const { headers, body } = stray(metrics, status, message);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines];
    if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    socket.destroy();
  };
}

/** Answers who expects something that nobody here does: Node answers that itself, without a body. */
export function answerExpectations({ server }: FastifyInstance, metrics: Metrics): void {
  server.on('checkExpectation', ({ headers: { expect = '' } }, response: ServerResponse) => {
    const message = `Nothing but "100-continue" can be expected, and not "${expect.slice(0, 40)}".`;
    const { headers, body } = stray(metrics, 417, message);
    response.writeHead(417, headers).end(body);
  });
}

/** Answers what has an address that cannot be one. Nobody counts for whom, so that each takes a connection of its own. */
function answerUnroutable(metrics: Metrics) {
  return (
    { statusCode = 400 }: FastifyError,
    { id, log }: FastifyRequest,
    reply: FastifyReply,
  ): void => {
    count(metrics, statusCode);
    log.info({ route: null, status: statusCode });
    reply
      .code(statusCode)
      .headers({ ...EVERYWHERE, [REQUEST_ID]: id, connection: 'close' })
      .send(refusal('BAD_REQUEST', 'The address cannot be read.', id));
  };
}

function count({ sent, failed }: Metrics, status: number): void {
  sent('', status, 0);
  failed('BAD_REQUEST');
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
