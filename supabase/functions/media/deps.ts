/** What the media function is built from. */
import { loadConfig, platformSettings } from "../_shared/config.ts";
import { connectFiles, createUserDeps } from "../_shared/deps.ts";
import type { FileStore } from "../_shared/file_store.ts";
import { createLog, type Log } from "../_shared/log.ts";
import type { UserDeps } from "../_shared/user_app.ts";
import { type DevelopPhoto, developPhoto } from "./photo.ts";

/** Dependencies of `createApp`. */
export interface MediaDeps extends UserDeps {
  readonly files: FileStore;
  readonly developPhoto: DevelopPhoto;
}

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): MediaDeps {
  const config = loadConfig(platformSettings, env);
  return { ...createUserDeps(config, log), files: connectFiles(config, log), developPhoto };
}
