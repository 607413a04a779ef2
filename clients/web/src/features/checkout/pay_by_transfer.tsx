/** By a transfer to an account number that is made for this payment. */
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EstateError } from "@estate/sdk/catalogue";
import type { Transfer } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { ownShelf } from "../../session/own_shelf.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { dropKey, keyFor, noteReference } from "./draft_key.ts";
import { draftOf, isOver, type Paying, totalOf } from "./paying_draft.ts";
import { TotalBar } from "./total_bar.tsx";
import { TransferDetails } from "./transfer_details.tsx";
import { keepTransfer } from "./transfers_kept.ts";
import { type Leaving, useLeaving } from "./use_leaving.ts";

/** First the button, then where to transfer to. */
export function PayByTransfer({ onLeaving, ...paying }: Paying & Leaving) {
  const queries = useQueryClient();
  const total = totalOf(paying.ticked);
  const start = useMutation({
    mutationFn: () => ask(paying),
    onSuccess: (transfer) => {
      keepTransfer(ownShelf, transfer);
      void queries.invalidateQueries({ queryKey: ["payments"] });
    },
  });
  useLeaving(start.isPending || start.isSuccess, onLeaving);
  if (start.data !== undefined) return <TransferDetails transfer={start.data} />;
  return (
    <div className="flex flex-col gap-4">
      {start.error !== null && <Problem error={start.error} />}
      <TotalBar kobo={total}>
        <Button
          wide
          busy={start.isPending}
          disabled={total === 0}
          onClick={() => start.mutate()}
        >
          {total === 0 ? <Trans>Tick what you pay</Trans> : <Trans>Get an account number</Trans>}
        </Button>
      </TotalBar>
    </div>
  );
}

async function ask(paying: Paying): Promise<Transfer> {
  const { client, startTransfer } = await sdk();
  const draft = draftOf(paying, "transfer");
  const key = keyFor(ownShelf, draft, isOver(paying.payments));
  try {
    const transfer = await startTransfer(client, [...draft.chargeIds], key);
    noteReference(ownShelf, key, transfer.reference);
    if (transfer.status === "created" || transfer.status === "pending") return transfer;
    dropKey(ownShelf, key);
    return await startTransfer(
      client,
      [...draft.chargeIds],
      keyFor(ownShelf, draft, isOver(paying.payments)),
    );
  } catch (error) {
    if (error instanceof EstateError && error.code === "payment.checkout_lost") {
      dropKey(ownShelf, key);
    }
    throw error;
  }
}
