/** What the messages function is built from. */
import { z } from "zod";
import {
  addressSettings,
  addressSource,
  type CallerNamer,
  createCallerNamer,
} from "../_shared/client_address.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createIsolateLimiter, type IsolateLimiter } from "../_shared/isolate_limit.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";

/** Dependencies of `createApp`. */
export interface MessagesDeps {
  readonly database: ServiceDatabase;
  /** Where the public pages stand, among them the one that asks before it unsubscribes. */
  readonly appUrl: string;
  readonly limiter: IsolateLimiter;
  readonly nameCaller: CallerNamer;
  readonly log: Log;
}

const settings = platformSettings.extend(addressSettings.shape).extend({
  APP_URL: z.url().describe(
    "where the public pages stand, to which people who unsubscribe are led",
  ),
});

/** A mailbox provider asks for many of its people from few addresses. */
const limit = { name: "messages", capacity: 120, refillPerSecond: 10 };

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): MessagesDeps {
  const config = loadConfig(settings, env);
  const secretKey = secretKeyOf(config);
  return {
    database: createServiceDatabase(config.SUPABASE_URL, secretKey),
    appUrl: config.APP_URL,
    limiter: createIsolateLimiter(limit),
    nameCaller: createCallerNamer(addressSource(config), secretKey),
    log,
  };
}
