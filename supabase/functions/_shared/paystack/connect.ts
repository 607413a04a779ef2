/** Paystack as the environment describes it, behind its circuit breaker. */
import type { z } from "zod";
import { circuitName, createCircuit } from "../circuit.ts";
import { createProviderHttp } from "../http_client.ts";
import type { Log } from "../log.ts";
import type { PaymentProvider } from "../payment_provider.ts";
import type { ServiceDatabase } from "../service_database.ts";
import { createPaystack } from "./adapter.ts";
import type { paystackSettings } from "./settings.ts";

/** The adapter for the account that the settings name. */
export function connectPaystack(
  settings: z.infer<typeof paystackSettings>,
  database: ServiceDatabase,
  log: Log,
): PaymentProvider {
  const circuit = createCircuit(database, circuitName(settings.PAYSTACK_BASE_URL));
  return createPaystack({
    baseUrl: settings.PAYSTACK_BASE_URL,
    secretKey: settings.PAYSTACK_SECRET_KEY,
    http: createProviderHttp({ circuit, log }),
    admits: () => circuit.admits(),
    virtualBank: settings.PAYSTACK_VIRTUAL_BANK,
  });
}
