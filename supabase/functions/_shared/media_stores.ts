/** Which store keeps photos of listings, as the environment says; what another keeps from before stays there. */
import { circuitName, createCircuit } from "./circuit.ts";
import { cloudinaryPrefix, createCloudinaryMedia } from "./cloudinary/media.ts";
import type { CloudinarySettings } from "./cloudinary/settings.ts";
import { ConfigError } from "./config.ts";
import type { FileStore } from "./file_store.ts";
import { createProviderHttp } from "./http_client.ts";
import type { Log } from "./log.ts";
import { createStorageMedia, type MediaStore } from "./media_store.ts";
import type { ServiceDatabase } from "./service_database.ts";

/**
 * Storage unless the settings name a Cloudinary account.
 * @throws {ConfigError} when the account is named in part
 */
export function connectMedia(
  settings: CloudinarySettings,
  { files, database, log }: { files: FileStore; database: ServiceDatabase; log: Log },
): MediaStore {
  const storage = createStorageMedia(files);
  const {
    CLOUDINARY_CLOUD_NAME: cloudName,
    CLOUDINARY_API_KEY: apiKey,
    CLOUDINARY_API_SECRET: apiSecret,
    CLOUDINARY_API_URL: apiUrl,
  } = settings;
  if (cloudName === undefined) return storage;
  if (apiKey === undefined || apiSecret === undefined) {
    const missing = apiKey === undefined ? "CLOUDINARY_API_KEY" : "CLOUDINARY_API_SECRET";
    throw new ConfigError([
      `${missing}: is missing (Cloudinary is set up, and keeps nothing without)`,
    ]);
  }
  const circuit = createCircuit(database, circuitName(apiUrl), { log });
  return keptByEither(
    createCloudinaryMedia({
      cloudName,
      apiKey,
      apiSecret,
      apiUrl,
      algorithm: settings.CLOUDINARY_SIGNATURE_ALGORITHM,
      http: createProviderHttp({ circuit, log, timeoutMs: 20_000 }),
    }),
    storage,
  );
}

/** Keeps in `cloudinary`, and finds and deletes what lies in `storage` too: who uploads there goes on doing so. */
export function keptByEither(cloudinary: MediaStore, storage: MediaStore): MediaStore {
  return {
    ticket: (path) => cloudinary.ticket(path),
    original: async (path) => await storage.original(path) ?? await cloudinary.original(path),
    async removeOriginals(paths) {
      await storage.removeOriginals(paths);
      await cloudinary.removeOriginals(paths);
    },
    keep: (folder, sizes) => cloudinary.keep(folder, sizes),
    async remove(paths) {
      const [there, here] = [true, false].map((is) =>
        paths.filter((path) => path.startsWith(cloudinaryPrefix) === is)
      ) as [string[], string[]];
      await storage.remove(here);
      await cloudinary.remove(there);
    },
  };
}
