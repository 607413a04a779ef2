/** Offering for a home: one question a step, kept on the phone until it is sent. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError, type ListingPage } from "@estate/sdk/catalogue";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { naira } from "../../format/naira.ts";
import { periodName } from "../../format/home_words.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { CheckStep } from "./check_step.tsx";
import { Gone, NotNegotiable, OneAlready } from "./no_offer.tsx";
import { type Draft, draftName, keepDraft, readDraft } from "./offer_draft.ts";
import { myOffersQuery, offeredListingQuery } from "./offer_query.ts";
import { after, type Step, stepOf, steps } from "./steps.ts";
import { MoreStep, PriceStep, WhenStep } from "./term_steps.tsx";

/** What the screen is given by its route. */
export interface MakeOfferProps {
  readonly listingId: string;
  readonly step: Step | undefined;
  readonly onStep: (step: Step) => void;
}

/** The page; nobody comes here without being signed in. */
export function MakeOfferPage(props: MakeOfferProps) {
  const me = useSignedInAs();
  const listing = useQuery(offeredListingQuery(props.listingId));
  const mine = useQuery({ ...myOffersQuery(me ?? ""), enabled: me !== undefined });
  const title = t`Make an offer`;
  if (listing.error instanceof EstateError && listing.error.status === 404) {
    return <Gone title={title} />;
  }
  const error = listing.error ?? mine.error;
  if (listing.data === undefined || mine.data === undefined) {
    const retry = () => void Promise.all([listing.refetch(), mine.refetch()]);
    return (
      <Page title={title}>
        {error === null
          ? (
            <Loading onRetry={retry}>
              <Skeleton className="mb-3 h-12" />
              <Skeleton className="h-12" />
            </Loading>
          )
          : <Problem error={error} onRetry={retry} />}
      </Page>
    );
  }
  const live = mine.data.find((it) =>
    it.listing_id === props.listingId && (it.status === "open" || it.status === "accepted")
  );
  if (live !== undefined) return <OneAlready offerId={live.id} title={title} />;
  if (listing.data.purpose === "shortlet") {
    return <NotNegotiable listingId={props.listingId} title={title} />;
  }
  return <Asking {...props} listing={listing.data} purpose={listing.data.purpose} />;
}

function Asking(
  { listing, purpose, step: asked, onStep, listingId }: MakeOfferProps & {
    readonly listing: ListingPage;
    readonly purpose: "rent" | "sale";
  },
) {
  const name = draftName({ listingId });
  const [draft, setDraft] = useState(() => readDraft(name));
  const step = stepOf(asked, draft, purpose);
  const change = (part: Draft) =>
    setDraft((before) => {
      const next = { ...before, ...part };
      keepDraft(name, next);
      return next;
    });
  const number = steps.indexOf(step) + 1;
  const many = steps.length;
  const given = { listing, purpose, draft, onChange: change, onNext: () => onStep(after(step)) };
  return (
    <Page
      title={t`Make an offer`}
      lead={
        <>
          {listing.title} · {naira(listing.costs.price_kobo)} {periodName(listing.costs.price_per)}
        </>
      }
    >
      <p className="mb-4 text-14 font-semibold text-muted">
        <Trans>Step {number} of {many}</Trans>
      </p>
      {step === "price" && <PriceStep {...given} />}
      {step === "when" && <WhenStep {...given} />}
      {step === "more" && <MoreStep {...given} />}
      {step === "check" && <CheckStep {...given} name={name} onStep={onStep} />}
    </Page>
  );
}
