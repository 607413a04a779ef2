/** What one allows now, and the button that ends it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Autopay, SavedCard } from "@estate/sdk";
import { useState } from "react";
import { chargeKind } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { cardName } from "./card_name.ts";

/** The card. */
export function AutopayStanding(
  { autopay, cards }: { readonly autopay: Autopay; readonly cards: readonly SavedCard[] },
) {
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const stop = useMutation({
    mutationFn: async () => {
      const { client, stopAutopay } = await sdk();
      await stopAutopay(client, autopay.tenancy_id);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["autopay"] }),
  });
  const card = cards.find((it) => it.id === autopay.authorization_id);
  const kinds = autopay.kinds.map(chargeKind).join(", ");
  return (
    <Card
      title={<Trans>What you allow</Trans>}
      action={autopay.status === "on"
        ? (
          <StatusChip meaning="good">
            <Trans>On</Trans>
          </StatusChip>
        )
        : (
          <StatusChip meaning="warn">
            <Trans>Paused</Trans>
          </StatusChip>
        )}
    >
      {autopay.paused_because !== null && (
        <p className="mb-2">{whyPaused(autopay.paused_because)}</p>
      )}
      <p className="font-semibold">{kinds}</p>
      <p>
        <Trans>
          At most {naira(autopay.most_per_charge_kobo)} for a charge, {naira(
            autopay.most_per_month_kobo,
          )} in a month
        </Trans>
      </p>
      {card !== undefined && <p className="text-muted">{cardName(card)}</p>}
      {stop.error !== null && <Problem error={stop.error} />}
      <div className="mt-3 acts">
        <Button
          look={sure ? "danger" : "secondary"}
          busy={stop.isPending}
          onClick={() => sure ? stop.mutate() : setSure(true)}
        >
          {sure ? <Trans>Take nothing more</Trans> : <Trans>Stop autopay</Trans>}
        </Button>
        {sure && (
          <Button look="quiet" onClick={() => setSure(false)}>
            <Trans>Leave it</Trans>
          </Button>
        )}
      </div>
    </Card>
  );
}

function whyPaused(because: NonNullable<Autopay["paused_because"]>): string {
  switch (because) {
    case "card_removed":
      return t`You took the card away. Choose another one below.`;
    case "card_expired":
      return t`The card has expired. Choose another one below.`;
    case "card_refused":
    case "card_lost":
      return t`This card cannot be charged any more. Choose another one below.`;
    case "declined":
      return t`The bank declined it several times. See that there is money, and allow it again below.`;
  }
}
