/** One log line a response, without the operation. */
import type { FastifyBaseLogger } from 'fastify';

/** Levels at which successful requests are logged. */
const VERBOSE_LEVELS = ['debug', 'trace'];

export interface RequestLogEntry {
  readonly requestId: string;
  readonly method: string | undefined;
  readonly route: string | null;
  readonly status: number;
  readonly milliseconds: number;
}

export type LogRequest = (entry: RequestLogEntry) => void;

/** 2xx and 3xx at debug, 4xx at info, 5xx at error. */
export function createRequestLogger(log: FastifyBaseLogger): LogRequest {
  const isVerbose = VERBOSE_LEVELS.includes(log.level);
  return (entry) => {
    const { status } = entry;
    if (status < 400 && !isVerbose) return;
    log[status < 400 ? 'debug' : status < 500 ? 'info' : 'error']({
      ...entry,
      milliseconds: Math.round(entry.milliseconds * 1000) / 1000,
    });
  };
}
