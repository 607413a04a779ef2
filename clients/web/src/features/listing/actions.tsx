/** What can be done: apply, offer or stay; ask, see, keep, share. At the foot of a phone's screen, beside the price on a larger one. */
import { Trans } from "@lingui/react/macro";
import { CalendarDays, MessageCircle, Share2 } from "lucide-react";
import { lazy, Suspense } from "react";
import { wordsOf } from "../../i18n/activate.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { KeepButton } from "./keep_button.tsx";
import type { ViewedListing } from "./listing_view.tsx";
import { ReportButton } from "./report_button.tsx";
import { share } from "./share.ts";

/** Nothing is said where it cannot be fetched: the board says it too. */
const BookedLine = lazy(() =>
  Promise.all([import("../../session/booked_line.tsx"), wordsOf(["own"])])
    .then(([it]) => it, () => ({ default: () => null }))
);

/** The buttons, and who is asked. */
export function Actions(
  { listing, isReporting, onReporting }: {
    readonly listing: ViewedListing;
    readonly isReporting: boolean;
    readonly onReporting: (isOpen: boolean) => void;
  },
) {
  const who = listing.listed_by;
  const userId = useSignedInAs();
  const params = { id: listing.id };
  return (
    <section className="mt-6 lg:mt-4 lg:rounded-card lg:border lg:border-line lg:p-5">
      {userId !== undefined && listing.purpose !== "shortlet" && (
        <Suspense>
          <BookedLine listingId={listing.id} userId={userId} />
        </Suspense>
      )}
      <p className="hidden text-14 text-muted lg:block">
        <Trans>Listed by</Trans>
      </p>
      <p className="mb-4 hidden font-semibold lg:block">{who}</p>
      <div className="fixed inset-x-0 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-20 flex gap-2 border-t border-line bg-ground px-4 py-2 lg:static lg:flex-col lg:border-0 lg:p-0">
        <First listing={listing} />
        <LinkButton
          look="secondary"
          to="/l/$id/ask"
          params={params}
          className="px-3"
          icon={<MessageCircle aria-hidden="true" className="hidden size-5 lg:block" />}
        >
          <Trans>Ask</Trans>
        </LinkButton>
        {listing.purpose !== "shortlet" && (
          <LinkButton
            look="secondary"
            to="/l/$id/view"
            params={params}
            className="whitespace-nowrap px-3"
            icon={<CalendarDays aria-hidden="true" className="hidden size-5 lg:block" />}
          >
            <Trans>Visit it</Trans>
          </LinkButton>
        )}
        <KeepButton listingId={listing.id} />
      </div>
      <p className="font-semibold lg:hidden">
        <Trans>Listed by {who}</Trans>
      </p>
      <div className="-ml-4 flex flex-wrap items-center lg:ml-0 lg:mt-2 lg:flex-col lg:items-stretch">
        <Button
          look="quiet"
          icon={<Share2 aria-hidden="true" className="size-5" />}
          onClick={() => void share(listing)}
        >
          <Trans>Share</Trans>
        </Button>
        <ReportButton listingId={listing.id} isOpen={isReporting} onOpen={onReporting} />
        {listing.purpose === "rent" && (
          <LinkButton look="quiet" to="/l/$id/offer" params={params} search={{}}>
            <Trans>Offer another rent</Trans>
          </LinkButton>
        )}
      </div>
      <p className="text-14 text-muted lg:mt-4">
        <Trans>
          Never pay to see a home. Pay nothing outside Estate before you have the papers.
        </Trans>
      </p>
    </section>
  );
}

/** What most come for: to rent it, to buy it, to stay in it. */
function First({ listing: { id, purpose } }: { readonly listing: ViewedListing }) {
  const params = { id };
  switch (purpose) {
    case "rent":
      return (
        <LinkButton to="/l/$id/apply" params={params} className="flex-1">
          <Trans>Apply</Trans>
        </LinkButton>
      );
    case "sale":
      return (
        <LinkButton to="/l/$id/offer" params={params} search={{}} className="flex-1">
          <Trans>Offer</Trans>
        </LinkButton>
      );
    case "shortlet":
      return (
        <LinkButton to="/l/$id/stay" params={params} search={{}} className="flex-1">
          <Trans>Choose days</Trans>
        </LinkButton>
      );
  }
}
