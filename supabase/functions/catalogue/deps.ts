/** What the catalogue function is built from. */
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";

/** Dependencies of `createApp`. */
export interface CatalogueDeps {
  readonly database: ServiceDatabase;
  /** Keys the pseudonyms of callers, so that rate limits keep no addresses. */
  readonly secretKey: string;
  readonly log: Log;
}

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): CatalogueDeps {
  const config = loadConfig(platformSettings, env);
  const secretKey = secretKeyOf(config);
  return { database: createServiceDatabase(config.SUPABASE_URL, secretKey), secretKey, log };
}
