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
import { buildErrorBody } from '../error-response.js';
import type { SeenAtTheDoor } from '../graphql/door.js';
import type { CounterCell } from '../observability/metrics.js';
import type { RedisCache } from '../redis-cache.js';
import { API_HEADERS } from './security-headers.js';

const WINDOW_S = 60;

/** How long the process that counts for its workers may take, in milliseconds. */
const CLUSTER_TIMEOUT_MS = 500;

/** Whoever runs the server asks these, as often as it likes. */
const EXEMPT_PATHS = ['/livez', '/readyz'];

/**
 * Refuses an address that has asked more often than it may within a minute; answers how requests are counted. It has to come
 * before all that may answer.
 */
export function createRateLimiter(
  app: FastifyInstance,
  perMinute: number,
  shared: RedisCache | null,
  client: SeenAtTheDoor,
  refused: CounterCell,
): Consume {
  const count = createConsume(perMinute, shared);
  app.addHook('onRequest', (request, reply, next) => {
    if (EXEMPT_PATHS.includes(request.url) || client.has(request.raw)) return next();
    count(clientNetworkOf(request.ip)).then(
      () => next(),
      (full: RateLimiterRes) => {
        refused.count += 1;
        sendRateLimited(reply, perMinute, full);
      },
    );
  });
  return count;
}

/** Lets this process count for the workers that it starts. */
export function startClusterLimiter(): void {
  new RateLimiterClusterMaster();
}

/** Counts a request; rejects with a `RateLimiterRes` where it is one too many. */
export type Consume = (network: string) => Promise<unknown>;

function createConsume(perMinute: number, shared: RedisCache | null): Consume {
  const options = { keyPrefix: 'rate', points: perMinute, duration: WINDOW_S };
  const localLimiter = new RateLimiterMemory(options);
  const sharedLimiter = createSharedLimiter(options, shared);
  if (!sharedLimiter) return (network) => localLimiter.consume(network);
  return (network) =>
    sharedLimiter.consume(network).catch((failure: unknown) => {
      if (failure instanceof RateLimiterRes) throw failure;
      return localLimiter.consume(network);
    });
}

/** What counts for several processes; null where there is one. */
function createSharedLimiter(
  options: { keyPrefix: string; points: number; duration: number },
  shared: RedisCache | null,
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
  return cluster.isWorker
    ? new RateLimiterCluster({ ...options, timeoutMs: CLUSTER_TIMEOUT_MS })
    : null;
}

function sendRateLimited(
  reply: FastifyReply,
  perMinute: number,
  { msBeforeNext }: RateLimiterRes,
): void {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const message = `An address may make ${perMinute} requests a minute: come again in ${seconds} s.`;
  reply
    .code(429)
    .headers({
      ...API_HEADERS,
      'retry-after': seconds,
      // What has been sent behind it is not even looked at.
      connection: 'close',
      'access-control-expose-headers': 'retry-after',
    })
    .send(buildErrorBody('RATE_LIMITED', message));
}

/** An address as proxies may write it: in brackets, with a port. */
const ADDRESS_WITH_PORT = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/;

/**
 * What is counted as one: an address of IPv4, however it is written, and the 64 bits of IPv6 that everybody is given at
 * least. What is no address, as a proxy may pass on, counts as one with all that is none.
 */
export function clientNetworkOf(written: string): string {
  const [, bracketed, bare] = ADDRESS_WITH_PORT.exec(written) ?? [];
  const text = bracketed ?? bare ?? written;
  if (isIP(text) === 0) return 'unknown';
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.toString();
  const network = (address as ipaddr.IPv6).parts.slice(0, 4);
  return `${network.map((part) => part.toString(16)).join(':')}::/64`;
}
