/** Looking for a home: one field, filters as chips, and the list. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { List, Map as MapIcon, SlidersHorizontal } from "lucide-react";
import { lazy, Suspense } from "react";
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
  const { open, ...shown } = address;
  const navigate = useNavigate();
  // The search that is asked for takes the place of the sheet: Back leads to the one before.
  const change = (next: SearchAddress, resetScroll = true) =>
    void navigate({ to: "/search", search: next, replace: open !== undefined, resetScroll });
  // Opened here, it has a step of its own to go back over.
  const close = () => history.state?.__TSR_index > 0 ? history.back() : change(shown, false);
  const on = filtersOf(address).filter((it) => it !== "q").length;
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-4 sm:px-6 sm:py-6">
      <Title small className="mb-1">{titleOfSearch(shown)}</Title>
      <PurposeTabs address={shown} />
      <SearchBox
        key={`${address.q ?? ""} ${address.in ?? ""}`}
        address={shown}
        onSearch={change}
      />
      <div className="-mx-4 mt-3 flex items-center gap-2 overflow-x-auto px-4 py-1 *:shrink-0 sm:mx-0 sm:flex-wrap sm:px-0">
        <Button
          look="secondary"
          icon={<SlidersHorizontal aria-hidden="true" className="size-5" />}
          onPointerDown={() => void import("./filter_sheet.tsx")}
          onClick={() => change({ ...shown, open: "filters" }, false)}
        >
          {on === 0 ? t`Filters` : t`Filters (${on})`}
        </Button>
        <FilterChips address={shown} onChange={change} />
        <LinkButton
          look="secondary"
          to="/search"
          search={readAddress({ ...shown, view: address.view === "map" ? undefined : "map" })}
          replace
          icon={address.view === "map"
            ? <List aria-hidden="true" className="size-5" />
            : <MapIcon aria-hidden="true" className="size-5" />}
        >
          {address.view === "map" ? <Trans>List</Trans> : <Trans>Map</Trans>}
        </LinkButton>
        <SaveSearchButton address={shown} />
      </div>
      <Results address={shown} onChange={change} />
      {open !== undefined && (
        <Suspense>
          <FilterSheet address={shown} onClose={close} onChange={change} />
        </Suspense>
      )}
    </div>
  );
}
