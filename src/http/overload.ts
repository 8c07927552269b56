/** More than the process can do: then what is kept is still sent, and nothing new is worked out. */
import { getHeapStatistics } from 'node:v8';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { overloaded, RETRY_AFTER } from '../graphql/errors.js';
import { refusal } from './refusals.js';

/** How the process is doing, as it was measured within the last second. */
export interface Load {
  /** How late everything is, in milliseconds. */
  readonly eventLoopDelay: number;
  /** In bytes. */
  readonly heapUsed: number;
}

/** What is too late, in milliseconds: on two cores, hundreds of clients at once make everything late by a tenth of it. */
const TOO_LATE = 2_000;

/** How much of the heap may be in use before collecting garbage is all that the process does. */
const TOO_FULL = 0.9;

/** Has the load measured every second; answers whether it is too much. No request is asked, since not every answer needs work. */
export async function watchLoad(app: FastifyInstance): Promise<() => boolean> {
  await app.register(underPressure);
  const heapLimit = getHeapStatistics().heap_size_limit;
  return () => isTooMuch(app.memoryUsage(), heapLimit);
}

export function isTooMuch({ eventLoopDelay, heapUsed }: Load, heapLimit: number): boolean {
  return eventLoopDelay > TOO_LATE || heapUsed > heapLimit * TOO_FULL;
}

/** Refuses what would have to be worked out. */
export function shed(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .headers({ 'retry-after': RETRY_AFTER, 'access-control-expose-headers': 'retry-after' })
    .send(refusal('SERVICE_UNAVAILABLE', overloaded().message));
}
