import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { clientNetworkOf } from './client-network.js';

const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 8_000;
const KEEP_ALIVE_TIMEOUT_MS = 5_000;
const TIMEOUT_CHECK_MS = 1_000;
const MAX_HEADER_BYTES = 16 * 1024;

/** Time without a byte in or out; longer than any response may take. */
const SOCKET_TIMEOUT_MS = 15_000;

/** Fewer than the file descriptors of most systems. */
const MAX_CONNECTIONS = 2_000;

/** Per client network; not behind a proxy. */
const MAX_CONNECTIONS_PER_CLIENT = 500;

/** Per connection and event loop tick. */
const MAX_PIPELINED_REQUESTS = 30;

/** Time for idle connections once the server stops. */
const IDLE_DRAIN_MS = 1_000;

interface ConnectionState {
  /** Response to the last request. */
  last: ServerResponse | null;
  /** Last tick with requests, and their number. */
  tick: number;
  requests: number;
}

/** Sets timeouts, which Fastify does not for a `serverFactory`. */
export function createNodeServer(listener: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      // `host-header.ts` answers a missing Host, with a body.
      requireHostHeader: false,
    },
    listener,
  );
  server.setTimeout(SOCKET_TIMEOUT_MS);
  return server;
}

/** Also closes idle connections once the server stops. */
export function limitConnections(app: FastifyInstance, isBehindProxy: boolean): void {
  const { server } = app;
  const open = new Map<Socket, ConnectionState>();
  const byNetwork = new Map<string, Set<Socket>>();
  const currentTick = createTickCounter();

  /** Closes the oldest idle connection if needed; false if none is idle. */
  function makeCapacity(sockets: ReadonlySet<Socket>): boolean {
    if (isBehindProxy || sockets.size < MAX_CONNECTIONS_PER_CLIENT) return true;
    for (const socket of sockets) {
      if (socket.destroyed || hasPendingResponse(open.get(socket))) continue;
      socket.destroy();
      return true;
    }
    return false;
  }

  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket: Socket) => {
    const network = clientNetworkOf(socket.remoteAddress ?? '');
    const sockets = byNetwork.get(network) ?? new Set();
    if (!makeCapacity(sockets)) return void socket.destroy();
    byNetwork.set(network, sockets.add(socket));
    open.set(socket, { last: null, tick: 0, requests: 0 });
    socket.once('close', () => {
      open.delete(socket);
      sockets.delete(socket);
      if (sockets.size === 0) byNetwork.delete(network);
    });
  });
  server.prependListener('request', ({ socket }, response) => {
    const connection = open.get(socket);
    if (!connection) return;
    const tick = currentTick();
    connection.requests = connection.tick === tick ? connection.requests + 1 : 1;
    connection.tick = tick;
    connection.last = response;
    if (connection.requests > MAX_PIPELINED_REQUESTS) socket.destroy();
  });
  app.addHook('preClose', (done) => {
    const closeIdle = () => {
      for (const [socket, connection] of open)
        if (!hasPendingResponse(connection)) socket.destroy();
    };
    // Node waits for connections without a complete request, without timeouts.
    setTimeout(closeIdle, IDLE_DRAIN_MS).unref();
    done();
  });
}

/** Request complete, response not fully written. */
function hasPendingResponse(connection: ConnectionState | undefined): boolean {
  const last = connection?.last;
  return last?.req.complete === true && !last.writableFinished;
}

/** Counts only event loop ticks in which it is read. */
function createTickCounter(): () => number {
  let tick = 1;
  let isScheduled = false;
  return () => {
    if (!isScheduled) {
      isScheduled = true;
      setImmediate(() => {
        tick += 1;
        isScheduled = false;
      });
    }
    return tick;
  };
}
