/** What the docs function is built from. */
import {
  addressSettings,
  addressSource,
  type CallerNamer,
  createCallerNamer,
} from "../_shared/client_address.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createIsolateLimiter, type IsolateLimiter } from "../_shared/isolate_limit.ts";
import { createLog, type Log } from "../_shared/log.ts";

/** Dependencies of `createApp`. */
export interface DocsDeps {
  /** Where the API stands that is described. */
  readonly apiUrl: string;
  readonly limiter: IsolateLimiter;
  readonly nameCaller: CallerNamer;
  readonly log: Log;
}

const settings = platformSettings.extend(addressSettings.shape);

/** Read once by whoever integrates; a page of problems asks one after another. */
const limit = { name: "docs", capacity: 60, refillPerSecond: 2 };

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): DocsDeps {
  const config = loadConfig(settings, env);
  return {
    apiUrl: config.SUPABASE_URL,
    limiter: createIsolateLimiter(limit),
    nameCaller: createCallerNamer(addressSource(config), secretKeyOf(config)),
    log,
  };
}
