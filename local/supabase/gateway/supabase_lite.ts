/** REST, Auth and Storage, by @supabase/lite, over the open database. */
import { App, setExperimental } from "@supabase/lite";
import type { OpenDatabase } from "../database/connect.ts";
import type { developmentKeys, ProjectConfig } from "../../settings.ts";
import type { Handler } from "./gateway.ts";
import { quietLite } from "./quiet_lite.ts";
import { restConnection } from "./rest/connection.ts";
import { createRest } from "./rest/rest.ts";
import { fileStorage } from "./storage/file_storage.ts";
import { createStorage } from "./storage/storage.ts";

/** What `createSupabaseLite` needs. */
export interface LiteOptions {
  readonly database: OpenDatabase;
  readonly config: ProjectConfig;
  readonly keys: Pick<typeof developmentKeys, "publishableKey" | "secretKey" | "jwtSecret">;
  /** Where uploaded files are kept. */
  readonly filesFolder: string;
}

/** The three services. */
export interface LiteServices {
  readonly rest: Handler;
  readonly auth: Handler;
  readonly storage: Handler;
}

/** Builds what answers /rest/v1, /auth/v1 and /storage/v1; made after the migrations ran. */
export async function createSupabaseLite(options: LiteOptions): Promise<LiteServices> {
  const { database, config, keys } = options;
  quietLite();
  setExperimental("storage", true);
  const found = async (sql: string, parameters: readonly string[]) =>
    (await database.query(sql, parameters)).length > 0;
  // Two apps, because REST sees the database through a connection of its own.
  const rest = await createLite(options, restConnection(database.lite, config.api.schemas));
  const others = await createLite(options, database.lite);
  return {
    rest: createRest({
      answer: rest,
      apiKeys: [keys.publishableKey, keys.secretKey],
      jwtSecret: keys.jwtSecret,
      roleExists: (name) => found("select 1 from pg_roles where rolname = $1", [name]),
    }),
    auth: others,
    storage: datedByDatabase(
      database,
      createStorage({
        answer: others,
        jwtSecret: keys.jwtSecret,
        objectExists: (bucket, name) =>
          found("select 1 from storage.objects where bucket_id = $1 and name = $2", [bucket, name]),
      }),
    ),
  };
}

/**
 * Supabase dates an object by the database's clock, @supabase/lite by the machine's. Where `task clock` has moved the
 * one, what was stored a moment ago is dated anew: else it would look as old as time was moved, and be swept away.
 */
function datedByDatabase({ clock, query }: OpenDatabase, storage: Handler): Handler {
  return async (request) => {
    const response = await storage(request);
    if (clock.aheadMs > 0 && response.ok && /^(POST|PUT)$/.test(request.method)) {
      await query(
        `update storage.objects set created_at = now()
         where created_at between $1::timestamptz - interval '1 minute' and $1::timestamptz`,
        [new Date().toISOString()],
      );
    }
    return response;
  };
}

async function createLite(
  { config, keys, filesFolder }: LiteOptions,
  connection: OpenDatabase["lite"],
): Promise<Handler> {
  const app = new App({
    connection,
    api: { enabled: true, schemas: config.api.schemas, max_rows: config.api.max_rows },
    auth: {
      enabled: true,
      jwt_secret: keys.jwtSecret,
      publishable_key: keys.publishableKey,
      secret_key: keys.secretKey,
      site_url: config.auth.site_url,
      additional_redirect_urls: config.auth.additional_redirect_urls,
      jwt_expiry: config.auth.jwt_expiry,
      minimum_password_length: config.auth.minimum_password_length,
      enable_refresh_token_rotation: config.auth.enable_refresh_token_rotation,
      refresh_token_reuse_interval: config.auth.refresh_token_reuse_interval,
      email: { enable_confirmations: config.auth.email.enable_confirmations },
    },
    storage: { enabled: true },
    options: {
      server: { disableStudio: true, admin: false },
      // What is sent, Auth's hooks send: auth/one_time_codes.ts.
      drivers: { email: { send: () => Promise.resolve() } },
    },
  });
  app._storageAdapter = fileStorage(filesFolder);
  await app.init();
  return (request) => app.fetch(request);
}
