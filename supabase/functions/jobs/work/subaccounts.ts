/**
 * Where providers pay shares of payments straight to: what service.claim_subaccounts() says they are told or asked, and what
 * follows from an answer says service.record_subaccount(). That one is being made is written down before the provider
 * hears of it, and what nobody knows of is looked for, never made again blindly.
 */
import type { Log } from "../../_shared/log.ts";
import { type ProviderName, ProviderRefusal } from "../../_shared/payment_provider.ts";
import { redact } from "../../_shared/redact.ts";
import type { Subaccount, SubaccountRequest, Subaccounts } from "../../_shared/subaccounts.ts";
import { surelyNotCarriedOut } from "../../_shared/transfer_provider.ts";
import type { JobsDeps } from "../deps.ts";
import { timeLeft } from "../time_left.ts";
import type { Work } from "../work.ts";

interface DueSubaccount {
  subaccount_id: string;
  action: "create" | "find" | "update" | "close" | "keep";
  provider: ProviderName;
  key: string;
  code: string | null;
  org_id: string;
  payee_account_id: string | null;
  business_name: string;
  bank_code: string | null;
  /** The number of the account; null unless it is to be told. */
  sealed: string | null;
  proves_from: string | null;
}

/** What service.record_subaccount() takes. */
interface Answer {
  readonly answer: string;
  readonly code?: string;
  readonly last_four?: string;
  readonly reason?: string;
}

/** One at a time: that it is being made is written down right before it is. */
const batch = 1;

/** Tells and asks until nothing is due or time is up. */
export const subaccounts: Work = { name: "subaccounts", run: work };

async function work(deps: JobsDeps, log: Log): Promise<number> {
  const goesOn = timeLeft(deps);
  const providers = Object.keys(deps.providers);
  let done = 0;
  while (goesOn()) {
    const due = await deps.database.call<DueSubaccount[] | null>("claim_subaccounts", {
      providers,
      most: batch,
    }) ?? [];
    for (const it of due) {
      const answer = await answerOf(deps, it, log);
      const next = await deps.database.call<string>("record_subaccount", {
        subaccount_id: it.subaccount_id,
        payee_account_id: it.payee_account_id,
        ...answer,
      });
      log.info("job.subaccount", {
        subaccount_id: it.subaccount_id,
        action: it.action,
        answer: answer.answer,
        next,
      });
      done += 1;
    }
    if (due.length < batch) break;
  }
  return done;
}

async function answerOf(deps: JobsDeps, due: DueSubaccount, log: Log): Promise<Answer> {
  if (due.action === "keep") return { answer: "as_is" };
  const desk = deps.providers[due.provider]?.subaccounts;
  if (desk === undefined && due.action === "find") return { answer: "unknown" };
  if (desk === undefined) {
    return { answer: "refused", reason: `${due.provider} pays nothing straight to banks here` };
  }
  try {
    return await tell(deps, desk, due);
  } catch (error) {
    log.warn("job.subaccount_not_told", { subaccount_id: due.subaccount_id, error });
    if (error instanceof ProviderRefusal) {
      return { answer: "refused", reason: String(redact(error.message)).slice(0, 300) };
    }
    if (error instanceof NumberNotOpened) return { answer: "not_sent" };
    // Of one that is being made, unless it surely never left us, nobody knows: it is looked for.
    // That it could not be looked for says nothing of whether it was made.
    const isKnown = due.action !== "find" && surelyNotCarriedOut(error);
    return { answer: isKnown ? "not_sent" : "unknown" };
  }
}

/** @throws {ProviderRefusal | ProviderUnavailable | NumberNotOpened} */
async function tell(deps: JobsDeps, desk: Subaccounts, due: DueSubaccount): Promise<Answer> {
  const code = due.code ?? "";
  switch (due.action) {
    case "create":
      return told("made", await desk.create(await requestOf(deps, due)));
    case "update": {
      const updated = await desk.update(code, await requestOf(deps, due));
      // It was deleted, by a call whose answer was lost or by hand: another one is made.
      return updated === undefined ? { answer: "deleted" } : told("updated", updated);
    }
    case "close":
      return { answer: await desk.close(code) };
    default: {
      const { found, provesAbsence } = await desk.find(due.key);
      if (found !== undefined) return told("made", found);
      // A call may be on its way yet: only one that is ten minutes old can be missing from the list.
      if (new Date(due.proves_from ?? 0) > new Date()) return { answer: "waits" };
      return { answer: provesAbsence ? "absent" : "unclear" };
    }
  }
}

function told(answer: string, { code, lastFour }: Subaccount): Answer {
  return { answer, code, last_four: lastFour };
}

/** The number could not be read: nothing was sent. */
class NumberNotOpened extends Error {
  override readonly name = "NumberNotOpened";
}

async function requestOf(deps: JobsDeps, due: DueSubaccount): Promise<SubaccountRequest> {
  const bankCode = due.bank_code ?? "";
  try {
    if (deps.accountNumbers === undefined) throw new Error("There is no key for account numbers");
    const accountNumber = await deps.accountNumbers.open(
      { orgId: due.org_id, provider: due.provider, bankCode },
      due.sealed ?? "",
    );
    return {
      key: due.key,
      businessName: due.business_name,
      email: `settlements@${new URL(deps.appUrl).hostname}`,
      bankCode,
      accountNumber,
    };
  } catch (cause) {
    throw new NumberNotOpened("The account's number could not be read", { cause });
  }
}
