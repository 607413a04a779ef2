/** What the webhooks function is built from. */
import {
  addressSettings,
  addressSource,
  type CallerNamer,
  createCallerNamer,
} from "../_shared/client_address.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { paystackSettings } from "../_shared/paystack/settings.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";

/** Dependencies of `createApp`. */
export interface WebhooksDeps {
  readonly database: ServiceDatabase;
  /** The keys that may have signed: the current one and, during a rotation, the one before. */
  readonly paystackKeys: readonly string[];
  readonly nameCaller: CallerNamer;
  readonly log: Log;
}

const settings = platformSettings.extend(paystackSettings.shape).extend(addressSettings.shape);

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): WebhooksDeps {
  const config = loadConfig(settings, env);
  const secretKey = secretKeyOf(config);
  return {
    database: createServiceDatabase(config.SUPABASE_URL, secretKey),
    nameCaller: createCallerNamer(addressSource(config), secretKey),
    paystackKeys: [config.PAYSTACK_SECRET_KEY, config.PAYSTACK_SECRET_KEY_PREVIOUS]
      .filter((key) => key !== undefined),
    log,
  };
}
