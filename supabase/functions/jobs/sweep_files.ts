/** Deletes the files that nobody needs any more: the database knows which, Storage keeps them. */
import type { Log } from "../_shared/log.ts";
import type { JobsDeps } from "./deps.ts";

interface Swept {
  bucket: string;
  path: string;
}

/**
 * Deletes one batch; returns how many files. A failure is logged and left to the next hour: what was deleted
 * is not there any more, and deleting it again is no error.
 */
export async function sweepFiles(
  { database, files }: Pick<JobsDeps, "database" | "files">,
  log: Log,
): Promise<number> {
  try {
    const found = await database.call<Swept[] | null>("files_to_sweep", {}) ?? [];
    const buckets = Map.groupBy(found, (file) => file.bucket);
    for (const [bucket, swept] of buckets) {
      const paths = swept.map((file) => file.path);
      await files.remove(bucket, paths);
      if (bucket === "listing-media") await database.call("forget_abandoned_files", { paths });
    }
    return found.length;
  } catch (error) {
    log.warn("jobs.not_swept", { error });
    return 0;
  }
}
