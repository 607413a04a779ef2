/** The map of a search, and the home that was pressed on it. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { FoundListing } from "@estate/sdk/catalogue";
import { ListingCard, ListingCardSkeleton } from "../../ui/listing_card.tsx";
import { criteriaOf, type SearchAddress } from "./search_address.ts";
import { outlookOf } from "./outlook.ts";
import { pickedQuery } from "./search_query.ts";

const SearchMap = lazy(() => import("../../map/search_map.tsx"));

/** `found` says where to look first. */
export function MapPanel(
  { address, found }: {
    readonly address: SearchAddress;
    readonly found: readonly FoundListing[];
  },
) {
  const [picked, setPicked] = useState<string>();
  const { data: listing } = useQuery({
    ...pickedQuery(picked ?? ""),
    enabled: picked !== undefined,
  });
  return (
    <div className="flex flex-col gap-3">
      <Suspense
        fallback={
          <div className="grid h-[60dvh] place-items-center rounded-card bg-sunken text-muted lg:h-[calc(100dvh-9rem)]">
            <Trans>The map is coming…</Trans>
          </div>
        }
      >
        <SearchMap
          key={JSON.stringify(criteriaOf(address))}
          criteria={criteriaOf(address)}
          outlook={outlookOf(found)}
          onPick={setPicked}
          className="h-[60dvh] rounded-card border border-line lg:h-[calc(100dvh-9rem)]"
        />
      </Suspense>
      {picked !== undefined && (
        <div role="status" className="lg:absolute lg:inset-x-3 lg:bottom-3">
          {listing === undefined ? <ListingCardSkeleton /> : <ListingCard listing={listing} />}
        </div>
      )}
    </div>
  );
}
