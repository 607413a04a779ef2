/** What it costs: the rent, and everything that is paid before the keys, each with its payer; and what breaks a rule. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ListingPage } from "@estate/sdk/catalogue";
import type { ReactNode } from "react";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { Money } from "../../ui/money.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { certaintyName, feeName } from "../../format/fee_words.ts";
import { advanceName } from "./cost_words.ts";

/** The block, like a good receipt. */
export function MoveInCost(
  { listing }: { readonly listing: Pick<ListingPage, "costs" | "purpose"> },
) {
  const { costs, purpose } = listing;
  const mine = costs.fees.filter((it) => it.payer === "occupier");
  const theirs = costs.fees.filter((it) => it.payer === "owner");
  const back = naira(costs.refundable_kobo);
  return (
    <section className="rounded-card border border-line p-4 sm:p-5">
      <h2 className="sr-only">
        <Trans>What it costs</Trans>
      </h2>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Money kobo={costs.price_kobo} size="hero" />
        <span className="text-muted">{periodName(costs.price_per)}</span>
      </p>
      {purpose === "rent" && (
        <>
          <dl className="mt-4 flex flex-col gap-2 border-t border-line pt-4">
            <Line name={advanceName(costs)} kobo={costs.advance_kobo} />
            {mine.map((fee) => (
              <Line
                key={fee.kind}
                name={feeName(fee.kind)}
                kobo={fee.amount_kobo}
                more={fee.is_refundable ? t`comes back to you` : fee.note}
              />
            ))}
            <div className="mt-1 flex items-baseline justify-between gap-4 border-t border-line pt-3">
              <dt className="font-semibold">
                <Trans>You pay to move in</Trans>
              </dt>
              <dd>
                <Money kobo={costs.move_in_kobo} size="large" className="text-brand" />
              </dd>
            </div>
          </dl>
          {costs.refundable_kobo > 0 && (
            <p className="mt-1 text-right text-14 text-muted">
              <Trans>{back} of it comes back</Trans>
            </p>
          )}
        </>
      )}
      {theirs.length > 0 && (
        <p className="mt-3 text-14 text-muted">
          <Trans>The owner pays: {theirs.map((it) => feeName(it.kind)).join(", ")}.</Trans>
        </p>
      )}
      {costs.marks.map((mark) => (
        <div key={mark.rule_id} className="mt-3">
          <Callout
            meaning={mark.certainty === "law" ? "bad" : "warn"}
            title={certaintyName(mark.certainty)}
          >
            <p className="text-14">{mark.message}</p>
            <p className="mt-1 text-14 text-muted">{mark.source}, {mark.section}</p>
          </Callout>
        </div>
      ))}
      {purpose === "rent" && costs.marks.length === 0 && (
        <p className="mt-3 text-14 text-muted">
          <Trans>
            No other cost was named. If you are asked for more, do not pay, and tell us.
          </Trans>
        </p>
      )}
    </section>
  );
}

function Line(
  { name, kobo, more }: {
    readonly name: ReactNode;
    readonly kobo: number;
    readonly more?: ReactNode;
  },
) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt>
        {name}
        {more !== undefined && more !== null && (
          <span className="block text-14 text-muted">{more}</span>
        )}
      </dt>
      <dd>
        <Money kobo={kobo} />
      </dd>
    </div>
  );
}
