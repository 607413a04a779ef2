/** What a payer does next, by how the payment stands. */
import { Trans } from "@lingui/react/macro";
import type { AskedPayment, ListedPayment } from "@estate/sdk";
import type { ReactNode } from "react";
import { paymentMethod } from "../../format/money_words.ts";
import { useSignedInAs } from "../../session/session.ts";
import { AnchorButton, type ButtonLook, LinkButton } from "../../ui/button.tsx";
import { GiveUp } from "./open_attempts.tsx";
import { homeOf, type PaidFor } from "./paid_for.ts";
import type { Way } from "./pay_address.ts";
import type { KnownPayment } from "./payment_query.ts";
import type { Standing } from "./standing.ts";

/** Buttons; nothing for who is not signed in, whose payment it need not be. `said`: by the provider. */
export function NextSteps(
  { known: { standing: known, payment }, standing, said }: {
    readonly known: KnownPayment;
    readonly standing: Standing;
    readonly said: AskedPayment["answer"] | undefined;
  },
) {
  const userId = useSignedInAs();
  if (payment === undefined) {
    return (
      <div className="acts">
        {userId === undefined && known !== null && (
          <LinkButton to="/sign-in" search={{ then: `/payments/${known.reference}` }}>
            <Trans>Sign in</Trans>
          </LinkButton>
        )}
        <LinkButton to="/" look="secondary">
          <Trans>Go to the beginning</Trans>
        </LinkButton>
      </div>
    );
  }
  const { tenancy_id: tenancyId, checkout_url: checkout, reference } = payment;
  const deal = dealOf(payment);
  const waits = standing === "asking" || standing === "late";
  const unpaid = standing === "unpaid";
  const failed = standing === "failed" || standing === "given_up";
  const charges = payment.items.map((it) => it.charge_id).join(",");
  const pay = tenancyId !== null
    ? `/home/${tenancyId}/pay`
    : deal === undefined
    ? undefined
    : payAddressOf(deal);
  const isQuiet = failed || waits || unpaid || standing === "unanswered";
  return (
    <div className="acts">
      {(waits || unpaid) && checkout !== null && (
        <AnchorButton href={checkout} look={unpaid ? "primary" : "secondary"}>
          {unpaid ? <Trans>Go on paying</Trans> : <Trans>I have not paid yet: go on paying</Trans>}
        </AnchorButton>
      )}
      {pay !== undefined && (failed || unpaid) && (
        <WaysAgain pay={pay} charges={charges} method={payment.method} again={failed} />
      )}
      {pay !== undefined && standing === "late" && (
        <LinkButton to={pay as "/"} search={{ charges, anew: true } as object} look="quiet">
          <Trans>I did not pay there: pay in another way</Trans>
        </LinkButton>
      )}
      {checkout !== null && payment.payer_id === userId &&
        (said === "unknown" || said === "not_begun") && (waits || unpaid) && (
        <GiveUp reference={reference} />
      )}
      {tenancyId !== null && standing === "unanswered" && (
        <LinkButton
          to="/home/$tenancyId/money"
          params={{ tenancyId }}
          search={{ tab: "payments" }}
        >
          <Trans>Show another proof</Trans>
        </LinkButton>
      )}
      {tenancyId !== null && (
        <LinkButton
          to="/home/$tenancyId"
          params={{ tenancyId }}
          look={isQuiet ? "quiet" : "primary"}
        >
          <Trans>Your home</Trans>
        </LinkButton>
      )}
      {deal !== undefined && (
        <LinkButton to={homeOf(deal) as "/"} look={isQuiet ? "quiet" : "primary"}>
          {deal.kind === "sale" ? <Trans>To the sale</Trans> : <Trans>To your application</Trans>}
        </LinkButton>
      )}
    </div>
  );
}

/** The ways that are left to pay the same; `again`: the one that was tried too. */
function WaysAgain(
  { pay, charges, method, again }: {
    readonly pay: string;
    readonly charges: string;
    readonly method: ListedPayment["method"];
    readonly again: boolean;
  },
) {
  const name = paymentMethod(method);
  const other = method === "flutterwave" ? "paystack" : "flutterwave";
  const otherName = paymentMethod(other);
  const way = (how: Way, look: ButtonLook, words: ReactNode) => (
    <LinkButton to={pay as "/"} search={{ charges, how } as object} look={look}>{words}</LinkButton>
  );
  const isOnline = method === "paystack" || method === "flutterwave";
  return (
    <>
      {again && (isOnline
        ? way(method, "primary", <Trans>Try again with {name}</Trans>)
        : way("proof", "primary", <Trans>Pay again</Trans>))}
      {way(other, "secondary", <Trans>Pay with {otherName}</Trans>)}
      {way("transfer", "secondary", <Trans>Transfer from any bank</Trans>)}
    </>
  );
}

/** The sale or the application that a payment is for. */
function dealOf(
  { sale_id, application_id, sale, application }: ListedPayment,
): Exclude<PaidFor, { kind: "tenancy" }> | undefined {
  if (sale_id !== null && sale !== null) {
    return { kind: "sale", id: sale_id, offerId: sale.offer_id };
  }
  return application_id === null || application === null
    ? undefined
    : { kind: "application", id: application_id, listingId: application.listing_id };
}

const payAddressOf = (deal: Exclude<PaidFor, { kind: "tenancy" }>): string =>
  deal.kind === "sale" ? `/offers/${deal.offerId}/pay` : `/l/${deal.listingId}/fee`;
