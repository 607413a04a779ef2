/** Token buckets, shared through the database. */
import type { Context, MiddlewareHandler } from "hono";
import { Problem } from "./problem.ts";
import type { ServiceEnv } from "./service_app.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** How much of something one caller may do. */
export interface RateLimit {
  /** Name of what is limited. */
  readonly name: string;
  /** Calls at once. */
  readonly capacity: number;
  /** Calls a second in the long run. */
  readonly refillPerSecond: number;
  /** What one call takes, at most `capacity`; 1 when not given. */
  readonly cost?: number;
}

/** How a caller stands after a call. */
export interface RateLimitState {
  readonly allowed: boolean;
  /** Calls that would go through at once. */
  readonly remaining: number;
  /** Until the same call would go through; 0 when this one did. */
  readonly retryAfterSeconds: number;
}

interface Taken {
  allowed: boolean;
  remaining: number;
  retry_after_seconds: number;
}

/** Takes one call from the caller's bucket and says how that went. */
async function takeToken(
  database: ServiceDatabase,
  limit: RateLimit,
  caller: string,
): Promise<RateLimitState> {
  const cost = limit.cost ?? 1;
  if (!(cost > 0 && cost <= limit.capacity && limit.refillPerSecond > 0)) {
    throw new RangeError(
      `Cannot limit ${limit.name}: a call takes ${cost} of ${limit.capacity}, refilled by ${limit.refillPerSecond} a second`,
    );
  }
  const [taken] = await database.call<Taken[]>("take_rate_limit_token", {
    bucket: `${limit.name}:${caller}`,
    capacity: limit.capacity,
    refill_per_second: limit.refillPerSecond,
    cost,
  });
  return {
    allowed: taken?.allowed === true,
    remaining: taken?.remaining ?? 0,
    retryAfterSeconds: taken?.retry_after_seconds ?? 1,
  };
}

/**
 * Takes one call from the caller's bucket.
 * @throws {Problem} rate_limit.exceeded (429) with Retry-After and RateLimit headers
 */
export async function enforceRateLimit(
  database: ServiceDatabase,
  limit: RateLimit,
  caller: string,
): Promise<RateLimitState> {
  const state = await takeToken(database, limit, caller);
  refuseOverLimit(limit, state);
  return state;
}

/** @throws {Problem} rate_limit.exceeded (429) with Retry-After and RateLimit headers, when a call was not allowed */
export function refuseOverLimit(limit: RateLimit, state: RateLimitState): void {
  if (state.allowed) return;
  throw Problem.of("rate_limit.exceeded", {
    retryAfterSeconds: state.retryAfterSeconds,
    headers: rateLimitHeaders(limit, state),
  });
}

/** Middleware: one call from the bucket of `callerOf`; every answer says how much is left. */
export function rateLimited(
  database: ServiceDatabase,
  limit: RateLimit,
  // deno-lint-ignore no-explicit-any -- any route's context will do
  callerOf: (context: Context<any>) => string | Promise<string>,
): MiddlewareHandler<ServiceEnv> {
  return async function rateLimited(context, next) {
    const state = await enforceRateLimit(database, limit, await callerOf(context));
    await next();
    for (const [name, value] of Object.entries(rateLimitHeaders(limit, state))) {
      context.res.headers.set(name, value);
    }
  };
}

/** RateLimit and RateLimit-Policy of draft-ietf-httpapi-ratelimit-headers; times in seconds. */
function rateLimitHeaders(limit: RateLimit, state: RateLimitState): Record<string, string> {
  const name = JSON.stringify(limit.name);
  const window = Math.ceil(limit.capacity / limit.refillPerSecond);
  const reset = state.allowed
    ? Math.ceil((limit.capacity - state.remaining) / limit.refillPerSecond)
    : state.retryAfterSeconds;
  return {
    "ratelimit-policy": `${name};q=${limit.capacity};w=${window}`,
    "ratelimit": `${name};r=${state.remaining};t=${reset}`,
  };
}
