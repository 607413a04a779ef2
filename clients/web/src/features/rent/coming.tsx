/** A payment that is not decided yet, and the way to how it stands. */
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ListedPayment } from "@estate/sdk";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { isRecorded } from "../../session/recorded_payment.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Callout } from "../../ui/status_chip.tsx";

/** `isBegun`: with a provider; else it was reported to the landlord, or recorded by them. */
export function Coming(
  { payment, isBegun }: { readonly payment: ListedPayment; readonly isBegun: boolean },
) {
  const me = useSignedInAs();
  const amount = naira(payment.amount_kobo);
  const name = paymentMethod(payment.method);
  return (
    <div className="mt-4">
      <Callout
        meaning="info"
        title={isBegun && payment.payer_id !== me
          ? <Trans>Somebody of your home began to pay {amount} with {name}</Trans>
          : isBegun
          ? <Trans>You began to pay {amount} with {name}</Trans>
          : isRecorded(payment)
          ? <Trans>Your landlord says that you paid {amount}</Trans>
          : <Trans>Your landlord looks whether {amount} came</Trans>}
      >
        <Link
          to="/payments/$reference"
          params={{ reference: payment.reference }}
          className="font-semibold text-brand underline"
        >
          <Trans>See how it stands</Trans>
        </Link>
      </Callout>
    </div>
  );
}
