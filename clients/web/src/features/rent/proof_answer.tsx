/** A payment that the tenant reported: more is wanted of it, or nobody looked at it in time. */
import { Trans } from "@lingui/react/macro";
import type { OfflinePayment, TenancyHome } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { LinkButton } from "../../ui/button.tsx";

/** Leads to where another proof is shown. */
export function ProofAnswer(
  { home, payment }: { readonly home: TenancyHome; readonly payment: OfflinePayment },
) {
  const isExpired = payment.status === "expired";
  const amount = naira(payment.claimed_kobo);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-semibold">
          {isExpired ? <Trans>Nobody looked in time whether {amount} came</Trans> : (
            <Trans>
              More proof for {naira(payment.claimed_kobo)} by {paymentMethod(payment.method)}
            </Trans>
          )}
        </p>
        <p className="text-14 text-muted">
          {isExpired
            ? <Trans>Show another proof: then your landlord is asked again.</Trans>
            : payment.decision ?? <Trans>Paid on {date(payment.paid_on)}</Trans>}
        </p>
      </div>
      <LinkButton
        to="/home/$tenancyId/proof/$id"
        params={{ tenancyId: home.id, id: payment.id }}
        look="secondary"
      >
        {isExpired ? <Trans>Show another proof</Trans> : <Trans>Show more</Trans>}
      </LinkButton>
    </div>
  );
}
