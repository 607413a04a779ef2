/** What the checks function is built from. */
import {
  addressSettings,
  addressSource,
  type CallerNamer,
  createCallerNamer,
} from "../_shared/client_address.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createIsolateLimiter, type IsolateLimiter } from "../_shared/isolate_limit.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";

/** Dependencies of `createApp`. */
export interface ChecksDeps {
  readonly database: ServiceDatabase;
  readonly limiter: IsolateLimiter;
  readonly nameCaller: CallerNamer;
  readonly log: Log;
}

const settings = platformSettings.extend(addressSettings.shape);

/** A page that waits for a payment asks some twenty times; behind one address many may wait. */
const limit = { name: "checks", capacity: 60, refillPerSecond: 2 };

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): ChecksDeps {
  const config = loadConfig(settings, env);
  const secretKey = secretKeyOf(config);
  return {
    database: createServiceDatabase(config.SUPABASE_URL, secretKey),
    limiter: createIsolateLimiter(limit),
    nameCaller: createCallerNamer(addressSource(config), secretKey),
    log,
  };
}
