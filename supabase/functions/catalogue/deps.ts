/** What the catalogue function is built from. */
import {
  addressSettings,
  addressSource,
  type CallerNamer,
  createCallerNamer,
} from "../_shared/client_address.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";

/** Dependencies of `createApp`. */
export interface CatalogueDeps {
  readonly database: ServiceDatabase;
  readonly nameCaller: CallerNamer;
  readonly log: Log;
}

const settings = platformSettings.extend(addressSettings.shape);

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): CatalogueDeps {
  const config = loadConfig(settings, env);
  const secretKey = secretKeyOf(config);
  return {
    database: createServiceDatabase(config.SUPABASE_URL, secretKey),
    nameCaller: createCallerNamer(addressSource(config), secretKey),
    log,
  };
}
