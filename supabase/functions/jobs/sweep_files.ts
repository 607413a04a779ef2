/** Deletes the files that nobody needs any more: the database knows which, Storage keeps them. */
import type { Log } from "../_shared/log.ts";
import type { JobsDeps } from "./deps.ts";

interface Swept {
  bucket: string;
  path: string;
}

/** Stop taking new batches after this long: an edge function's time is bounded. */
const budgetMs = 20_000;

/**
 * Deletes batch after batch until none is left or time is up; returns how many files. A failure is logged and left to
 * the next call: what was deleted is not there any more, and deleting it again is no error.
 */
export async function sweepFiles(
  { database, files }: Pick<JobsDeps, "database" | "files">,
  log: Log,
): Promise<number> {
  const deadline = Date.now() + budgetMs;
  let swept = 0;
  let before = "";
  try {
    while (Date.now() < deadline) {
      const found = await database.call<Swept[] | null>("files_to_sweep", {}) ?? [];
      // What Storage said is deleted and is there again would be swept for ever.
      const these = JSON.stringify(found);
      if (found.length === 0 || these === before) break;
      before = these;
      for (const [bucket, there] of Map.groupBy(found, (file) => file.bucket)) {
        const paths = there.map((file) => file.path);
        await files.remove(bucket, paths);
        if (bucket === "listing-media") await database.call("forget_abandoned_files", { paths });
      }
      swept += found.length;
    }
  } catch (error) {
    log.warn("jobs.not_swept", { error });
  }
  return swept;
}
