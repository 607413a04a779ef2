/** Listings of units, with where each stands. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listingStatus } from "../../format/listing_words.ts";
import { periodName } from "../../format/home_words.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { unitListingsQuery } from "./homes_query.ts";

/** The list. */
export function UnitListings(
  { orgId, unitIds }: { readonly orgId: string; readonly unitIds: readonly string[] },
) {
  const query = useQuery(unitListingsQuery(orgId, unitIds));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-16" />}>
      {(listings) =>
        listings.length === 0
          ? (
            <p className="text-muted">
              <Trans>Never listed here.</Trans>
            </p>
          )
          : (
            <ul className="divide-y divide-line">
              {listings.map((it) => {
                const state = listingStatus(it.status);
                return (
                  <li key={it.id}>
                    <Link
                      to="/org/$orgId/listings/$id"
                      params={{ orgId, id: it.id }}
                      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 hover:text-brand"
                    >
                      <span className="min-w-0">
                        <span className="block font-semibold">{it.title}</span>
                        <span className="block text-14 text-muted">
                          <Money kobo={it.price_kobo} /> {periodName(it.price_per)}
                        </span>
                      </span>
                      <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
                    </Link>
                  </li>
                );
              })}
            </ul>
          )}
    </Loaded>
  );
}
