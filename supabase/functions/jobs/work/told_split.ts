/** How a provider says that it split a payment: kept before the payment is settled, which books it. */
import type { ToldSplit } from "../../_shared/subaccounts.ts";
import type { JobsDeps } from "../deps.ts";

/** Keeps it; told again it is the same. */
export async function keepToldSplit(
  deps: JobsDeps,
  reference: string,
  split: ToldSplit,
): Promise<void> {
  if (split === "unreadable") {
    await deps.database.call("keep_unread_split", { payment_reference: reference });
    return;
  }
  await deps.database.call("keep_told_split", {
    payment_reference: reference,
    subaccount_code: split.subaccountCode,
    payee_kobo: split.payeeKobo,
  });
}
