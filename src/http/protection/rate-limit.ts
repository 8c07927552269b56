/** The rate limit of a client, counted across processes and servers; each process counts alone while that fails. */
import cluster from 'node:cluster';
import {
  type RateLimiterAbstract,
  RateLimiterCluster,
  RateLimiterClusterMaster,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { RedisCache } from '../redis-cache.js';

const WINDOW_S = 60;

/** Time for an answer of the primary process. */
const CLUSTER_TIMEOUT_MS = 500;

/** The name of the policy in headers. */
const POLICY = '"default"';

/** A client's state in the current window. */
export interface RateLimitState {
  readonly isAllowed: boolean;
  /** Points left. */
  readonly remaining: number;
  /** Seconds until the window ends, at least 1. */
  readonly resetS: number;
}

export interface RateLimiter {
  /** Points of a client in a window of a minute. */
  readonly quota: number;
  /** Counts points against a client; never rejects. */
  consume(client: string, points: number): Promise<RateLimitState>;
}

export function createRateLimiter(quota: number, redisCache: RedisCache | null): RateLimiter {
  const options = { keyPrefix: 'rate', points: quota, duration: WINDOW_S };
  const localLimiter = new RateLimiterMemory(options);
  const sharedLimiter = createSharedLimiter(options, redisCache);

  async function count(client: string, points: number): Promise<RateLimiterRes> {
    if (!sharedLimiter) return localLimiter.consume(client, points);
    return sharedLimiter.consume(client, points).catch((failure: unknown) => {
      if (failure instanceof RateLimiterRes) throw failure;
      return localLimiter.consume(client, points);
    });
  }

  return {
    quota,
    consume: (client, points) =>
      count(client, points).then(
        (counted) => describeState(counted, true),
        (counted: RateLimiterRes) => describeState(counted, false),
      ),
  };
}

function describeState(
  { remainingPoints, msBeforeNext }: RateLimiterRes,
  isAllowed: boolean,
): RateLimitState {
  const resetS = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return { isAllowed, remaining: Math.max(0, remainingPoints), resetS };
}

/** Builds RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10). */
export function buildRateLimitHeaders(
  { quota }: RateLimiter,
  { remaining, resetS }: RateLimitState,
) {
  return {
    'ratelimit-policy': `${POLICY};q=${quota};w=${WINDOW_S}`,
    ratelimit: `${POLICY};r=${remaining};t=${resetS}`,
  };
}

export function describeRateLimit({ quota }: RateLimiter, { resetS }: RateLimitState): string {
  return `An address may make ${quota} requests a minute: come again in ${resetS} s.`;
}

/** Lets this process count for its workers. */
export function startClusterLimiter(): void {
  new RateLimiterClusterMaster();
}

/** Creates the limiter of several processes; null for one process. */
function createSharedLimiter(
  options: { keyPrefix: string; points: number; duration: number },
  redisCache: RedisCache | null,
): RateLimiterAbstract | null {
  if (redisCache) {
    return new RateLimiterRedis({
      ...options,
      storeClient: redisCache.redis,
      rejectIfRedisNotReady: true,
      // A client over its limit is not looked up again.
      inMemoryBlockOnConsumed: options.points,
    });
  }
  return cluster.isWorker
    ? new RateLimiterCluster({ ...options, timeoutMs: CLUSTER_TIMEOUT_MS })
    : null;
}
