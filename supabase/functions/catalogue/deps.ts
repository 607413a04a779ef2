/** What the catalogue function is built from. */
import {
  addressSettings,
  addressSource,
  type CallerNamer,
  createCallerNamer,
} from "../_shared/client_address.ts";
import { loadConfig, platformSettings, publishableKeyOf, secretKeyOf } from "../_shared/config.ts";
import { createIsolateLimiter, type IsolateLimiter } from "../_shared/isolate_limit.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { z } from "zod";
import { createVisitorReads, type VisitorReads } from "./reads.ts";

/** Dependencies of `createApp`. */
export interface CatalogueDeps {
  readonly reads: VisitorReads;
  readonly limiter: IsolateLimiter;
  readonly nameCaller: CallerNamer;
  readonly log: Log;
}

const settings = platformSettings.extend(addressSettings.shape).extend({
  CATALOGUE_READ_URL: z.url().optional()
    .describe("where a standby's Data API is, for visitors' reads; else the project's own"),
});

/** A person who drags a map asks for a dozen tiles at a time. */
const limit = { name: "catalogue", capacity: 300, refillPerSecond: 20 };

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): CatalogueDeps {
  const config = loadConfig(settings, env);
  return {
    reads: createVisitorReads(
      config.CATALOGUE_READ_URL ?? config.SUPABASE_URL,
      publishableKeyOf(config),
    ),
    limiter: createIsolateLimiter(limit),
    nameCaller: createCallerNamer(addressSource(config), secretKeyOf(config)),
    log,
  };
}
