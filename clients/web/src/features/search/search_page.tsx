/** Looking for a home: one field, filters as chips, and the list. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { ListingCard, ListingCardSkeleton } from "../../ui/listing_card.tsx";
import { Title } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading } from "../../ui/skeleton.tsx";
import { FilterChips } from "./filter_chips.tsx";
import { NothingFound } from "./nothing_found.tsx";
import { PurposeTabs } from "./purpose_tabs.tsx";
import { SaveSearchButton } from "./save_search_button.tsx";
import { filtersOf, type SearchAddress } from "./search_address.ts";
import { SearchBox } from "./search_box.tsx";
import { searchQuery } from "./search_query.ts";
import { SortSelect } from "./sort_select.tsx";
import { titleOfSearch } from "./search_words.ts";

const FilterSheet = lazy(() => import("./filter_sheet.tsx"));

/** The page of a search. */
export function SearchPage({ address }: { readonly address: SearchAddress }) {
  const [filtering, setFiltering] = useState(false);
  const navigate = useNavigate();
  const change = (next: SearchAddress) => void navigate({ to: "/search", search: next });
  const on = filtersOf(address).filter((it) => it !== "q").length;
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-4 sm:px-6 sm:py-6">
      <Title small className="mb-1">{titleOfSearch(address)}</Title>
      <PurposeTabs address={address} />
      <SearchBox
        key={`${address.q ?? ""} ${address.in ?? ""}`}
        address={address}
        onSearch={change}
      />
      <div className="-mx-4 mt-3 flex items-center gap-2 overflow-x-auto px-4 py-1 *:shrink-0 sm:mx-0 sm:flex-wrap sm:px-0">
        <Button
          look="secondary"
          icon={<SlidersHorizontal aria-hidden="true" className="size-5" />}
          onPointerDown={() => void import("./filter_sheet.tsx")}
          onClick={() => setFiltering(true)}
        >
          {on === 0 ? t`Filters` : t`Filters (${on})`}
        </Button>
        <FilterChips address={address} onChange={change} />
        <SaveSearchButton address={address} />
      </div>
      <Results address={address} onChange={change} />
      {filtering && (
        <Suspense>
          <FilterSheet
            address={address}
            onClose={() => setFiltering(false)}
            onChange={(next) => {
              setFiltering(false);
              change(next);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function Results(
  { address, onChange }: {
    readonly address: SearchAddress;
    readonly onChange: (next: SearchAddress) => void;
  },
) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    searchQuery(address),
  );
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
  if (found.length === 0) return <NothingFound address={address} onChange={onChange} />;
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
      <ul className="grid gap-4 lg:grid-cols-2">
        {found.map((listing, at) => (
          <li key={listing.id}>
            <ListingCard listing={listing} eager={at < 2} />
          </li>
        ))}
      </ul>
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
