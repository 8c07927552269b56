import { rateLimited } from '../../graphql/errors.js';
import type { CostMeter } from '../../graphql/limits/limits.js';
import type { RateLimiter, RateLimitState } from './rate-limit.js';

/** Null: no limit. */
export interface RateLimiters {
  readonly requests: RateLimiter | null;
  readonly cost: RateLimiter | null;
}

export interface ClientLimits {
  /** Null: no limit. */
  countRequest(): Promise<RateLimitState | null>;
  readonly costMeter: CostMeter | undefined;
  /** draft-ietf-httpapi-ratelimit-headers-10; null: no limit. */
  buildHeaders(): Record<string, string> | null;
}

/** `onRejected`: cost refused. */
export function createClientLimits(
  { requests, cost }: RateLimiters,
  client: string,
  onRejected: () => void,
): ClientLimits {
  const states = new Map<RateLimiter, RateLimitState>();

  async function consume(limiter: RateLimiter, points: number): Promise<RateLimitState> {
    const state = await limiter.consume(client, points);
    states.set(limiter, state);
    return state;
  }

  return {
    countRequest: async () => requests && consume(requests, 1),
    costMeter: cost
      ? createCostMeter(cost, (points) => consume(cost, points), onRejected)
      : undefined,
    buildHeaders() {
      const limiters = [requests, cost].filter((limiter) => limiter !== null);
      if (limiters.length === 0) return null;
      return {
        'ratelimit-policy': limiters.map(({ policy }) => policy).join(', '),
        ratelimit: limiters
          .flatMap((limiter) => {
            const state = states.get(limiter);
            // No state: cached responses cost nothing.
            return state ? [`"${limiter.name}";r=${state.remaining};t=${state.resetS}`] : [];
          })
          .join(', '),
      };
    },
  };
}

function createCostMeter(
  { quota }: RateLimiter,
  consume: (points: number) => Promise<RateLimitState>,
  onRejected: () => void,
): CostMeter {
  let charged: Promise<void> | null = null;

  async function consumeOrReject(points: number): Promise<void> {
    if (points === 0) return;
    const { isAllowed, resetS } = await consume(points);
    if (isAllowed) return;
    onRejected();
    throw rateLimited(
      `The responses to an address may cost ${quota} a minute, and this one costs ${points}: come again in ${resetS} s.`,
      resetS,
    );
  }

  return {
    // Charged once: Apollo runs a failed known operation again.
    charge(points) {
      charged ??= consumeOrReject(points);
      return charged;
    },
    add(points) {
      consume(points);
    },
  };
}
