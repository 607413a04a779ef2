/** What can be done: ask, share. At the foot of a phone's screen, beside the price on a larger one. */
import { Trans } from "@lingui/react/macro";
import type { ListingPage } from "@estate/sdk/catalogue";
import { CalendarDays, MessageCircle, Share2 } from "lucide-react";
import { Button, LinkButton } from "../../ui/button.tsx";
import { KeepButton } from "./keep_button.tsx";
import { share } from "./share.ts";

/** The buttons, and who is asked. */
export function Actions({ listing }: { readonly listing: ListingPage }) {
  const who = listing.listed_by;
  return (
    <section className="mt-6 lg:mt-4 lg:rounded-card lg:border lg:border-line lg:p-5">
      <p className="hidden text-14 text-muted lg:block">
        <Trans>Listed by</Trans>
      </p>
      <p className="mb-4 hidden font-semibold lg:block">{who}</p>
      <div className="fixed inset-x-0 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-20 flex gap-2 border-t border-line bg-ground px-4 py-2 lg:static lg:flex-col lg:border-0 lg:p-0">
        <LinkButton
          to="/l/$id/ask"
          params={{ id: listing.id }}
          className="flex-1"
          icon={<MessageCircle aria-hidden="true" className="size-5" />}
        >
          <Trans>Ask</Trans>
        </LinkButton>
        <LinkButton
          look="secondary"
          to="/l/$id/view"
          params={{ id: listing.id }}
          className="flex-1 whitespace-nowrap"
          icon={<CalendarDays aria-hidden="true" className="hidden size-5 sm:block" />}
        >
          <Trans>See it</Trans>
        </LinkButton>
        <KeepButton listingId={listing.id} />
        <Button
          look="secondary"
          icon={<Share2 aria-hidden="true" className="size-5" />}
          onClick={() => void share(listing)}
        >
          <span className="sr-only sm:not-sr-only">
            <Trans>Share</Trans>
          </span>
        </Button>
      </div>
      <p className="font-semibold lg:hidden">
        <Trans>Listed by {who}</Trans>
      </p>
      <p className="text-14 text-muted lg:mt-4">
        <Trans>
          Never pay to see a home. Pay nothing outside Estate before you have the papers.
        </Trans>
      </p>
    </section>
  );
}
