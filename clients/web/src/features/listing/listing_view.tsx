/** What the page of a listing shows: to visitors, and to its lister before they see it. */
import { Trans } from "@lingui/react/macro";
import type { ListingPage } from "@estate/sdk/catalogue";
import { MapPin } from "lucide-react";
import type { ReactNode } from "react";
import { AreaSection } from "./area_section.tsx";
import { Checks } from "./checks.tsx";
import { Facts } from "./facts.tsx";
import { Gallery } from "./gallery.tsx";
import { MoveInCost } from "./move_in_cost.tsx";

/** Known of what is on the market alone. */
type Public = "longitude" | "latitude" | "listed_by_checked";

/** What it needs; without what is public the parts that say it are left out. */
export type ViewedListing = Omit<ListingPage, Public> & Partial<Pick<ListingPage, Public>>;

/** `title` is its heading, `actions` what can be done, beside the price on a larger screen. */
export function ListingView(
  { listing, title, actions }: {
    readonly listing: ViewedListing;
    readonly title: ReactNode;
    readonly actions: ReactNode;
  },
) {
  const place = [...new Set([listing.area, listing.lga, listing.state])].join(", ");
  return (
    <article className="mx-auto w-full max-w-6xl px-4 py-4 pb-20 sm:px-6 sm:py-6 lg:pb-6">
      <Gallery key={listing.id} listingId={listing.id} photos={listing.photos} />
      <div className="mt-4 grid gap-6 lg:grid-cols-[1fr_22rem] lg:items-start">
        <div className="min-w-0">
          {title}
          <p className="mt-2 flex items-start gap-1.5 text-muted">
            <MapPin aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
            {place}
          </p>
          <div className="mt-6 lg:hidden">
            <MoveInCost listing={listing} />
          </div>
          <Checks listing={listing} />
          <Facts listing={listing} />
          <AreaSection listing={listing} />
          {listing.is_tenanted && (
            <p className="mt-6">
              <Trans>It is let. Who buys it takes it with its tenants.</Trans>
            </p>
          )}
          {listing.description !== "" && (
            <section className="mt-8">
              <h2 className="mb-2 text-20 font-semibold">
                <Trans>In the words of who lists it</Trans>
              </h2>
              <p className="max-w-prose whitespace-pre-line">{listing.description}</p>
            </section>
          )}
        </div>
        <div className="lg:sticky lg:top-20">
          <div className="hidden lg:block">
            <MoveInCost listing={listing} />
          </div>
          {actions}
        </div>
      </div>
    </article>
  );
}
