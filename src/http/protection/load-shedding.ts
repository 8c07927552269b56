/** More than the process can do: then what is kept is still sent, and nothing new is worked out. */
import { getHeapStatistics } from 'node:v8';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { overloadedError, RETRY_AFTER_S } from '../../graphql/errors.js';
import { buildErrorBody } from '../error-response.js';

/** How the process is doing, as it was measured within the last second. */
export interface LoadSample {
  /** How late everything is, in milliseconds. */
  readonly eventLoopDelay: number;
  /** In bytes: of the heap, and of all that the process holds. */
  readonly heapUsed: number;
  readonly rssBytes: number;
}

/** How much there is, in bytes: of the heap, and of what the process may hold before the system ends it. */
export interface Capacity {
  readonly heap: number;
  readonly memory: number;
}

/** What is too late, in milliseconds: on two cores, hundreds of clients at once make everything late by a tenth of it. */
const MAX_EVENT_LOOP_DELAY_MS = 2_000;

/** How much of the heap may be in use before collecting garbage is all that the process does, and how much of all memory. */
const MAX_MEMORY_RATIO = 0.9;

/** Has the load measured every second; answers whether it is too much. No request is asked, since not every answer needs work. */
export async function monitorLoad(app: FastifyInstance): Promise<() => boolean> {
  await app.register(underPressure);
  const capacity = {
    heap: getHeapStatistics().heap_size_limit,
    // What a container is given; where nobody says, a process may hold what it can get.
    memory: process.constrainedMemory() || Number.POSITIVE_INFINITY,
  };
  return () => isOverloaded(app.memoryUsage(), capacity);
}

export function isOverloaded(
  { eventLoopDelay, heapUsed, rssBytes }: LoadSample,
  capacity: Capacity,
): boolean {
  if (eventLoopDelay > MAX_EVENT_LOOP_DELAY_MS) return true;
  return (
    heapUsed > capacity.heap * MAX_MEMORY_RATIO || rssBytes > capacity.memory * MAX_MEMORY_RATIO
  );
}

/** Refuses what would have to be worked out. */
export function sendOverloaded(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .headers({ 'retry-after': RETRY_AFTER_S, 'access-control-expose-headers': 'retry-after' })
    .send(buildErrorBody('SERVICE_UNAVAILABLE', overloadedError().message));
}
