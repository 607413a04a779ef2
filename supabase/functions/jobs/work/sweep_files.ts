/** Deletes the files that nobody needs any more: the database knows which, Storage keeps them. */
import { createStorageMedia } from "../../_shared/media_store.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface Swept {
  bucket: string;
  path: string;
}

/**
 * Deletes batch after batch until none is left or time is up. What fails is left to the next call: what was deleted
 * is not there any more, and deleting it again is no error.
 */
export const sweepFiles: Work = { name: "sweep_files", isOnce: true, run: sweep };

async function sweep(deps: JobsDeps): Promise<number> {
  const { database, files, media = createStorageMedia(files) } = deps;
  const goesOn = timeLeft(deps);
  let swept = 0;
  let before = "";
  while (goesOn()) {
    const found = await database.call<Swept[] | null>("files_to_sweep", {}) ?? [];
    // What Storage said is deleted and is there again would be swept for ever.
    const these = JSON.stringify(found);
    if (found.length === 0 || these === before) break;
    before = these;
    for (const [bucket, there] of Map.groupBy(found, (file) => file.bucket)) {
      const paths = there.map((file) => file.path);
      if (bucket === "listing-media") await media.remove(paths);
      // Sent straight to the store, and named there without what sets them apart here.
      else if (bucket === "originals") {
        await media.removeOriginals(paths.map((path) => path.replace(/^originals\//, "")));
      } else await files.remove(bucket, paths);
      // Whatever the bucket: a row that stayed would be among the oldest for ever, and keep all others from the sweep.
      await database.call("forget_abandoned_files", { paths });
    }
    swept += found.length;
  }
  return swept;
}
