/** One line of the log for each request that has been answered. What was asked is in none of them. */
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';

/** Levels at which what went well is written as well. */
const CURIOUS = ['debug', 'trace'];

/** Writes the line of a request: what went well is for who looks for something, what is our fault for everybody. */
export function requestLog({ level }: FastifyBaseLogger) {
  const tellsAll = CURIOUS.includes(level);
  return (request: FastifyRequest, reply: FastifyReply): void => {
    const { statusCode: status } = reply;
    if (status < 400 && !tellsAll) return;
    request.log[status < 400 ? 'debug' : status < 500 ? 'info' : 'error']({
      method: request.method,
      route: request.routeOptions.url ?? null,
      status,
      milliseconds: Math.round(reply.elapsedTime * 1000) / 1000,
    });
  };
}
