/** What the documents function is built from. */
import { createTokenVerifier, type TokenVerifier } from "../_shared/auth.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { createFileStore, type FileStore } from "../_shared/file_store.ts";
import { createHttpClient } from "../_shared/http_client.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";

/** Dependencies of `createApp`. */
export interface DocumentsDeps {
  readonly database: ServiceDatabase;
  readonly verifyToken: TokenVerifier;
  readonly files: FileStore;
  readonly log: Log;
}

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): DocumentsDeps {
  const config = loadConfig(platformSettings, env);
  const secretKey = secretKeyOf(config);
  return {
    database: createServiceDatabase(config.SUPABASE_URL, secretKey),
    verifyToken: createTokenVerifier({
      projectUrl: config.SUPABASE_URL,
      hs256Secret: config.AUTH_JWT_SECRET,
    }),
    files: createFileStore(
      config.SUPABASE_URL,
      secretKey,
      createHttpClient({ log, timeoutMs: 20_000 }),
    ),
    log,
  };
}
