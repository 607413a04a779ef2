/** Deletes the files that nobody needs any more: the database knows which, Storage keeps them. */
import { createStorageMedia } from "../../_shared/media_store.ts";
import type { JobsDeps } from "../deps.ts";
import type { Work } from "../work.ts";

interface Swept {
  bucket: string;
  path: string;
}

/** Stop taking new batches after this long: an edge function's time is bounded. */
const budgetMs = 20_000;

/**
 * Deletes batch after batch until none is left or time is up. What fails is left to the next call: what was deleted
 * is not there any more, and deleting it again is no error.
 */
export const sweepFiles: Work = { name: "sweep_files", run: sweep };

async function sweep(
  { database, files, media = createStorageMedia(files) }: Pick<
    JobsDeps,
    "database" | "files" | "media"
  >,
): Promise<number> {
  const deadline = Date.now() + budgetMs;
  let swept = 0;
  let before = "";
  while (Date.now() < deadline) {
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
      if (bucket !== "uploads") await database.call("forget_abandoned_files", { paths });
    }
    swept += found.length;
  }
  return swept;
}
