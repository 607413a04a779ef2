/** A search that finds nothing names the filter to blame, and what dropping it gives. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { type SearchAddress, without } from "./search_address.ts";
import { tightestQuery } from "./search_query.ts";
import { filterWords } from "./search_words.ts";

/** In the place of the list. */
export function NothingFound(
  { address, onChange }: {
    readonly address: SearchAddress;
    readonly onChange: (next: SearchAddress) => void;
  },
) {
  const { data: tight } = useQuery(tightestQuery(address));
  const best = tight?.[0];
  const purpose = address.purpose;
  const again = best === undefined
    ? (
      <Button onClick={() => onChange(purpose === undefined ? {} : { purpose })}>
        <Trans>Take all filters off</Trans>
      </Button>
    )
    : (
      <Button onClick={() => onChange(without(address, best.filter))}>
        {t`Search without ${filterWords(address, best.filter)}`}
      </Button>
    );
  return (
    <div className="mt-6" role="status">
      <EmptyState
        icon={<SearchX className="size-6" />}
        title={<Trans>No home meets all of this</Trans>}
        action={again}
      >
        {best === undefined
          ? (
            <Trans>
              Homes come onto the market every day. Save the search and hear of new ones.
            </Trans>
          )
          : <Tightest words={filterWords(address, best.filter)} found={best.found} />}
      </EmptyState>
    </div>
  );
}

function Tightest({ words, found }: { readonly words: string; readonly found: number }) {
  return (
    <>
      {plural(found, {
        one: `Without ${words} there is # home.`,
        other: `Without ${words} there are # homes.`,
      })}
    </>
  );
}
