/** Deletes the files that nobody needs any more: the database knows which, Storage keeps them. */
import type { JobsDeps } from "../deps.ts";
import type { Work } from "../work.ts";

interface Swept {
  bucket: string;
  path: string;
}

/**
 * Deletes one batch of files. What fails is left to the next hour: what was deleted is not there any more, and
 * deleting it again is no error.
 */
export const sweepFiles: Work = { name: "sweep_files", run: sweep };

async function sweep({ database, files }: Pick<JobsDeps, "database" | "files">): Promise<number> {
  const found = await database.call<Swept[] | null>("files_to_sweep", {}) ?? [];
  for (const [bucket, swept] of Map.groupBy(found, (file) => file.bucket)) {
    const paths = swept.map((file) => file.path);
    await files.remove(bucket, paths);
    if (bucket === "listing-media") await database.call("forget_abandoned_files", { paths });
  }
  return found.length;
}
