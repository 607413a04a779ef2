/** By a provider's own page: one checkout for one draft, however often the button is pressed. */
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { EstateError } from "@estate/sdk/catalogue";
import type { AgreedText } from "@estate/sdk";
import { useEffect, useState } from "react";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { ownShelf } from "../../session/own_shelf.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { dropKey, keyFor, noteReference } from "./draft_key.ts";
import { KeepCard } from "./keep_card.tsx";
import { draftOf, isOver, type Paying, totalOf } from "./paying_draft.ts";
import { TotalBar } from "./total_bar.tsx";
import { type Leaving, useLeaving } from "./use_leaving.ts";

/** The sum and its button. */
export function PayOnline(
  { provider, onLeaving, ...paying }:
    & Paying
    & Leaving
    & { readonly provider: "paystack" | "flutterwave" },
) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [keep, setKeep] = useState<AgreedText>();
  const start = useMutation({
    mutationFn: ({ keep, ...what }: Paying & { readonly keep: AgreedText | undefined }) =>
      open(what, provider, keep),
    onSuccess: (checkout) => {
      // What was begun stands as begun from now on, however long the provider's page takes to come.
      void queries.invalidateQueries({ queryKey: ["payments"] });
      // A repeat is told how the payment stands by now: what is paid is not paid again.
      if (checkout.status === "created" || checkout.status === "pending") {
        location.assign(checkout.checkout_url);
      } else {
        void navigate({
          to: "/payments/$reference",
          params: { reference: checkout.reference },
        });
      }
    },
  });
  const { reset } = start;
  const isLeaving = start.isPending || start.isSuccess;
  // What is being paid stays on the button, though it cannot be ticked any more.
  const total = totalOf(isLeaving ? start.variables.ticked : paying.ticked);
  useLeaving(isLeaving, onLeaving);
  // Who comes back finds the screen as it was left, and the provider is asked what became of what was begun.
  useEffect(() => {
    const back = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      reset();
      void queries.invalidateQueries({ queryKey: ["payments"] });
    };
    addEventListener("pageshow", back);
    return () => removeEventListener("pageshow", back);
  }, [reset, queries]);
  const name = paymentMethod(provider);
  return (
    <div className="flex flex-col gap-4">
      <KeepCard isLeaving={isLeaving} onKeep={setKeep} />
      {start.error !== null && <Problem error={start.error} />}
      <TotalBar kobo={total}>
        <Button
          wide
          busy={isLeaving}
          disabled={total === 0}
          onClick={() => start.mutate({ ...paying, keep })}
        >
          {total === 0
            ? <Trans>Tick what you pay</Trans>
            : <Trans>Pay {naira(total)} with {name}</Trans>}
        </Button>
      </TotalBar>
    </div>
  );
}

/** The checkout of the draft; one that was lost or came to nothing is begun anew, once. */
async function open(
  paying: Paying,
  provider: "paystack" | "flutterwave",
  keep: AgreedText | undefined,
) {
  const { client, startCheckout } = await sdk();
  const draft = draftOf(paying, provider, keep !== undefined);
  const begin = async () => {
    const key = keyFor(ownShelf, draft, isOver(paying.payments));
    try {
      const checkout = await startCheckout(client, [...draft.chargeIds], key, provider, keep);
      noteReference(ownShelf, key, checkout.reference);
      if (checkout.status !== "failed" && checkout.status !== "abandoned") return checkout;
    } catch (error) {
      if (!(error instanceof EstateError && error.code === "payment.checkout_lost")) throw error;
    }
    dropKey(ownShelf, key);
    return undefined;
  };
  const checkout = await begin() ?? await begin();
  if (checkout !== undefined) return checkout;
  throw new EstateError("The payment could not be begun", "payment.checkout_lost", 409);
}
