/**
 * Token buckets in the memory of this isolate: for reads by visitors, whose limit must not cost a write. Each isolate
 * counts for itself, so a caller may get as much again from each that runs. The limits of what has an effect are
 * shared through the database: `rate_limit.ts`.
 */
import { type Clock, systemClock } from "./clock.ts";
import { type RateLimit, type RateLimitState, refuseOverLimit } from "./rate_limit.ts";

/** Buckets of one limit. */
export interface IsolateLimiter {
  /**
   * Takes `cost` from the caller's bucket, 1 unless told.
   * @throws {Problem} rate_limit.exceeded (429) with Retry-After and RateLimit headers
   */
  enforce(caller: string, cost?: number): RateLimitState;
  /**
   * Takes what an answer turned out to cost, though the bucket has less: the caller's next calls wait the longer for it.
   */
  charge(caller: string, cost: number): void;
}

/** Callers remembered at a time: whoever was not heard of for longest is forgotten first, with a full bucket. */
const mostCallers = 10_000;

/** Buckets for `limit`. */
export function createIsolateLimiter(
  limit: RateLimit,
  clock: Clock = systemClock,
): IsolateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  /** Takes from a bucket what `taking` says of its tokens by now; returns those that are left. */
  const take = (caller: string, cost: number, taking: (tokens: number) => number) => {
    if (!(cost > 0 && cost <= limit.capacity)) {
      throw new RangeError(`Cannot take ${cost} of ${limit.capacity}`);
    }
    const now = clock.now();
    const known = buckets.get(caller) ?? { tokens: limit.capacity, at: now };
    // A clock that is set back refills nothing.
    const refilled = Math.max(0, now - known.at) / 1000 * limit.refillPerSecond;
    const tokens = Math.min(limit.capacity, known.tokens + refilled);
    const left = tokens - taking(tokens);
    buckets.delete(caller);
    buckets.set(caller, { tokens: left, at: Math.max(now, known.at) });
    if (buckets.size > mostCallers) {
      const [longestSilent] = buckets.keys();
      if (longestSilent !== undefined) buckets.delete(longestSilent);
    }
    return left;
  };
  return {
    charge(caller, cost) {
      take(caller, cost, () => cost);
    },
    enforce(caller, cost = 1) {
      let allowed = false;
      const left = take(caller, cost, (tokens) => {
        allowed = tokens >= cost;
        return allowed ? cost : 0;
      });
      const state = {
        allowed,
        remaining: Math.floor(left),
        retryAfterSeconds: allowed
          ? 0
          : Math.max(1, Math.ceil((cost - left) / limit.refillPerSecond)),
      };
      refuseOverLimit(limit, state);
      return state;
    },
  };
}
