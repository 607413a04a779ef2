/**
 * Makes people's exports of their data, part by part: the database reads a part, which is bounded, and here it becomes a file.
 * What says how far an export came is written after its file, so a worker that was killed between the two leaves a file that
 * is swept, and the next one goes on: supabase/schemas/15_trust/82_data_exports.sql.
 */
import { sha256Hex } from "../../_shared/hmac.ts";
import type { Log } from "../../_shared/log.ts";
import type { JobsDeps } from "../deps.ts";
import { errorText } from "../error_text.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface Claimed {
  readonly id: string;
  readonly lease_id: string;
}

interface Part {
  readonly path: string;
  readonly part: number;
  readonly body: string;
  readonly at_relation: string | null;
  readonly at_column: string | null;
  readonly after: string[] | null;
  readonly counts: Record<string, number>;
}

/** Writes parts until nothing is asked for, or there is no time left. */
export const dataExports: Work = { name: "data_exports", run: makeExports };

async function makeExports(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  let written = 0;
  while (goesOn()) {
    const [claimed] = await deps.database.call<Claimed[] | null>("claim_data_export", {}) ?? [];
    if (claimed === undefined) break;
    const lease = { export_id: claimed.id, lease_id: claimed.lease_id };
    try {
      for (let isLast = false; !isLast; written += 1) {
        const [part] = await deps.database.call<Part[] | null>("read_data_export_part", lease) ??
          [];
        if (part === undefined) break;
        const bytes = new TextEncoder().encode(part.body);
        // Nobody keeps a copy by the way.
        await deps.files.write("data-exports", part.path, bytes, "application/json", 0);
        const { body: _, ...place } = part;
        const isOurs = await deps.database.call<boolean>("finish_data_export_part", {
          ...lease,
          ...place,
          sha256: await sha256Hex(bytes),
          size_bytes: bytes.byteLength,
        });
        isLast = part.part === 0 || !isOurs;
        if (!isLast && !goesOn()) {
          // The rest is the next call's, at once.
          await deps.database.call("put_off_data_export", { ...lease, error: null });
          return written + 1;
        }
      }
      log.info("job.data_export", { exportId: claimed.id });
    } catch (error) {
      await deps.database.call("put_off_data_export", { ...lease, error: errorText(error) });
      log.warn("job.data_export_failed", { exportId: claimed.id, error });
    }
  }
  return written;
}
