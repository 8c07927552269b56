/** How often an address may ask: counted where all who answer for it can count together, and nearby where that fails. */
import cluster from 'node:cluster';
import { isIP } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import ipaddr from 'ipaddr.js';
import {
  type RateLimiterAbstract,
  RateLimiterCluster,
  RateLimiterClusterMaster,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { SeenAtTheDoor } from './door.js';
import { EVERYWHERE } from './headers.js';
import type { Tally } from './metrics.js';
import { refusal } from './refusals.js';
import type { SharedMemory } from './shared-memory.js';

const MINUTE = 60;

/** How long the process that counts for its workers may take, in milliseconds. */
const PATIENCE = 500;

/** Whoever runs the server asks these, as often as it likes. */
const UNCOUNTED = ['/livez', '/readyz'];

/**
 * Refuses an address that has asked more often than it may within a minute; answers how requests are counted. It has to come
 * before all that may answer.
 */
export function limitRate(
  app: FastifyInstance,
  perMinute: number,
  shared: SharedMemory | null,
  seen: SeenAtTheDoor,
  refused: Tally,
): Count {
  const count = counter(perMinute, shared);
  app.addHook('onRequest', (request, reply, next) => {
    if (UNCOUNTED.includes(request.url) || seen.has(request.raw)) return next();
    count(networkOf(request.ip)).then(
      () => next(),
      (full: RateLimiterRes) => {
        refused.count += 1;
        refuse(reply, perMinute, full);
      },
    );
  });
  return count;
}

/** Lets this process count for the workers that it starts. */
export function countForWorkers(): void {
  new RateLimiterClusterMaster();
}

/** Counts a request; rejects with a `RateLimiterRes` where it is one too many. */
export type Count = (network: string) => Promise<unknown>;

function counter(perMinute: number, shared: SharedMemory | null): Count {
  const options = { keyPrefix: 'rate', points: perMinute, duration: MINUTE };
  const near = new RateLimiterMemory(options);
  const common = commonCounter(options, shared);
  if (!common) return (network) => near.consume(network);
  return (network) =>
    common.consume(network).catch((trouble: unknown) => {
      if (trouble instanceof RateLimiterRes) throw trouble;
      return near.consume(network);
    });
}

/** What counts for several processes; null where there is one. */
function commonCounter(
  options: { keyPrefix: string; points: number; duration: number },
  shared: SharedMemory | null,
): RateLimiterAbstract | null {
  if (shared) {
    return new RateLimiterRedis({
      ...options,
      storeClient: shared.redis,
      rejectIfRedisNotReady: true,
      // Who is over the limit need not be looked up again.
      inMemoryBlockOnConsumed: options.points,
    });
  }
  return cluster.isWorker ? new RateLimiterCluster({ ...options, timeoutMs: PATIENCE }) : null;
}

function refuse(reply: FastifyReply, perMinute: number, { msBeforeNext }: RateLimiterRes): void {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const message = `An address may make ${perMinute} requests a minute: come again in ${seconds} s.`;
  reply
    .code(429)
    .headers({
      ...EVERYWHERE,
      'retry-after': seconds,
      // What has been sent behind it is not even looked at.
      connection: 'close',
      'access-control-expose-headers': 'retry-after',
    })
    .send(refusal('RATE_LIMITED', message));
}

/** An address as proxies may write it: in brackets, with a port. */
const WITH_PORT = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/;

/**
 * What is counted as one: an address of IPv4, however it is written, and the 64 bits of IPv6 that everybody is given at
 * least. What is no address, as a proxy may pass on, counts as one with all that is none.
 */
export function networkOf(written: string): string {
  const [, bracketed, bare] = WITH_PORT.exec(written) ?? [];
  const text = bracketed ?? bare ?? written;
  if (isIP(text) === 0) return 'unknown';
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.toString();
  const network = (address as ipaddr.IPv6).parts.slice(0, 4);
  return `${network.map((part) => part.toString(16)).join(':')}::/64`;
}
