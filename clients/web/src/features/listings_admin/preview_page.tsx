/** A listing as visitors will see it: what they open, and its card in a search. Nobody else sees a draft. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { Listing, ListingCosts, Photo } from "@estate/sdk";
import { hatsQuery } from "../../session/hats_query.ts";
import { useSignedInAs } from "../../session/session.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { ListingCard } from "../../ui/listing_card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Actions } from "../listing/actions.tsx";
import { listingQuery } from "../listing/listing_query.ts";
import { ListingView } from "../listing/listing_view.tsx";
import { cardOf } from "./card_of.ts";
import { costsQuery, myListingQuery, photosQuery } from "./listings_query.ts";
import { pageOf } from "./page_of.ts";
import { PreviewBar } from "./preview_bar.tsx";

type Shown = { readonly orgId: string; readonly id: string };

/** The page. */
export function PreviewPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.read" title={t`As visitors see it`}>
      <Preview {...shown} />
    </WorkGate>
  );
}

function Preview({ orgId, id }: Shown) {
  const query = useQuery(myListingQuery(id));
  const costs = useQuery(costsQuery(id));
  const photos = useQuery(photosQuery(id));
  return (
    <>
      <PreviewBar orgId={orgId} id={id} listing={query.data} />
      <Loaded query={query} skeleton={<Waiting />}>
        {(listing) => (
          <Loaded query={costs} skeleton={<Waiting />}>
            {(known) => (
              <Loaded query={photos} skeleton={<Waiting />}>
                {(all) => <Parts listing={listing} costs={known} photos={all} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

const Waiting = () => (
  <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6">
    <Skeleton className="h-96" />
  </div>
);

function Parts(
  { listing, costs, photos }: {
    readonly listing: Listing;
    readonly costs: ListingCosts;
    readonly photos: readonly Photo[];
  },
) {
  const { data: hats } = useQuery(hatsQuery(useSignedInAs()));
  const { data: open } = useQuery({
    ...listingQuery(listing.id),
    enabled: listing.status === "published",
  });
  const listedBy = hats?.memberships.find((it) => it.org_id === listing.org_id)?.name ?? t`You`;
  const page = pageOf(listing, { costs, photos, listedBy, open });
  return (
    <>
      <ListingView
        listing={page}
        title={<h2 className="text-24 font-bold tracking-tight sm:text-30">{listing.title}</h2>}
        actions={
          <div inert>
            <Actions listing={page} isReporting={false} onReporting={() => {}} />
          </div>
        }
      />
      <section className="mx-auto w-full max-w-6xl border-t border-line px-4 py-6 pb-20 sm:px-6 lg:pb-6">
        <h2 className="mb-3 text-20 font-semibold">
          <Trans>In a search</Trans>
        </h2>
        <div inert className="max-w-xl">
          <ListingCard listing={cardOf(listing, costs, photos)} eager />
        </div>
      </section>
    </>
  );
}
