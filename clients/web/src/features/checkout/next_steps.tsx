/** What a payer does next, by how the payment stands. */
import { Trans } from "@lingui/react/macro";
import type { ListedPayment } from "@estate/sdk";
import { useSignedInAs } from "../../session/session.ts";
import { AnchorButton, LinkButton } from "../../ui/button.tsx";
import { homeOf, type PaidFor } from "./paid_for.ts";
import type { KnownPayment } from "./payment_query.ts";
import type { Standing } from "./standing.ts";

/** Buttons; nothing for who is not signed in, whose payment it need not be. */
export function NextSteps(
  { known: { standing: known, payment }, standing }: {
    readonly known: KnownPayment;
    readonly standing: Standing;
  },
) {
  const userId = useSignedInAs();
  if (payment === undefined) {
    return (
      <div className="flex flex-wrap gap-2">
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
  const { tenancy_id: tenancyId, checkout_url: checkout } = payment;
  const deal = dealOf(payment);
  const waits = standing === "asking" || standing === "late";
  const failed = standing === "failed" || standing === "given_up";
  const charges = payment.items.map((it) => it.charge_id).join(",");
  return (
    <div className="flex flex-wrap gap-2">
      {tenancyId !== null && failed && (
        <LinkButton to="/home/$tenancyId/pay" params={{ tenancyId }} search={{ charges }}>
          <Trans>Pay again</Trans>
        </LinkButton>
      )}
      {waits && checkout !== null && (
        <AnchorButton href={checkout} look="secondary">
          <Trans>I have not paid yet: go on paying</Trans>
        </AnchorButton>
      )}
      {tenancyId !== null && standing === "late" && (
        <LinkButton
          to="/home/$tenancyId/pay"
          params={{ tenancyId }}
          search={{ charges, anew: true }}
          look="quiet"
        >
          <Trans>I did not pay there: pay in another way</Trans>
        </LinkButton>
      )}
      {tenancyId !== null && (
        <LinkButton
          to="/home/$tenancyId"
          params={{ tenancyId }}
          look={failed || waits ? "quiet" : "primary"}
        >
          <Trans>Your home</Trans>
        </LinkButton>
      )}
      {deal !== undefined && (failed || standing === "late") && (
        <LinkButton
          to={payAddressOf(deal) as "/"}
          search={(failed ? { charges } : { charges, anew: true }) as object}
          look={failed ? "primary" : "quiet"}
        >
          {failed
            ? <Trans>Pay again</Trans>
            : <Trans>I did not pay there: pay in another way</Trans>}
        </LinkButton>
      )}
      {deal !== undefined && (
        <LinkButton to={homeOf(deal) as "/"} look={failed || waits ? "quiet" : "primary"}>
          {deal.kind === "sale" ? <Trans>To the sale</Trans> : <Trans>To your application</Trans>}
        </LinkButton>
      )}
    </div>
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
