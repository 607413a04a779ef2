/** What the payments function is built from. */
import { createTokenVerifier, type TokenVerifier } from "../_shared/auth.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createLog, type Log } from "../_shared/log.ts";
import type { PaymentProvider } from "../_shared/payment_provider.ts";
import { connectPaystack } from "../_shared/paystack/connect.ts";
import { paystackSettings } from "../_shared/paystack/settings.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";
import { z } from "zod";

/** Dependencies of `createApp`. */
export interface PaymentsDeps {
  readonly database: ServiceDatabase;
  readonly verifyToken: TokenVerifier;
  readonly providers: { readonly paystack: PaymentProvider };
  /** Where payers return to. */
  readonly appUrl: string;
  readonly log: Log;
}

const settings = platformSettings.extend(paystackSettings.shape).extend({
  APP_URL: z.url().describe("the web app's address, where payers return to"),
});

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): PaymentsDeps {
  const config = loadConfig(settings, env);
  const database = createServiceDatabase(config.SUPABASE_URL, secretKeyOf(config));
  return {
    database,
    verifyToken: createTokenVerifier({
      projectUrl: config.SUPABASE_URL,
      hs256Secret: config.AUTH_JWT_SECRET,
    }),
    providers: {
      paystack: connectPaystack(config, database, log),
    },
    appUrl: config.APP_URL,
    log,
  };
}
