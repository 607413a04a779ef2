/** Termii as the environment describes it, behind its circuit breaker. */
import { circuitName, createCircuit } from "../circuit.ts";
import { ConfigError } from "../config.ts";
import { createProviderHttp } from "../http_client.ts";
import type { Log } from "../log.ts";
import type { ServiceDatabase } from "../service_database.ts";
import type { SmsSender } from "../sms_sender.ts";
import { createTermii } from "./adapter.ts";
import type { TermiiSettings } from "./settings.ts";

/**
 * The adapter for the account that the settings name; undefined where there is none. Whoever has less time than ten
 * seconds for a message says so.
 * @throws {ConfigError} when the account is named in part
 */
export function connectTermii(
  settings: TermiiSettings,
  database: ServiceDatabase,
  log: Log,
  timeoutMs = 10_000,
): Required<SmsSender> | undefined {
  const {
    TERMII_API_KEY: apiKey,
    TERMII_BASE_URL: baseUrl,
    TERMII_SENDER_ID: senderId,
  } = settings;
  if (apiKey === undefined) return undefined;
  if (baseUrl === undefined || senderId === undefined) {
    const missing = baseUrl === undefined ? "TERMII_BASE_URL" : "TERMII_SENDER_ID";
    throw new ConfigError([
      `${missing}: is missing (Termii is set up, and sends nothing without)`,
    ]);
  }
  const circuit = createCircuit(database, circuitName(baseUrl), { log });
  return createTermii({
    baseUrl,
    apiKey,
    senderIds: [senderId, settings.TERMII_FALLBACK_SENDER_ID].filter((it) => it !== undefined),
    channel: settings.TERMII_CHANNEL,
    http: createProviderHttp({ circuit, log, timeoutMs }),
  });
}
