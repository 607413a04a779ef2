/** Every round of a negotiation, the latest first. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfferRound, ReceivedOffer } from "@estate/sdk";
import { date, dateTime } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { termWords } from "./applicant_words.ts";
import { personName } from "./person_name.ts";

/** The card. */
export function OfferRounds({ offer }: { readonly offer: ReceivedOffer }) {
  return (
    <Card title={t`Rounds`}>
      <ol className="divide-y divide-line">
        {offer.rounds.toReversed().map((it) => (
          <li key={it.round} className="py-3 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-baseline justify-between gap-2">
              <span className="font-semibold">
                {it.made_by_side === "owner" ? <Trans>You</Trans> : personName(offer.offeror)}
              </span>
              <span className="text-14 text-muted">{dateTime(it.created_at)}</span>
            </div>
            <p>
              <Money kobo={it.amount_kobo} className="font-semibold" />{" "}
              {periodName(offer.price_per)}
            </p>
            <p className="text-14 text-muted">{termsOf(it)}</p>
            {it.conditions !== null && (
              <p className="mt-1 whitespace-pre-line break-words">{it.conditions}</p>
            )}
            {it.round === offer.accepted_round && (
              <StatusChip meaning="good">
                <Trans>These terms were accepted</Trans>
              </StatusChip>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function termsOf(round: OfferRound): string {
  if (round.completes_on !== null) {
    const day = date(round.completes_on);
    return t`to complete by ${day}`;
  }
  if (round.starts_on === null || round.term_months === null) return "";
  const from = date(round.starts_on);
  const term = termWords(round.term_months);
  return t`from ${from}, for ${term}`;
}
