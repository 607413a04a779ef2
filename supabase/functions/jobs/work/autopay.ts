/**
 * Autopay: charges saved cards for what their owners allowed. Which charges, when, how much and what follows a decline the
 * database says (supabase/schemas/09_money/76_taking_by_autopay.sql), which has written the payment before it is
 * here. Of what the provider does not say for certain, it is asked by the payment's reference: nothing is charged twice.
 */
import type { Log } from "../../_shared/log.ts";
import {
  DuplicateReference,
  type PaymentProvider,
  type ProviderName,
  ProviderRefusal,
} from "../../_shared/payment_provider.ts";
import { Problem } from "../../_shared/problem.ts";
import { ProviderUnavailable } from "../../_shared/provider_error.ts";
import { type CardCharge, isDeclinedForGood } from "../../_shared/saved_cards.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";
import { placeOf } from "./kept_card.ts";
import { checkPayment } from "./payment_checks.ts";

/** A payment that was begun, with the card that pays it. */
interface BegunPayment {
  payment_id: string;
  provider: ProviderName;
  reference: string;
  amount_kobo: number;
  email: string | null;
  place: string | null;
  sealed: string | null;
}

/** So many cards are charged at once; each lane takes one payment at a time, so that a worker that dies holds few. */
const lanes = 4;

/** Charges card after card until nothing is due or time is up. */
export const autopay: Work = { name: "autopay", run };

async function run(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  const able = new Set<ProviderName>();
  for (
    const [name, provider] of Object.entries(deps.providers) as [ProviderName, PaymentProvider][]
  ) {
    if (provider.savedCards !== undefined && await provider.isAvailable()) able.add(name);
  }
  const lane = async (): Promise<number> => {
    for (let taken = 0;; taken++) {
      // Asked also when nobody is able: the database follows what was taken before.
      const [begun] = await deps.database.call<BegunPayment[] | null>("begin_autopay", {
        providers: [...able],
      }) ?? [];
      if (begun === undefined) return taken;
      const outcome = await take(deps, begun, able, log);
      log.info("job.autopay", { reference: begun.reference, outcome });
      if (!goesOn()) return taken + 1;
    }
  };
  const taken = await Promise.all(Array.from({ length: lanes }, lane));
  return taken.reduce((sum, n) => sum + n, 0);
}

async function take(
  deps: JobsDeps,
  begun: BegunPayment,
  able: Set<ProviderName>,
  log: Log,
): Promise<string> {
  const record = (answer: string, more: { reason?: string; confirm_url?: string | null } = {}) =>
    deps.database.call<string>("record_autopay_answer", {
      payment_id: begun.payment_id,
      answer,
      ...more,
    });
  const { email, sealed, place } = begun;
  // The card was taken away this moment.
  if (email === null || sealed === null || place === null) return await record("not_sent");
  let token: string;
  try {
    token = await deps.sealer.open(sealed, placeOf(place));
  } catch (error) {
    // Its key is gone, or it was changed: it never opens again, so its owner saves the card anew.
    log.error("job.autopay_sealed", { reference: begun.reference, error });
    // Of a lost key staff are told once, of all that it sealed: see sealed_anew.ts.
    if (deps.sealer.holdsKeyOf(sealed)) {
      await deps.database.call("note_unopened", {
        secret: "autopay_payment",
        subject_id: begun.payment_id,
        sealed,
      });
    }
    return await record("unopened");
  }
  const cards = deps.providers[begun.provider]?.savedCards;
  if (cards === undefined) return await record("not_sent");
  let charge: CardCharge;
  try {
    charge = await cards.charge({
      reference: begun.reference,
      amountKobo: begun.amount_kobo,
      currency: "NGN",
      payerEmail: email,
      token,
    });
  } catch (error) {
    if (error instanceof Problem && error.code === "upstream.circuit_open") {
      able.delete(begun.provider);
      return await record("not_sent");
    }
    if (error instanceof ProviderRefusal) {
      return await record(isDeclinedForGood(error.message) ? "refused" : "declined", {
        reason: error.message,
      });
    }
    if (error instanceof ProviderUnavailable) {
      log.warn("job.autopay_unanswered", { reference: begun.reference, error });
      able.delete(begun.provider);
      return await record(error.outcomeUnknown ? "unsure" : "not_sent");
    }
    // An earlier call had its effect, or something of ours broke after it may have had.
    if (!(error instanceof DuplicateReference)) {
      log.error("job.autopay_failed", { reference: begun.reference, error });
    }
    return await record("unsure");
  }
  switch (charge.state) {
    case "declined":
      return await record(isDeclinedForGood(charge.reason) ? "refused" : "declined", {
        reason: charge.reason,
      });
    case "needs_payer":
      return await record("action", {
        reason: charge.reason,
        confirm_url: charge.confirmUrl ?? null,
      });
    case "pending":
      return await record("pending");
    case "succeeded":
      // Its word is not enough to settle on: it is asked, as after any webhook.
      await record("unsure");
      return await checkPayment(deps, { ...begun, saves_card: false }, new Set(), log);
  }
}
