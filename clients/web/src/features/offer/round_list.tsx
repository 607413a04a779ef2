/** The rounds of a negotiation as a line of time, the newest first. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfferRound, OfferStory } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { Money } from "../../ui/money.tsx";
import { changesOf } from "./changes.ts";
import { TermsList } from "./terms_list.tsx";

/** All of them. */
export function RoundList({ offer }: { readonly offer: OfferStory }) {
  const rounds = offer.rounds.map((round, at) => ({ round, before: offer.rounds[at - 1] }));
  return (
    <section className="mt-8">
      <h2 className="mb-4 text-20 font-semibold">
        <Trans>What was said so far</Trans>
      </h2>
      <ol className="ml-2 border-l-2 border-line">
        {rounds.reverse().map(({ round, before }) => (
          <li key={round.round} className="relative pb-6 pl-6 last:pb-0">
            <span
              aria-hidden="true"
              className={`absolute -left-[9px] top-1.5 size-4 rounded-chip border-2 border-ground ${
                round.made_by_side === "owner" ? "bg-chart-3" : "bg-brand"
              }`}
            />
            <Round round={round} before={before} per={offer.price_per} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Round(
  { round, before, per }: {
    readonly round: OfferRound;
    readonly before: OfferRound | undefined;
    readonly per: OfferStory["price_per"];
  },
) {
  const difference = before === undefined ? 0 : round.amount_kobo - before.amount_kobo;
  const by = naira(Math.abs(difference));
  const at = dateTime(round.created_at);
  return (
    <article>
      <h3 className="font-semibold">
        {round.made_by_side === "owner"
          ? before === undefined ? t`The owner offered` : t`The owner answered`
          : before === undefined
          ? t`You offered`
          : t`You answered`}
        <span className="ml-2 text-14 font-normal text-muted">{at}</span>
      </h3>
      <p className="mt-1">
        <Money kobo={round.amount_kobo} className="text-20 font-bold" />{" "}
        <span className="text-muted">{periodName(per)}</span>
        {difference !== 0 && (
          <span className="ml-2 text-14 text-muted">
            {difference > 0 ? <Trans>{by} more</Trans> : <Trans>{by} less</Trans>}
          </span>
        )}
      </p>
      <div className="mt-1 text-14">
        <TermsList
          terms={round}
          per={per}
          changed={changesOf(round, before)}
          changesOnly={before !== undefined}
        />
      </div>
    </article>
  );
}
