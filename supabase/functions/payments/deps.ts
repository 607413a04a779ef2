/** What the payments function is built from. */
import {
  type AccountNumbers,
  accountNumberSettings,
  createAccountNumbers,
} from "../_shared/account_numbers.ts";
import { loadConfig, platformSettings } from "../_shared/config.ts";
import { createUserDeps } from "../_shared/deps.ts";
import { createLog, type Log } from "../_shared/log.ts";
import type { PaymentProviders } from "../_shared/payment_provider.ts";
import { connectProviders, providerSettings } from "../_shared/payment_providers.ts";
import { createSealer, sealingSettings } from "../_shared/sealed.ts";
import type { UserDeps } from "../_shared/user_app.ts";
import { z } from "zod";

/** Dependencies of `createApp`. */
export interface PaymentsDeps extends UserDeps {
  readonly providers: PaymentProviders;
  /** Seals the numbers of bank accounts; without it none is taken. */
  readonly accountNumbers?: AccountNumbers | undefined;
  /** Where payers return to. */
  readonly appUrl: string;
}

const settings = platformSettings.extend(providerSettings.shape).extend(
  sealingSettings.shape,
).extend(accountNumberSettings.shape).extend({
  APP_URL: z.url().describe("the web app's address, where payers return to"),
});

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): PaymentsDeps {
  const config = loadConfig(settings, env);
  const deps = createUserDeps(config, log);
  return {
    ...deps,
    providers: connectProviders(config, deps.database, log),
    accountNumbers: createAccountNumbers(
      createSealer(config.SEALING_KEYS),
      config.PAYEE_ACCOUNT_HASH_KEY,
    ),
    appUrl: config.APP_URL,
  };
}
