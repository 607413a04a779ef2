/** Names that people show beside a badge, compared with the verified ones: supabase/schemas/15_trust/44. */
import type { Log } from "../../_shared/log.ts";
import { goesBy } from "../../_shared/names/goes_by.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface Wanted {
  readonly case_id: string;
  readonly shown_name: string;
  readonly verified_name: string;
}

/** Compares until none waits or time is up. */
export const shownNames: Work = { name: "shown_names", run: compare };

async function compare(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  let compared = 0;
  while (goesOn()) {
    const wanted = await deps.database.call<Wanted[] | null>("claim_shown_names", {
      most: 20,
      hidden_for_s: 120,
    }) ?? [];
    if (wanted.length === 0) break;
    for (const { case_id, shown_name, verified_name } of wanted) {
      const isTheirs = await deps.database.call<boolean | null>("record_shown_name", {
        case_id,
        shown_name,
        is_theirs: goesBy(shown_name, verified_name),
      });
      log.info("job.shown_name", { caseId: case_id, isTheirs });
      compared += 1;
    }
  }
  return compared;
}
