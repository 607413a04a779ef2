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

/** A batch each time the jobs are woken: nothing waits for it. */
export const sealedAnew: Work = { name: "sealed_anew", run };

async function run({ database, sealer }: JobsDeps, log: Log): Promise<number> {
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
