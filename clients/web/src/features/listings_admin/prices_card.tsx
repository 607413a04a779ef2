/** What a listing asked, since when: visitors see a change too. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { dateTime } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { pricesQuery } from "./listings_query.ts";

/** The card. */
export function PricesCard({ listingId }: { readonly listingId: string }) {
  const query = useQuery(pricesQuery(listingId));
  return (
    <Card title={t`Prices`}>
      <Loaded query={query} skeleton={<Skeleton className="h-12" />}>
        {(prices) => (
          <ol className="divide-y divide-line">
            {prices.map((it, n) => (
              <li
                key={it.id}
                className="flex flex-wrap items-baseline justify-between gap-x-3 py-2 first:pt-0 last:pb-0"
              >
                <span className={n === 0 ? "font-semibold" : "text-muted"}>
                  <Money kobo={it.price_kobo} /> {periodName(it.price_per)}
                </span>
                <span className="text-14 text-muted">{dateTime(it.changed_at)}</span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Card>
  );
}
