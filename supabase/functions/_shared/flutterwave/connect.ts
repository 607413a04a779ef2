/** Flutterwave as the environment describes it, behind its circuit breaker. */
import type { z } from "zod";
import { circuitName, createCircuit } from "../circuit.ts";
import { createProviderHttp } from "../http_client.ts";
import type { Log } from "../log.ts";
import type { PaymentProvider } from "../payment_provider.ts";
import type { ServiceDatabase } from "../service_database.ts";
import { createFlutterwave } from "./adapter.ts";
import type { flutterwaveSettings } from "./settings.ts";

/** The adapter for the account that the settings name; undefined when they name none. */
export function connectFlutterwave(
  settings: z.infer<typeof flutterwaveSettings>,
  database: ServiceDatabase,
  log: Log,
): PaymentProvider | undefined {
  if (settings.FLUTTERWAVE_SECRET_KEY === undefined) return undefined;
  const circuit = createCircuit(database, circuitName(settings.FLUTTERWAVE_BASE_URL));
  return createFlutterwave({
    baseUrl: settings.FLUTTERWAVE_BASE_URL,
    secretKey: settings.FLUTTERWAVE_SECRET_KEY,
    http: createProviderHttp({ circuit, log }),
    admits: () => circuit.admits(),
    contactPhone: settings.FLUTTERWAVE_CONTACT_PHONE,
  });
}
