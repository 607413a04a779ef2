/** What the webhooks function is built from. */
import {
  addressSettings,
  addressSource,
  type CallerNamer,
  createCallerNamer,
} from "../_shared/client_address.ts";
import type { Clock } from "../_shared/clock.ts";
import { ConfigError, loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createIsolateLimiter, type IsolateLimiter } from "../_shared/isolate_limit.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { providerSettings } from "../_shared/payment_providers.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";
import { termiiSettings } from "../_shared/termii/settings.ts";

/** Dependencies of `createApp`. */
export interface WebhooksDeps {
  readonly database: ServiceDatabase;
  /** The keys that may have signed: the current one and, during a rotation, the one before. */
  readonly paystackKeys: readonly string[];
  /** The secret hashes that may be sent along, likewise; none where Flutterwave is not set up. */
  readonly flutterwaveHashes: readonly string[];
  /** The secrets that may have signed a delivery report, likewise; none where Termii is not set up. */
  readonly termiiSecrets: readonly string[];
  /** Counts delivery reports without a right signature. */
  readonly limiter: IsolateLimiter;
  readonly nameCaller: CallerNamer;
  /** When a report came; the machine's clock when absent. */
  readonly clock?: Pick<Clock, "now">;
  readonly log: Log;
}

const settings = platformSettings.extend(providerSettings.shape).extend(addressSettings.shape)
  .extend(termiiSettings.shape);

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): WebhooksDeps {
  const config = loadConfig(settings, env);
  if (
    config.FLUTTERWAVE_SECRET_KEY !== undefined && config.FLUTTERWAVE_WEBHOOK_HASH === undefined
  ) {
    throw new ConfigError([
      "FLUTTERWAVE_WEBHOOK_HASH: is missing (Flutterwave is set up, and no webhook of it could be believed)",
    ]);
  }
  if (config.TERMII_API_KEY !== undefined && config.TERMII_WEBHOOK_SECRET === undefined) {
    throw new ConfigError([
      "TERMII_WEBHOOK_SECRET: is missing (Termii is set up, and no delivery report of it could be believed)",
    ]);
  }
  const secretKey = secretKeyOf(config);
  const those = (...given: (string | undefined)[]) => given.filter((it) => it !== undefined);
  return {
    database: createServiceDatabase(config.SUPABASE_URL, secretKey),
    limiter: createIsolateLimiter({
      name: "webhooks.bad_signature",
      capacity: 20,
      refillPerSecond: 0.1,
    }),
    nameCaller: createCallerNamer(addressSource(config), secretKey),
    paystackKeys: those(config.PAYSTACK_SECRET_KEY, config.PAYSTACK_SECRET_KEY_PREVIOUS),
    flutterwaveHashes: those(
      config.FLUTTERWAVE_WEBHOOK_HASH,
      config.FLUTTERWAVE_WEBHOOK_HASH_PREVIOUS,
    ),
    termiiSecrets: those(config.TERMII_WEBHOOK_SECRET, config.TERMII_WEBHOOK_SECRET_PREVIOUS),
    log,
  };
}
