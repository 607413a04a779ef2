/** What a search found: the list, the map beside it where that is open, and more of it on demand. */
import { plural } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useKeeping } from "../../session/keeping.ts";
import { Button } from "../../ui/button.tsx";
import { HeartButton } from "../../ui/heart_button.tsx";
import { ListingCard, ListingCardSkeleton } from "../../ui/listing_card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading } from "../../ui/skeleton.tsx";
import { MapPanel } from "./map_panel.tsx";
import { NothingFound } from "./nothing_found.tsx";
import type { SearchAddress } from "./search_address.ts";
import { searchQuery } from "./search_query.ts";
import { SortSelect } from "./sort_select.tsx";

/** Under the filters. */
export function Results(
  { address, onChange }: {
    readonly address: SearchAddress;
    readonly onChange: (next: SearchAddress) => void;
  },
) {
  const onMap = address.view === "map";
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      ...searchQuery(address),
      // The map stays in sight while another area is looked at.
      placeholderData: (before) => onMap ? before : undefined,
    },
  );
  const { keeps, toggle } = useKeeping();
  if (data === undefined) {
    if (error !== null) {
      return (
        <div className="mt-6">
          <Problem error={error} onRetry={() => void refetch()} />
        </div>
      );
    }
    return (
      <div className="mt-6">
        <Loading onRetry={() => void refetch()}>
          <ul className="grid gap-4 lg:grid-cols-2">
            {[1, 2, 3, 4, 5, 6].map((it) => (
              <li key={it}>
                <ListingCardSkeleton />
              </li>
            ))}
          </ul>
        </Loading>
      </div>
    );
  }
  const found = data.pages.flat();
  // With the map open it stays: an area without homes is drawn anew.
  if (found.length === 0 && !onMap) return <NothingFound address={address} onChange={onChange} />;
  const shown = found.length;
  return (
    <>
      <div className="mb-3 mt-3 flex flex-wrap items-center justify-between gap-x-3">
        <p role="status" className="text-muted">
          {hasNextPage
            ? plural(shown, { one: "The first # home", other: "The first # homes" })
            : plural(shown, { one: "# home", other: "# homes" })}
        </p>
        <SortSelect address={address} onChange={onChange} />
      </div>
      <div className={onMap ? "lg:grid lg:grid-cols-[1fr_1.2fr] lg:items-start lg:gap-4" : ""}>
        <ul className={onMap ? "hidden gap-4 lg:grid" : "grid gap-4 lg:grid-cols-2"}>
          {found.map((listing, at) => (
            <li key={listing.id}>
              <ListingCard
                listing={listing}
                eager={at < 2}
                action={
                  <HeartButton
                    title={listing.title}
                    isKept={keeps(listing.id)}
                    onPress={() => toggle(listing.id)}
                  />
                }
              />
            </li>
          ))}
        </ul>
        {onMap && (
          <div className="lg:sticky lg:top-20">
            <MapPanel address={address} found={found} onChange={onChange} />
          </div>
        )}
      </div>
      {error !== null && (
        <div className="mt-4">
          <Problem error={error} onRetry={() => void fetchNextPage()} />
        </div>
      )}
      {hasNextPage && (
        <div className="mt-6 flex justify-center">
          <Button
            look="secondary"
            busy={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            <Trans>Show more homes</Trans>
          </Button>
        </div>
      )}
    </>
  );
}
