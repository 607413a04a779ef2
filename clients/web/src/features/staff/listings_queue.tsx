/** Listings before they come on the market: what is offered, and whether it may be. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Listing } from "@estate/sdk";
import { kindName, periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { Gallery } from "../listing/gallery.tsx";
import { MoveInCost } from "../listing/move_in_cost.tsx";
import { Decision } from "./decision.tsx";
import { fact, Facts } from "./facts.tsx";
import { type CaseProps, plain, type Queue } from "./queue.ts";
import { listingShownQuery, listingsQuery, sdk } from "./staff_query.ts";

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
  // The queue is read again by itself: what came meanwhile nobody has read yet.
  const [seenAt, see] = useState(row.shown_changed_at);
  const shown = useQuery(listingShownQuery(row.id, row.shown_changed_at));
  return (
    <>
      {row.shown_changed_at !== seenAt && (
        <Callout meaning="warn" title={t`It was changed since you opened it`}>
          <p>
            <Trans>What you see now is the new text. Read it before you decide.</Trans>
          </p>
          <Button
            look="quiet"
            onClick={() =>
              see(row.shown_changed_at)}
          >
            <Trans>I have read it</Trans>
          </Button>
        </Callout>
      )}
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
      <Card title={t`As visitors see it`}>
        <Loaded query={shown} skeleton={<Skeleton className="h-72" />}>
          {(listing) => (
            <div className="flex flex-col gap-4">
              <p className="text-14 text-muted">
                <Trans>Listed by {listing.listed_by}</Trans>
              </p>
              {listing.photos.length === 0
                ? (
                  <p>
                    <Trans>It has no photos.</Trans>
                  </p>
                )
                : <Gallery key={row.id} listingId={row.id} photos={listing.photos} />}
              <MoveInCost listing={listing} />
            </div>
          )}
        </Loaded>
      </Card>
      <Decision
        choices={[
          {
            value: "approve",
            label: t`Put it on the market`,
            isFree: true,
            notYet: shown.isSuccess ? undefined : t`Look at it as visitors see it first.`,
          },
          { value: "return", label: t`Give it back to be mended` },
          { value: "suspend", label: t`Suspend it` },
        ]}
        hint={t`Whoever listed it reads this. To approve it needs none.`}
        decide={async (decision, reason) => {
          const [client, { reviewListing }] = await sdk();
          const why = reason === "" ? undefined : reason;
          return await reviewListing(client, row.id, decision, why, seenAt)
            .catch((error: unknown) => {
              // It may show something else by now.
              void queries.invalidateQueries({ queryKey: listingsQuery().queryKey });
              throw error;
            });
        }}
        onDone={onDone}
      />
    </>
  );
}
