/** Token buckets, shared through the database. */
import { Problem } from "./problem.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** How much of something one caller may do. */
export interface RateLimit {
  /** Name of what is limited. */
  readonly name: string;
  /** Calls at once. */
  readonly capacity: number;
  /** Calls a second in the long run. */
  readonly refillPerSecond: number;
}

interface Taken {
  allowed: boolean;
  remaining: number;
  retry_after_s: number;
}

/**
 * Takes one call from the caller's bucket.
 * @throws {Problem} rate_limit.exceeded (429) with Retry-After
 */
export async function enforceRateLimit(
  database: ServiceDatabase,
  limit: RateLimit,
  caller: string,
): Promise<void> {
  const [taken] = await database.call<Taken[]>("take_rate_limit_token", {
    bucket: `${limit.name}:${caller}`,
    capacity: limit.capacity,
    refill_per_second: limit.refillPerSecond,
  });
  if (taken?.allowed !== true) {
    throw Problem.of("rate_limit.exceeded", { retryAfterSeconds: taken?.retry_after_s ?? 1 });
  }
}
