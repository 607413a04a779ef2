/** What functions are built from, as the environment describes it. */
import { createTokenVerifier } from "./auth.ts";
import { type PlatformSettings, secretKeyOf } from "./config.ts";
import { createFileStore, type FileStore } from "./file_store.ts";
import { createHttpClient } from "./http_client.ts";
import type { Log } from "./log.ts";
import { createServiceDatabase } from "./service_database.ts";
import type { UserDeps } from "./user_app.ts";

/** The dependencies of every function that people call. */
export function createUserDeps(config: PlatformSettings, log: Log): UserDeps {
  return {
    database: createServiceDatabase(config.SUPABASE_URL, secretKeyOf(config)),
    verifyToken: createTokenVerifier({
      projectUrl: config.SUPABASE_URL,
      hs256Secret: config.AUTH_JWT_SECRET,
    }),
    log,
  };
}

/** The project's own Storage. */
export function connectFiles(config: PlatformSettings, log: Log): FileStore {
  const http = createHttpClient({ log, timeoutMs: 20_000 });
  return createFileStore(config.SUPABASE_URL, secretKeyOf(config), http);
}
