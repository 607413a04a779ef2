/** Every fee beside the price, who pays it, and what all of it comes to. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Listing, ListingFee } from "@estate/sdk";
import { feeName } from "../../format/fee_words.ts";
import { naira } from "../../format/naira.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CostsBlock } from "./costs_block.tsx";
import { FeeForm } from "./fee_form.tsx";
import { removeFee } from "./listing_acts.ts";
import { costsQuery, feesQuery } from "./listings_query.ts";

/** The card. */
export function FeesCard(
  { listing, mayWrite }: { readonly listing: Listing; readonly mayWrite: boolean },
) {
  const fees = useQuery(feesQuery(listing.id));
  const costs = useQuery(costsQuery(listing.id));
  const queries = useQueryClient();
  const [open, setOpen] = useState<ListingFee | "new">();
  const remove = useMutation({
    mutationFn: (kind: ListingFee["kind"]) => removeFee(listing.id, kind),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["listings"] }),
  });
  const close = () => setOpen(undefined);
  return (
    <Card title={t`Fees and what it costs to move in`}>
      <Loaded query={fees} skeleton={<Skeleton className="h-40" />}>
        {(rows) => (
          <div className="flex flex-col gap-4">
            {rows.length === 0 && open === undefined && (
              <p className="text-muted">
                <Trans>
                  No fees. Name each one that you will ask for: what is not named here is asked for
                  in vain, and reported.
                </Trans>
              </p>
            )}
            {rows.length > 0 && (
              <ul className="divide-y divide-line rounded-control border border-line">
                {rows.map((fee) => (
                  <li key={fee.id} className="p-3">
                    {open !== "new" && open?.id === fee.id
                      ? <FeeForm listing={listing} fee={fee} taken={[]} onDone={close} />
                      : (
                        <Fee
                          fee={fee}
                          mayWrite={mayWrite}
                          busy={remove.isPending && remove.variables === fee.kind}
                          onEdit={() => setOpen(fee)}
                          onRemove={() => remove.mutate(fee.kind)}
                        />
                      )}
                  </li>
                ))}
              </ul>
            )}
            {remove.error !== null && <Problem error={remove.error} />}
            {open === "new" && (
              <FeeForm
                listing={listing}
                taken={rows.map(({ kind }) => kind)}
                onDone={close}
              />
            )}
            {mayWrite && open === undefined && rows.length < 7 && (
              <div className="acts">
                <Button look="secondary" onClick={() => setOpen("new")}>
                  <Trans>Add a fee</Trans>
                </Button>
              </div>
            )}
            {costs.data !== undefined && <CostsBlock costs={costs.data} />}
            {costs.error !== null && (
              <Problem
                error={costs.error}
                onRetry={() => void costs.refetch()}
              />
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Fee(
  { fee, mayWrite, busy, onEdit, onRemove }: {
    readonly fee: ListingFee;
    readonly mayWrite: boolean;
    readonly busy: boolean;
    readonly onEdit: () => void;
    readonly onRemove: () => void;
  },
) {
  const name = feeName(fee.kind);
  const percent = fee.bps === null ? "" : String(fee.bps / 100);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="min-w-0">
        <span className="block font-semibold">
          {name}, {fee.amount_kobo === null ? `${percent}%` : naira(fee.amount_kobo)}
        </span>
        <span className="block text-14 text-muted">
          {[
            fee.payer === "occupier" ? t`the one who moves in pays` : t`the owner pays`,
            fee.is_refundable ? t`comes back` : undefined,
          ].filter((it) => it !== undefined).join(", ")}
        </span>
        {fee.note !== null && <span className="block text-14 text-muted">{fee.note}</span>}
      </span>
      {mayWrite && (
        <span className="-mx-2 flex">
          <Button look="quiet" onClick={onEdit} aria-label={t`Change: ${name}`}>
            <Trans>Change</Trans>
          </Button>
          <Button look="quiet" busy={busy} onClick={onRemove} aria-label={t`Remove: ${name}`}>
            <Trans>Remove</Trans>
          </Button>
        </span>
      )}
    </div>
  );
}
