/** Prembly as the environment describes it, behind its circuit breaker. */
import type { z } from "zod";
import { circuitName, createCircuit } from "../circuit.ts";
import { createProviderHttp } from "../http_client.ts";
import type { IdentityProvider } from "../identity_provider.ts";
import type { Log } from "../log.ts";
import type { ServiceDatabase } from "../service_database.ts";
import { createPrembly } from "./adapter.ts";
import type { premblySettings } from "./settings.ts";

/** The adapter for the account that the settings name; undefined when they name none. */
export function connectPrembly(
  settings: z.infer<typeof premblySettings>,
  database: ServiceDatabase,
  log: Log,
): IdentityProvider | undefined {
  const { PREMBLY_API_KEY: apiKey, PREMBLY_BASE_URL: baseUrl } = settings;
  if (apiKey === undefined) return undefined;
  const circuit = createCircuit(database, circuitName(baseUrl));
  return createPrembly({
    baseUrl,
    apiKey,
    http: createProviderHttp({ circuit, log, retry: { tries: 1 } }),
    admits: () => circuit.admits(),
  });
}
