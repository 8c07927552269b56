/** One line of the log for each request that has been answered. What was asked is in none of them. */
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';

/** Levels at which what went well is written as well. */
const CURIOUS = ['debug', 'trace'];

/** Whether requests that went well are written as well. */
export function tellsAll({ level }: FastifyBaseLogger): boolean {
  return CURIOUS.includes(level);
}

/** Writes the line of a request: what went well is for who looks for something, what is our fault for everybody. */
export function requestLog(log: FastifyBaseLogger) {
  const isCurious = tellsAll(log);
  return (
    request: FastifyRequest,
    { statusCode: status }: FastifyReply,
    milliseconds: number,
  ): void => {
    if (status < 400 && !isCurious) return;
    request.log[status < 400 ? 'debug' : status < 500 ? 'info' : 'error']({
      method: request.method,
      route: request.routeOptions.url ?? null,
      status,
      milliseconds: Math.round(milliseconds * 1000) / 1000,
    });
  };
}
