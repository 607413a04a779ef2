/** Where a negotiation stands, and the buttons for what comes next. */
import { Trans } from "@lingui/react/macro";
import type { ReceivedOffer } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { OfferAct } from "./offer_turn.ts";
import { offerState } from "./offer_words.ts";

/** The card. */
export function OfferStanding(
  { orgId, offer, acts, showsTenancy, onAct }: {
    readonly orgId: string;
    readonly offer: ReceivedOffer;
    readonly acts: readonly OfferAct[];
    /** Whether who looks may see what came of it. */
    readonly showsTenancy: boolean;
    readonly onAct: (act: OfferAct) => void;
  },
) {
  const state = offerState(offer);
  const latest = offer.rounds.at(-1);
  const sale = offer.sales[0];
  return (
    <Card>
      <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
      {latest !== undefined && (
        <p className="mt-3">
          <Money kobo={latest.amount_kobo} size="hero" />{" "}
          <span className="text-muted">{periodName(offer.price_per)}</span>
        </p>
      )}
      <p className="text-muted">
        <Trans>
          Asked for: <Money kobo={offer.listing.price_kobo} /> {periodName(offer.listing.price_per)}
        </Trans>
      </p>
      {offer.status === "open" && (
        <p className="mt-2">
          <Trans>It can be accepted until {dateTime(offer.expires_at)}.</Trans>
        </p>
      )}
      {offer.decision_reason !== null && <p className="mt-2">{offer.decision_reason}</p>}
      <div className="mt-4 acts empty:hidden">
        {acts.map((act) => (
          <Button key={act} look={lookOf(act)} onClick={() => onAct(act)}>
            {actWords(act)}
          </Button>
        ))}
        {offer.tenancy_id !== null && showsTenancy && (
          <LinkButton
            to="/org/$orgId/lettings/$tenancyId"
            params={{ orgId, tenancyId: offer.tenancy_id }}
          >
            <Trans>To the tenancy</Trans>
          </LinkButton>
        )}
        {sale !== undefined && (
          <LinkButton to="/org/$orgId/people/sales/$id" params={{ orgId, id: sale.id }}>
            <Trans>To the sale</Trans>
          </LinkButton>
        )}
        {offer.application_id !== null && (
          <LinkButton
            to="/org/$orgId/people/applications/$id"
            params={{ orgId, id: offer.application_id }}
            look="secondary"
          >
            <Trans>To the application</Trans>
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

function lookOf(act: OfferAct) {
  switch (act) {
    case "accept":
    case "let":
      return "primary";
    case "counter":
      return "secondary";
    case "decline":
    case "release":
      return "danger";
  }
}

function actWords(act: OfferAct) {
  switch (act) {
    case "accept":
      return <Trans>Accept</Trans>;
    case "counter":
      return <Trans>Make a counter-offer</Trans>;
    case "decline":
      return <Trans>Decline</Trans>;
    case "let":
      return <Trans>Offer the tenancy</Trans>;
    case "release":
      return <Trans>Let go of it</Trans>;
  }
}
