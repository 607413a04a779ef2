/** REST, Auth and Storage, by @supabase/lite, over the open database. */
import { App, type EmailDriver, setExperimental } from "@supabase/lite";
import type { OpenDatabase } from "../database/connect.ts";
import type { developmentKeys, ProjectConfig } from "../../settings.ts";
import { fileStorage } from "./file_storage.ts";
import { quietLite } from "./quiet_lite.ts";

/** What `createSupabaseLite` needs. */
export interface LiteOptions {
  readonly database: OpenDatabase;
  readonly config: ProjectConfig;
  readonly keys: Pick<typeof developmentKeys, "publishableKey" | "secretKey" | "jwtSecret">;
  /** Where uploaded files are kept. */
  readonly filesFolder: string;
  readonly email: EmailDriver;
}

/** Builds the app that answers /rest/v1, /auth/v1 and /storage/v1; made after the migrations ran. */
export async function createSupabaseLite(
  options: LiteOptions,
): Promise<(request: Request) => Promise<Response>> {
  const { database, config, keys } = options;
  quietLite();
  setExperimental("storage", true);
  const app = new App({
    connection: database.lite,
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
    },
    storage: { enabled: true },
    options: {
      server: { disableStudio: true, admin: false },
      drivers: { email: options.email },
    },
  });
  app._storageAdapter = fileStorage(options.filesFolder);
  await app.init();
  return (request) => app.fetch(request);
}
