/** Listings before they come on the market: what is offered, and whether it may be. */
import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import type { Listing } from "@estate/sdk";
import { kindName, periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { Decision } from "./decision.tsx";
import { fact, Facts } from "./facts.tsx";
import { type CaseProps, plain, type Queue } from "./queue.ts";
import { listingsQuery, sdk } from "./staff_query.ts";

/** The queue. */
export const listingsQueue: Queue<Listing> = {
  title: () => t`Listings`,
  lead: () => t`What owners and agents want on the market, oldest first.`,
  query: listingsQuery,
  line: (row) => ({
    id: row.id,
    title: row.title,
    more: `${naira(row.price_kobo)} ${periodName(row.price_per)} · ${row.area}`,
    since: row.updated_at,
  }),
  Case: ListingCase,
};

function ListingCase({ row, onDone }: CaseProps<Listing>) {
  const queries = useQueryClient();
  return (
    <>
      <Facts
        title={t`What is offered`}
        facts={[
          [t`For`, plain(row.purpose)],
          [t`Price`, `${naira(row.price_kobo)} ${periodName(row.price_per)}`],
          [t`Home`, kindName(row.kind)],
          [t`Bedrooms`, row.bedrooms],
          [t`Bathrooms`, row.bathrooms],
          [t`Where`, [row.area, row.lga, row.state].join(", ")],
          [t`Has`, row.features.map(plain).join(", ")],
          [t`Title papers`, row.is_verified ? t`checked` : t`not checked`],
          fact(t`In their words`, <p className="whitespace-pre-wrap">{row.description}</p>),
        ]}
      />
      <Decision
        choices={[
          { value: "approve", label: t`Put it on the market`, isFree: true },
          { value: "return", label: t`Give it back to be mended` },
          { value: "suspend", label: t`Suspend it` },
        ]}
        hint={t`Whoever listed it reads this. To approve it needs none.`}
        decide={async (decision, reason) => {
          const [client, { reviewListing }] = await sdk();
          const why = reason === "" ? undefined : reason;
          return await reviewListing(client, row.id, decision, why, row.shown_changed_at)
            .catch((error: unknown) => {
              // It may show something else by now: they decide by what it shows.
              void queries.invalidateQueries({ queryKey: listingsQuery().queryKey });
              throw error;
            });
        }}
        onDone={onDone}
      />
    </>
  );
}
