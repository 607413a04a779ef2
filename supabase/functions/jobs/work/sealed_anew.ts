/**
 * After a rotation of SEALING_KEYS: what the key before sealed is sealed anew, until that key can go. What was sealed by a key
 * that is not here is left alone, and staff are told of it (supabase/schemas/09_money/81_sealed_anew.sql).
 */
import type { Log } from "../../_shared/log.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
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

/** One kind of secret: where it stands, and how it is sealed anew. */
interface Kind<Row extends { sealed: string }> {
  readonly secret: "authorization" | "payee_account";
  /** The function that lists what is dated, and the one that puts what is sealed anew in its place. */
  readonly listed: string;
  readonly put: string;
  /** The column of its id, by which it is listed. */
  readonly id: keyof Row & string;
  resealed(row: Row): Promise<string>;
}

/** So many at once. */
const batch = 50;

/** All that is dated, or as much as there is time for: nothing waits for it. */
export const sealedAnew: Work = { name: "sealed_anew", isOnce: true, run };

async function run(deps: JobsDeps, log: Log): Promise<number> {
  const { database, sealer, accountNumbers } = deps;
  const goesOn = timeLeft(deps);
  await database.call("note_lost_keys", { held: sealer.keyIds });
  let done = await sealAll<DatedToken>(deps, log, goesOn, {
    secret: "authorization",
    listed: "dated_authorizations",
    put: "reseal_authorization",
    id: "authorization_id",
    resealed: async ({ place, sealed }) =>
      await sealer.seal(await sealer.open(sealed, placeOf(place)), placeOf(place)),
  });
  if (accountNumbers !== undefined) {
    done += await sealAll<DatedNumber>(deps, log, goesOn, {
      secret: "payee_account",
      listed: "dated_payee_numbers",
      put: "reseal_payee_number",
      id: "payee_account_id",
      async resealed({ org_id, provider, bank_code, sealed }) {
        const context = { orgId: org_id, provider, bankCode: bank_code };
        return await accountNumbers.seal(context, await accountNumbers.open(context, sealed));
      },
    });
  }
  return done;
}

async function sealAll<Row extends { sealed: string }>(
  { database, sealer }: JobsDeps,
  log: Log,
  goesOn: () => boolean,
  kind: Kind<Row>,
): Promise<number> {
  let done = 0;
  // By their ids, so that what does not open keeps nothing behind it waiting.
  for (let after: unknown; goesOn();) {
    const dated = await database.call<Row[] | null>(kind.listed, {
      key_id: sealer.keyId,
      held: sealer.keyIds,
      most: batch,
      ...(after === undefined ? {} : { after }),
    }) ?? [];
    for (const row of dated) {
      after = row[kind.id];
      if (await sealOne(database, log, kind, row)) done += 1;
    }
    if (dated.length < batch) break;
  }
  return done;
}

async function sealOne<Row extends { sealed: string }>(
  database: JobsDeps["database"],
  log: Log,
  kind: Kind<Row>,
  row: Row,
): Promise<boolean> {
  let sealed: string;
  try {
    sealed = await kind.resealed(row);
  } catch (error) {
    log.error("job.cannot_open", { [kind.id]: row[kind.id], error });
    await database.call("note_unopened", {
      secret: kind.secret,
      subject_id: row[kind.id],
      sealed: row.sealed,
    });
    return false;
  }
  await database.call(kind.put, {
    [kind.id]: row[kind.id],
    sealed_before: row.sealed,
    sealed,
  });
  return true;
}
