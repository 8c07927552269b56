/** Load shedding: an overloaded process serves cached responses and answers everything else with 503. */
import { getHeapStatistics } from 'node:v8';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';

/** Load, measured within the last second. */
export interface LoadSample {
  /** In milliseconds. */
  readonly eventLoopDelay: number;
  readonly heapUsed: number;
  readonly rssBytes: number;
}

/** Limits of the heap and of all memory, in bytes. */
export interface Capacity {
  readonly heap: number;
  readonly memory: number;
}

/** On two cores, hundreds of clients at once delay the event loop by a tenth of it. */
const MAX_EVENT_LOOP_DELAY_MS = 2_000;

/** Above it the process does little but collect garbage. */
const MAX_MEMORY_RATIO = 0.9;

/** Measures the load every second; returns whether the process is overloaded. */
export async function monitorLoad(app: FastifyInstance): Promise<() => boolean> {
  await app.register(underPressure);
  const capacity = {
    heap: getHeapStatistics().heap_size_limit,
    // The limit of a container; without one there is none.
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
