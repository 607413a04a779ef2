/** What the reports function is built from. */
import { type CallerReads, createCallerReads } from "../_shared/caller_reads.ts";
import { type Clock, systemClock } from "../_shared/clock.ts";
import { loadConfig, platformSettings, publishableKeyOf } from "../_shared/config.ts";
import { createUserDeps } from "../_shared/deps.ts";
import { createLog, type Log } from "../_shared/log.ts";
import type { UserDeps } from "../_shared/user_app.ts";

/** Dependencies of `createApp`. */
export interface ReportsDeps extends UserDeps {
  readonly reads: CallerReads;
  readonly clock: Clock;
}

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): ReportsDeps {
  const config = loadConfig(platformSettings, env);
  return {
    ...createUserDeps(config, log),
    reads: createCallerReads(config.SUPABASE_URL, publishableKeyOf(config)),
    clock: systemClock,
  };
}
