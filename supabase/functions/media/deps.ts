/** What the media function is built from. */
import { cloudinarySettings } from "../_shared/cloudinary/settings.ts";
import { loadConfig, platformSettings } from "../_shared/config.ts";
import { connectFiles, createUserDeps } from "../_shared/deps.ts";
import type { FileStore } from "../_shared/file_store.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { createStorageMedia, type MediaStore } from "../_shared/media_store.ts";
import { connectMedia } from "../_shared/media_stores.ts";
import type { UserDeps } from "../_shared/user_app.ts";
import { type DevelopLogo, developLogo } from "./logo.ts";
import { type DevelopPhoto, developPhoto } from "./photo.ts";

/** Dependencies of `createApp`. */
export interface MediaDeps extends UserDeps {
  readonly files: FileStore;
  /** Keeps photos of listings; Storage when not given. */
  readonly media?: MediaStore;
  readonly developPhoto: DevelopPhoto;
  readonly developLogo: DevelopLogo;
}

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): MediaDeps {
  const config = loadConfig(platformSettings.extend(cloudinarySettings.shape), env);
  const user = createUserDeps(config, log);
  const files = connectFiles(config, log);
  return {
    ...user,
    files,
    media: connectMedia(config, { ...user, files }),
    developPhoto,
    developLogo,
  };
}

/** The store of photos of listings. */
export function mediaOf({ media, files }: Pick<MediaDeps, "media" | "files">): MediaStore {
  return media ?? createStorageMedia(files);
}
