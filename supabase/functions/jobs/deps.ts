/** What the jobs function is built from. */
import { createCircuit } from "../_shared/circuit.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createProviderHttp } from "../_shared/http_client.ts";
import { createLog, type Log } from "../_shared/log.ts";
import type { PaymentProvider } from "../_shared/payment_provider.ts";
import { createPaystack } from "../_shared/paystack/adapter.ts";
import { paystackSettings } from "../_shared/paystack/settings.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";
import { z } from "zod";

/** Dependencies of `createApp`. */
export interface JobsDeps {
  readonly database: ServiceDatabase;
  readonly providers: Readonly<Record<string, PaymentProvider>>;
  /** What the database sends along to prove that it is the one who calls. */
  readonly jobsSecret: string;
  readonly log: Log;
}

const settings = platformSettings.extend(paystackSettings.shape).extend({
  JOBS_SECRET: z.string().min(16).describe("shared with the database's vault as jobs_secret"),
});

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): JobsDeps {
  const config = loadConfig(settings, env);
  const database = createServiceDatabase(config.SUPABASE_URL, secretKeyOf(config));
  const circuit = createCircuit(database, new URL(config.PAYSTACK_BASE_URL).host);
  return {
    database,
    providers: {
      paystack: createPaystack({
        baseUrl: config.PAYSTACK_BASE_URL,
        secretKey: config.PAYSTACK_SECRET_KEY,
        http: createProviderHttp({ circuit, log }),
      }),
    },
    jobsSecret: config.JOBS_SECRET,
    log,
  };
}
