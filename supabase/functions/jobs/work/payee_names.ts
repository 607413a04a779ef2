/** Bank accounts that nobody's name was compared with, once an owner is verified: supabase/schemas/15_trust/52. */
import type { Log } from "../../_shared/log.ts";
import { comparePayeeNames, type PayeeName } from "../../_shared/payee_names.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface Wanted {
  readonly payee_account_id: string;
  readonly account_name: string;
  readonly names: readonly PayeeName[];
}

/** Compares until none waits or time is up. */
export const payeeNames: Work = { name: "payee_names", run: compare };

async function compare(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  let compared = 0;
  while (goesOn()) {
    const wanted = await deps.database.call<Wanted[] | null>("claim_payee_names", {
      most: 20,
      hidden_for_s: 120,
    }) ?? [];
    if (wanted.length === 0) break;
    for (const { payee_account_id, account_name, names } of wanted) {
      const check = await deps.database.call<string | null>(
        "record_payee_names",
        {
          payee_account_id,
          name_matches: comparePayeeNames(names, account_name),
        },
      );
      log.info("job.payee_name", { payeeAccountId: payee_account_id, check });
      compared += 1;
    }
  }
  return compared;
}
