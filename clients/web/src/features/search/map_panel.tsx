/** The map of a search, and the home that was pressed on it. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { FoundListing } from "@estate/sdk/catalogue";
import { useKeeping } from "../../session/keeping.ts";
import { HeartButton } from "../../ui/heart_button.tsx";
import { ListingCard, ListingCardSkeleton } from "../../ui/listing_card.tsx";
import { drawnOf, pointsOf } from "./drawn_area.ts";
import { readAddress, type SearchAddress } from "./search_address.ts";
import { criteriaOf } from "./search_criteria.ts";
import { outlookOf } from "./outlook.ts";
import { pickedQuery } from "./search_query.ts";

const SearchMap = lazy(() => import("../../map/search_map.tsx"));

/** `found` says where to look first. */
export function MapPanel(
  { address, found, onChange }: {
    readonly address: SearchAddress;
    readonly found: readonly FoundListing[];
    readonly onChange: (next: SearchAddress) => void;
  },
) {
  const area = pointsOf(address.drawn);
  const [picked, setPicked] = useState<string>();
  const { keeps, toggle } = useKeeping();
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
          outlook={outlookOf(
            area?.map(([longitude, latitude]) => ({ longitude, latitude })) ?? found,
          )}
          area={area}
          onPick={setPicked}
          onArea={(points) => {
            const drawn = drawnOf(points);
            // A stroke too small for an area changes nothing.
            if (drawn !== undefined) onChange(readAddress({ ...address, drawn }));
          }}
          className="h-[60dvh] rounded-card border border-line lg:h-[calc(100dvh-9rem)]"
        />
      </Suspense>
      {picked !== undefined && (
        <div role="status" className="lg:absolute lg:inset-x-3 lg:bottom-3">
          {listing === undefined ? <ListingCardSkeleton /> : (
            <ListingCard
              listing={listing}
              action={
                <HeartButton
                  title={listing.title}
                  isKept={keeps(listing.id)}
                  onPress={() => toggle(listing.id)}
                />
              }
            />
          )}
        </div>
      )}
    </div>
  );
}
