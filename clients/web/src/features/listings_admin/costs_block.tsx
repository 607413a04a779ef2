/** What it costs to move in, as visitors read it, with what breaks a rule of the place. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ListingCosts } from "@estate/sdk";
import type { ReactNode } from "react";
import { certaintyName, feeName } from "../../format/fee_words.ts";
import { naira } from "../../format/naira.ts";
import { Money } from "../../ui/money.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** The sum, line by line. */
export function CostsBlock({ costs }: { readonly costs: ListingCosts }) {
  const mine = costs.fees.filter(({ payer }) => payer === "occupier");
  const yours = costs.fees.filter(({ payer }) => payer === "owner");
  const back = naira(costs.refundable_kobo);
  return (
    <div className="flex flex-col gap-3">
      <dl className="flex flex-col gap-2">
        <Line
          name={costs.price_per === "total" ? t`Price` : t`Rent, in advance`}
          kobo={costs.advance_kobo}
        />
        {mine.map((it) => (
          <Line
            key={it.kind}
            name={feeName(it.kind)}
            kobo={it.amount_kobo}
            more={it.is_refundable ? t`comes back` : it.note}
          />
        ))}
        <div className="mt-1 flex items-baseline justify-between gap-4 border-t border-line pt-3">
          <dt className="font-semibold">
            <Trans>They pay to move in</Trans>
          </dt>
          <dd>
            <Money kobo={costs.move_in_kobo} size="large" className="text-brand" />
          </dd>
        </div>
      </dl>
      {costs.refundable_kobo > 0 && (
        <p className="text-14 text-muted">
          <Trans>{back} of it comes back to them.</Trans>
        </p>
      )}
      {yours.length > 0 && (
        <p className="text-14 text-muted">
          <Trans>You pay: {yours.map(({ kind }) => feeName(kind)).join(", ")}.</Trans>
        </p>
      )}
      {costs.marks.map((mark) => (
        <Callout
          key={mark.rule_id}
          meaning={mark.certainty === "law" ? "bad" : "warn"}
          title={certaintyName(mark.certainty)}
        >
          <p className="text-14">{mark.message}</p>
          <p className="mt-1 text-14 text-muted">{mark.source}, {mark.section}</p>
          <p className="mt-1 text-14">
            <Trans>Visitors see this mark too.</Trans>
          </p>
        </Callout>
      ))}
    </div>
  );
}

function Line(
  { name, kobo, more }: {
    readonly name: string;
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
