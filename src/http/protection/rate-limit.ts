/** Rate limits across processes and servers; each process counts alone while that fails. */
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

/** For an answer of the primary. */
const CLUSTER_TIMEOUT_MS = 500;

const KEY_PREFIXES: Record<PolicyName, string> = { default: 'rate', cost: 'cost' };

/** State in the current window. */
export interface RateLimitState {
  readonly isAllowed: boolean;
  readonly remaining: number;
  /** Seconds until the window ends, at least 1. */
  readonly resetS: number;
}

/** Names of the policies in headers. */
export type PolicyName = 'default' | 'cost';

export interface RateLimiter {
  readonly name: PolicyName;
  /** Points per client and minute. */
  readonly quota: number;
  /** Item of RateLimit-Policy. */
  readonly policy: string;
  /** Never rejects. */
  consume(client: string, points: number): Promise<RateLimitState>;
}

/** A request counts 1 point, a cost its number. */
export function createRateLimiter(
  name: PolicyName,
  quota: number,
  redisCache: RedisCache | null,
): RateLimiter {
  const options = { keyPrefix: KEY_PREFIXES[name], points: quota, duration: WINDOW_S };
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
    name,
    quota,
    policy: `"${name}";q=${quota};w=${WINDOW_S}`,
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

export function describeRateLimit(quota: number | null, { resetS }: RateLimitState): string {
  return `An address may make ${quota} requests a minute: come again in ${resetS} s.`;
}

/** Counts for the workers. */
export function startClusterLimiter(): void {
  new RateLimiterClusterMaster();
}

/** Null for one process. */
function createSharedLimiter(
  options: { keyPrefix: string; points: number; duration: number },
  redisCache: RedisCache | null,
): RateLimiterAbstract | null {
  if (redisCache) {
    return new RateLimiterRedis({
      ...options,
      storeClient: redisCache.redis,
      rejectIfRedisNotReady: true,
      // No lookup for a client over its limit.
      inMemoryBlockOnConsumed: options.points,
    });
  }
  return cluster.isWorker
    ? new RateLimiterCluster({ ...options, timeoutMs: CLUSTER_TIMEOUT_MS })
    : null;
}
