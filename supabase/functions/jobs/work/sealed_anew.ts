/** After a rotation of SEALING_KEYS: what the key before sealed is sealed anew, until that key can go. */
import type { Log } from "../../_shared/log.ts";
import type { JobsDeps } from "../deps.ts";
import type { Work } from "../work.ts";
import { placeOf } from "./kept_card.ts";

interface DatedToken {
  authorization_id: string;
  place: string;
  sealed: string;
}

interface DatedNumber {
  payee_account_id: string;
  org_id: string;
  provider: string;
  bank_code: string;
  sealed: string;
}

/** A batch each time the jobs are woken: nothing waits for it. */
export const sealedAnew: Work = { name: "sealed_anew", run };

async function run(deps: JobsDeps, log: Log): Promise<number> {
  return await sealTokens(deps, log) + await sealNumbers(deps, log);
}

async function sealNumbers(
  { database, sealer, accountNumbers }: JobsDeps,
  log: Log,
): Promise<number> {
  if (accountNumbers === undefined) return 0;
  const dated = await database.call<DatedNumber[] | null>("dated_payee_numbers", {
    key_id: sealer.keyId,
  }) ?? [];
  let done = 0;
  for (const { payee_account_id, org_id, provider, bank_code, sealed } of dated) {
    const context = { orgId: org_id, provider, bankCode: bank_code };
    try {
      const number = await accountNumbers.open(context, sealed);
      await database.call("reseal_payee_number", {
        payee_account_id,
        sealed_before: sealed,
        sealed: await accountNumbers.seal(context, number),
      });
      done += 1;
    } catch (error) {
      // Its key is gone: nobody can be paid there any more, and the account has to be added again.
      log.error("job.cannot_open", { payee_account_id, error });
    }
  }
  return done;
}

async function sealTokens({ database, sealer }: JobsDeps, log: Log): Promise<number> {
  const dated = await database.call<DatedToken[] | null>("dated_authorizations", {
    key_id: sealer.keyId,
  }) ?? [];
  let done = 0;
  for (const { authorization_id, place, sealed } of dated) {
    try {
      const token = await sealer.open(sealed, placeOf(place));
      await database.call("reseal_authorization", {
        authorization_id,
        sealed_before: sealed,
        sealed: await sealer.seal(token, placeOf(place)),
      });
      done += 1;
    } catch (error) {
      // Its key is gone: the card cannot be charged any more, and its owner has to save it again.
      log.error("job.cannot_open", { authorization_id, error });
    }
  }
  return done;
}
