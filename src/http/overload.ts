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
  /** In bytes: of the heap, and of all that the process holds. */
  readonly heapUsed: number;
  readonly rssBytes: number;
}

/** How much there is, in bytes: of the heap, and of what the process may hold before the system ends it. */
export interface Room {
  readonly heap: number;
  readonly memory: number;
}

/** What is too late, in milliseconds: on two cores, hundreds of clients at once make everything late by a tenth of it. */
const TOO_LATE = 2_000;

/** How much of the heap may be in use before collecting garbage is all that the process does, and how much of all memory. */
const TOO_FULL = 0.9;

/** Has the load measured every second; answers whether it is too much. No request is asked, since not every answer needs work. */
export async function watchLoad(app: FastifyInstance): Promise<() => boolean> {
  await app.register(underPressure);
  const room = {
    heap: getHeapStatistics().heap_size_limit,
    // What a container is given; where nobody says, a process may hold what it can get.
    memory: process.constrainedMemory() || Number.POSITIVE_INFINITY,
  };
  return () => isTooMuch(app.memoryUsage(), room);
}

export function isTooMuch({ eventLoopDelay, heapUsed, rssBytes }: Load, room: Room): boolean {
  if (eventLoopDelay > TOO_LATE) return true;
  return heapUsed > room.heap * TOO_FULL || rssBytes > room.memory * TOO_FULL;
}

/** Refuses what would have to be worked out. */
export function shed(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .headers({ 'retry-after': RETRY_AFTER, 'access-control-expose-headers': 'retry-after' })
    .send(refusal('SERVICE_UNAVAILABLE', overloaded().message));
}
