/** One line of the log for each request that has been answered. What was asked is in none of them. */
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';

/** Levels at which what went well is written as well. */
const VERBOSE_LEVELS = ['debug', 'trace'];

/** Whether requests that went well are written as well. */
export function logsEveryRequest({ level }: FastifyBaseLogger): boolean {
  return VERBOSE_LEVELS.includes(level);
}

/** Writes the line of a request: what went well is for who looks for something, what is our fault for everybody. */
export function createRequestLogger(log: FastifyBaseLogger) {
  const isVerbose = logsEveryRequest(log);
  return (
    request: FastifyRequest,
    { statusCode: status }: FastifyReply,
    milliseconds: number,
  ): void => {
    if (status < 400 && !isVerbose) return;
    request.log[status < 400 ? 'debug' : status < 500 ? 'info' : 'error']({
      method: request.method,
      route: request.routeOptions.url ?? null,
      status,
      milliseconds: Math.round(milliseconds * 1000) / 1000,
    });
  };
}
