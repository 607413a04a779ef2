/** What came of an offer, and what is next. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfferStory } from "@estate/sdk";
import type { ReactNode } from "react";
import { dateTime } from "../../format/date.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { isOutOfTime } from "./turn.ts";

/** Nothing while it is open. */
export function Outcome({ offer, now }: { readonly offer: OfferStory; readonly now: number }) {
  if (isOutOfTime(offer, now) || offer.status === "expired") {
    return <Over offer={offer}>{t`Nobody answered in time. Nothing is owed by anybody.`}</Over>;
  }
  switch (offer.status) {
    case "open":
      return null;
    case "accepted":
      return offer.purpose === "sale" ? <Buying offer={offer} /> : <Renting offer={offer} />;
    case "converted":
      return offer.purpose === "sale" ? <Bought offer={offer} /> : <Tenancy offer={offer} />;
    case "declined":
      return <Over offer={offer}>{t`The owner declined it. Nothing is owed by anybody.`}</Over>;
    case "withdrawn":
      return <Over offer={offer}>{t`You took it back. Nothing is owed by anybody.`}</Over>;
    case "lapsed":
      return <Over offer={offer}>{t`It was accepted, and the home was given back after all.`}
      </Over>;
  }
}

function Held({ offer }: { readonly offer: OfferStory }) {
  if (offer.held_until === null) return <Trans>The home is kept for you.</Trans>;
  const until = dateTime(offer.held_until);
  return <Trans>The home is kept for you until {until}.</Trans>;
}

function Renting({ offer }: { readonly offer: OfferStory }) {
  return (
    <Callout meaning="good" title={<Held offer={offer} />}>
      <p>
        <Trans>
          The owner draws up the tenancy now. You are told when it is there: read its terms, accept
          them, and pay what it asks. Pay nothing before, and nothing outside Estate.
        </Trans>
      </p>
    </Callout>
  );
}

function Tenancy({ offer: { tenancy_id } }: { readonly offer: OfferStory }) {
  if (tenancy_id === null) return null;
  return (
    <Callout meaning="good" title={<Trans>Your tenancy is drawn up</Trans>}>
      <p className="mb-3">
        <Trans>Read its terms, accept them, and see what is due.</Trans>
      </p>
      <LinkButton to="/home/$tenancyId" params={{ tenancyId: tenancy_id }}>
        <Trans>To your home</Trans>
      </LinkButton>
    </Callout>
  );
}

function Buying({ offer }: { readonly offer: OfferStory }) {
  return (
    <Callout meaning="good" title={<Held offer={offer} />}>
      <p className="mb-3">
        <Trans>The sale has begun: see its course, what is due, and its papers.</Trans>
      </p>
      <LinkButton to="/offers/$id/purchase" params={{ id: offer.id }}>
        <Trans>To the sale</Trans>
      </LinkButton>
    </Callout>
  );
}

function Bought({ offer }: { readonly offer: OfferStory }) {
  return (
    <Callout meaning="good" title={<Trans>The home is yours</Trans>}>
      <p className="mb-3">
        <Trans>The sale is closed. Its papers and your receipts stay with it.</Trans>
      </p>
      <LinkButton to="/offers/$id/purchase" params={{ id: offer.id }}>
        <Trans>To the sale</Trans>
      </LinkButton>
    </Callout>
  );
}

function Over(
  { offer, children }: { readonly offer: OfferStory; readonly children: ReactNode },
) {
  const isFree = offer.listing?.status === "published";
  return (
    <Callout meaning="info" title={children}>
      {offer.decision_reason !== null && offer.status !== "expired" && (
        <p className="mb-3">
          <Trans>What was said: {offer.decision_reason}</Trans>
        </p>
      )}
      <div className="mt-2">
        {isFree
          ? (
            <LinkButton
              look="secondary"
              to="/l/$id/offer"
              params={{ id: offer.listing_id }}
              search={{}}
            >
              <Trans>Offer anew</Trans>
            </LinkButton>
          )
          : (
            <LinkButton look="secondary" to="/search">
              <Trans>Look for others</Trans>
            </LinkButton>
          )}
      </div>
    </Callout>
  );
}
