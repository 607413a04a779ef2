/** What was reported or recorded before and is not settled yet: so that nobody records the same money twice. */
import { t } from "@lingui/core/macro";
import type { OfflinePayment } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { Callout } from "../../ui/status_chip.tsx";

/** Nothing while none is. */
export function UnsettledNote({ payments }: { readonly payments: readonly OfflinePayment[] }) {
  if (payments.length === 0) return null;
  return (
    <Callout meaning="warn" title={t`Is it one of these? They are not settled yet`}>
      <ul>
        {payments.map((it) => (
          <li key={it.id}>
            {naira(it.claimed_kobo)}, {paymentMethod(it.method)}, {date(it.paid_on)}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
