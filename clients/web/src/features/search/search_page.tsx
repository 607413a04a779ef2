/** Looking for a home: one field, filters as chips, and the list. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { List, Map as MapIcon, SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Title } from "../../ui/page.tsx";
import { FilterChips } from "./filter_chips.tsx";
import { PurposeTabs } from "./purpose_tabs.tsx";
import { Results } from "./results.tsx";
import { SaveSearchButton } from "./save_search_button.tsx";
import { filtersOf, readAddress, type SearchAddress } from "./search_address.ts";
import { SearchBox } from "./search_box.tsx";
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
        <LinkButton
          look="secondary"
          to="/search"
          search={readAddress({ ...address, view: address.view === "map" ? undefined : "map" })}
          replace
          icon={address.view === "map"
            ? <List aria-hidden="true" className="size-5" />
            : <MapIcon aria-hidden="true" className="size-5" />}
        >
          {address.view === "map" ? <Trans>List</Trans> : <Trans>Map</Trans>}
        </LinkButton>
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
