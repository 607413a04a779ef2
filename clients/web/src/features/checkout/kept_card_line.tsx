/** A card that is kept. Taking it away is asked twice: what it pays by itself stops with it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { homeName } from "../../format/home_name.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { cardName } from "./card_name.ts";
import { type KeptCard, removeCard } from "./kept_cards_query.ts";

/** What is asked is read out where it is. */
const focus = (it: HTMLElement | null) => it?.focus();

/** The line; `onRemoved` is called before it goes. */
export function KeptCardLine(
  { kept: { card, pays }, onRemoved }: {
    readonly kept: KeptCard;
    readonly onRemoved: () => void;
  },
) {
  const queries = useQueryClient();
  // Undefined before it was asked for the first time.
  const [isAsked, setAsked] = useState<boolean>();
  const remove = useMutation({
    mutationFn: () => removeCard(card.id),
    onSuccess: async () => {
      onRemoved();
      toast(t`The card is removed. It is never charged again.`);
      await queries.invalidateQueries({ queryKey: ["autopay"] });
    },
  });
  const name = cardName(card);
  const hasExpired = card.expires_on !== null && card.expires_on < today();
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <p className="font-semibold">{name}</p>
          {hasExpired
            ? (
              <StatusChip meaning="warn">
                <Trans>Expired</Trans>
              </StatusChip>
            )
            : card.expires_on !== null && (
              <p className="text-14 text-muted">
                <Trans>Good until {date(card.expires_on)}</Trans>
              </p>
            )}
          {pays.length > 0 && (
            <p className="text-14 text-muted">
              <Trans>Pays by itself: {pays.map(homeName).join("; ")}</Trans>
            </p>
          )}
        </div>
        {isAsked !== true && (
          <Button
            look="secondary"
            aria-label={t`Remove ${name}`}
            autoFocus={isAsked === false}
            onClick={() => setAsked(true)}
          >
            <Trans>Remove</Trans>
          </Button>
        )}
      </div>
      {isAsked === true && (
        <div
          role="group"
          aria-label={t`Remove ${name}`}
          tabIndex={-1}
          ref={focus}
          className="mt-3 flex flex-col gap-3 outline-none"
        >
          <p>
            {pays.length > 0
              ? (
                <Trans>
                  Autopay stops with it: nothing more is taken until you choose another card. What
                  the bank was asked for already may still come.
                </Trans>
              )
              : <Trans>You cannot pay with it again unless you let it be kept anew.</Trans>}
          </p>
          {remove.error !== null && <Problem error={remove.error} />}
          <div className="acts">
            <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              <Trans>Yes, remove it</Trans>
            </Button>
            <Button look="quiet" onClick={() => setAsked(false)}>
              <Trans>Keep it</Trans>
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
