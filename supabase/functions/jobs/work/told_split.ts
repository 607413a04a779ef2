/** How a provider says that it split a payment: kept before the payment is settled, which books it. */
import type { ToldSplit } from "../../_shared/subaccounts.ts";
import type { JobsDeps } from "../deps.ts";

/** Keeps it; told again it is the same. */
export async function keepToldSplit(
  deps: JobsDeps,
  reference: string,
  { subaccountCode, payeeKobo }: ToldSplit,
): Promise<void> {
  await deps.database.call("keep_told_split", {
    payment_reference: reference,
    subaccount_code: subaccountCode,
    payee_kobo: payeeKobo,
  });
}
