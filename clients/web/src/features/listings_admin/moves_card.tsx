/** Where a listing stands, how fresh it is, and what its lister can do about it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Listing } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { estate } from "../../session/estate.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { CloseForm } from "./close_form.tsx";
import { Fresh } from "./fresh.tsx";
import { MoveProblem } from "./move_problem.tsx";
import { listingStatus } from "../../format/listing_words.ts";
import { type Move, movesOf } from "./moves.ts";
import { Steps } from "./steps.tsx";

/** The card. */
export function MovesCard(
  { listing, mayWrite }: { readonly listing: Listing; readonly mayWrite: boolean },
) {
  const queries = useQueryClient();
  const [closing, setClosing] = useState(false);
  const mutationKey = ["listings", "move", listing.id];
  const move = useMutation({
    mutationKey,
    mutationFn: async ({ to, reason }: { readonly to: Move; readonly reason?: string }) => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      return to === "confirm"
        ? await sdk.confirmListing(client, listing.id)
        : await sdk.moveListing(client, listing.id, target[to], reason);
    },
    onSuccess: async ({ status }, { to }) => {
      setClosing(false);
      toast(status === "pending_review" ? t`Estate looks at it first, then it opens.` : said(to));
      await Promise.all(
        ["listings", "today"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
    },
  });
  // A second press comes before the button is seen to be busy: it does nothing, and says nothing twice.
  const make = (wanted: { readonly to: Move; readonly reason?: string }) => {
    if (queries.isMutating({ mutationKey }) === 0) move.mutate(wanted);
  };
  const state = listingStatus(listing.status);
  const moves = mayWrite ? movesOf(listing.status) : [];
  return (
    <Card title={t`Where it stands`}>
      <div className="flex flex-col items-start gap-2">
        <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
        <Fresh listing={listing} />
        {listing.published_at !== null && (
          <p className="text-14 text-muted">
            <Trans>Published {dateOf(listing.published_at)}</Trans>
          </p>
        )}
      </div>
      {listing.status === "stale" && (
        <div className="mt-3">
          <Callout meaning="warn">
            {t`Nobody confirmed for 30 days that it is still available, so visitors do not see it. Confirm it and it is back at once.`}
          </Callout>
        </div>
      )}
      {listing.status === "draft" && mayWrite && <Steps listing={listing} />}
      <div className="mt-4 flex flex-col gap-2">
        {closing
          ? (
            <CloseForm
              busy={move.isPending}
              onClose={(reason) => make({ to: "close", reason })}
              onKeep={() => setClosing(false)}
            />
          )
          : moves.map((it, n) => (
            <Button
              key={it}
              wide
              look={it === "close" ? "danger" : n === 0 ? "primary" : "secondary"}
              busy={move.isPending && move.variables.to === it}
              onClick={() => it === "close" ? setClosing(true) : make({ to: it })}
            >
              {label(it)}
            </Button>
          ))}
      </div>
      {move.error !== null && (
        <div className="mt-3">
          <MoveProblem error={move.error} />
        </div>
      )}
    </Card>
  );
}

const target = { publish: "published", pause: "paused", close: "closed" } as const;

function label(move: Move): string {
  switch (move) {
    case "publish":
      return t`Publish`;
    case "confirm":
      return t`Confirm that it is still available`;
    case "pause":
      return t`Hide it for now`;
    case "close":
      return t`Close it`;
  }
}

function said(move: Move): string {
  switch (move) {
    case "publish":
      return t`Published.`;
    case "confirm":
      return t`Confirmed for 30 more days.`;
    case "pause":
      return t`Hidden from visitors.`;
    case "close":
      return t`Closed.`;
  }
}
