/** Deletes the files that nobody needs any more: the database knows which, Storage or another store keeps them. */
import { cloudinaryPrefix } from "../../_shared/cloudinary/media.ts";
import type { FileStore } from "../../_shared/file_store.ts";
import type { Log } from "../../_shared/log.ts";
import { createStorageMedia, type MediaStore } from "../../_shared/media_store.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface Swept {
  bucket: string;
  path: string;
}

/** So many are deleted, then forgotten: a worker that is killed leaves few to be deleted again. */
const handful = 20;

/**
 * Deletes batch after batch until none is left or time is up. What fails is left to a later call, and keeps nothing that
 * lies elsewhere from being deleted: what was deleted is not there any more, and deleting it again is no error.
 */
export const sweepFiles: Work = { name: "sweep_files", isOnce: true, run: sweep };

async function sweep(deps: JobsDeps, log: Log): Promise<number> {
  const { database, files, media = createStorageMedia(files) } = deps;
  const goesOn = timeLeft(deps);
  const failed = new Map<string, unknown>();
  let swept = 0;
  let before = "";
  while (goesOn()) {
    const found = await database.call<Swept[] | null>("files_to_sweep", {}) ?? [];
    // What Storage said is deleted and is there again would be swept for ever.
    const these = JSON.stringify(found);
    if (found.length === 0 || these === before) break;
    before = these;
    // Before any store is asked: what one does not delete, or is killed over, comes again behind all others.
    await database.call("put_off_abandoned_files", { paths: found.map((file) => file.path) });
    for (const [place, there] of Map.groupBy(found, placeOf)) {
      for (let n = 0; n < there.length && goesOn() && !failed.has(place); n += handful) {
        const some = there.slice(n, n + handful);
        const paths = some.map((file) => file.path);
        try {
          await remove(some[0]?.bucket ?? "", paths, files, media);
        } catch (error) {
          log.warn("job.files_not_swept", { place, error });
          failed.set(place, error);
          break;
        }
        // Whatever the bucket: a row that stayed would come again for ever.
        await database.call("forget_abandoned_files", { paths });
        swept += some.length;
      }
    }
  }
  for (const error of failed.values()) throw error;
  return swept;
}

/** What fails together: a bucket may have files in Storage and at Cloudinary. */
function placeOf({ bucket, path }: Swept): string {
  return path.startsWith(cloudinaryPrefix) ? `${bucket} at Cloudinary` : bucket;
}

function remove(
  bucket: string,
  paths: readonly string[],
  files: FileStore,
  media: MediaStore,
): Promise<void> {
  if (bucket === "listing-media") return media.remove(paths);
  // Sent straight to the store, and named there without what sets them apart here.
  if (bucket === "originals") {
    return media.removeOriginals(paths.map((path) => path.replace(/^originals\//, "")));
  }
  return files.remove(bucket, paths);
}
