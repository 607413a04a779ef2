/** Dojah as the environment describes it, behind its circuit breaker. */
import type { z } from "zod";
import { circuitName, createCircuit } from "../circuit.ts";
import { createProviderHttp } from "../http_client.ts";
import type { IdentityProvider } from "../identity_provider.ts";
import type { Log } from "../log.ts";
import type { ServiceDatabase } from "../service_database.ts";
import { createDojah } from "./adapter.ts";
import type { dojahSettings } from "./settings.ts";

/** The adapter for the account that the settings name; undefined when they name none. */
export function connectDojah(
  settings: z.infer<typeof dojahSettings>,
  database: ServiceDatabase,
  log: Log,
): IdentityProvider | undefined {
  const {
    DOJAH_APP_ID: appId,
    DOJAH_SECRET_KEY: secretKey,
    DOJAH_BASE_URL: baseUrl,
  } = settings;
  if (appId === undefined || secretKey === undefined) return undefined;
  const circuit = createCircuit(database, circuitName(baseUrl));
  return createDojah({
    baseUrl,
    appId,
    secretKey,
    http: createProviderHttp({ circuit, log, retry: { tries: 1 } }),
    admits: () => circuit.admits(),
  });
}
