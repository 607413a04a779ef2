/** The providers that the environment describes. */
import type { z } from "zod";
import { connectFlutterwave } from "./flutterwave/connect.ts";
import { flutterwaveSettings } from "./flutterwave/settings.ts";
import type { Log } from "./log.ts";
import type { PaymentProviders } from "./payment_provider.ts";
import { connectPaystack } from "./paystack/connect.ts";
import { paystackSettings } from "./paystack/settings.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** Settings of all providers. */
export const providerSettings = paystackSettings.extend(flutterwaveSettings.shape);

/** Those that are set up, each behind its circuit breaker. */
export function connectProviders(
  settings: z.infer<typeof providerSettings>,
  database: ServiceDatabase,
  log: Log,
): PaymentProviders {
  const flutterwave = connectFlutterwave(settings, database, log);
  return {
    paystack: connectPaystack(settings, database, log),
    ...(flutterwave === undefined ? {} : { flutterwave }),
  };
}
