/** One listing of the organization: where it stands, what it says, its photos. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { FeesCard } from "./fees_card.tsx";
import { ForOwner } from "./for_owner.tsx";
import { myListingQuery } from "./listings_query.ts";
import { isOnOffer } from "./moves.ts";
import { MovesCard } from "./moves_card.tsx";
import { PhotosCard } from "./photos_card.tsx";
import { PricesCard } from "./prices_card.tsx";
import { useMayWrite } from "./use_may_write.ts";
import { WordsCard } from "./words_card.tsx";

type Shown = { readonly orgId: string; readonly id: string };

/** The page. */
export function MyListingPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.read" title={t`Listing`}>
      <MyListingScreen {...shown} />
    </WorkGate>
  );
}

function MyListingScreen({ orgId, id }: Shown) {
  const query = useQuery(myListingQuery(id));
  const listing = query.data;
  const mayWrite = useMayWrite(orgId, listing);
  const place = listing === undefined ? undefined : [listing.area, listing.state].join(", ");
  return (
    <Page
      title={listing?.title ?? t`Listing`}
      width="wide"
      {...(place === undefined ? {} : { lead: place })}
      {...(listing === undefined ? {} : {
        action: (
          <LinkButton
            look="secondary"
            to="/org/$orgId/listings/$id/preview"
            params={{ orgId, id }}
            icon={<Eye aria-hidden="true" className="size-5" />}
          >
            <Trans>As visitors see it</Trans>
          </LinkButton>
        ),
      })}
    >
      <Loaded
        query={query}
        skeleton={
          <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <Skeleton className="h-96" />
            <Skeleton className="h-56" />
          </div>
        }
      >
        {(it) => (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-6">
            <div className="lg:order-2">
              <div className="flex flex-col gap-4">
                {it.org_id !== orgId && <ForOwner orgId={orgId} mandateId={it.mandate_id} />}
                <MovesCard listing={it} mayWrite={mayWrite} />
                <PricesCard listingId={id} />
              </div>
            </div>
            <div className="flex flex-col gap-4">
              <PhotosCard listingId={id} mayWrite={mayWrite} />
              <FeesCard listing={it} mayWrite={mayWrite && isOnOffer(it.status)} />
              <WordsCard key={it.updated_at} listing={it} mayWrite={mayWrite} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
