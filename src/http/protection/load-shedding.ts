/** An overloaded process serves cached responses only, otherwise 503. */
import { getHeapStatistics } from 'node:v8';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';

export interface LoadSample {
  /** ms. */
  readonly eventLoopDelay: number;
  readonly heapUsed: number;
  readonly rssBytes: number;
}

/** Bytes. */
export interface Capacity {
  readonly heap: number;
  readonly memory: number;
}

/** On two cores, hundreds of clients cause a tenth. */
const MAX_EVENT_LOOP_DELAY_MS = 2_000;

/** Above it, mostly garbage collection. */
const MAX_MEMORY_RATIO = 0.9;

/** Measures every second. */
export async function monitorLoad(app: FastifyInstance): Promise<() => boolean> {
  await app.register(underPressure);
  const capacity = {
    heap: getHeapStatistics().heap_size_limit,
    // Container limit, if any.
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
