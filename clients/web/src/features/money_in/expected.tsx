/** What a reported payment was to settle, and how the two amounts stand. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ReportedBeside } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { Money } from "../../ui/money.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { compare, type Compared } from "./compare.ts";
import { decisionsOn } from "./decisions.ts";

/** The charges, their sum, and the verdict while the payment can be confirmed. */
export function Expected({ reported }: { readonly reported: ReportedBeside }) {
  const compared = compare(reported);
  // What is open of a charge is as it is now: of what is decided it says nothing about what was expected then.
  const isOpen = decisionsOn(reported.payment, false).includes("confirm");
  return (
    <>
      <ul className="rounded-control border border-line">
        {reported.charges.map((it) => (
          <li
            key={it.charge_id}
            className="flex items-baseline justify-between gap-3 border-t border-line px-3 py-2 first:border-t-0"
          >
            <span className="min-w-0">
              <span className="block">{chargeKind(it.kind)}</span>
              <span className="block text-14 text-muted">{it.description}</span>
              <span className="block text-14 text-muted">
                <Trans>due {date(it.due_on)}</Trans>
              </span>
            </span>
            {isOpen && <Money kobo={it.expected_kobo} />}
          </li>
        ))}
        {isOpen && (
          <li className="flex items-baseline justify-between gap-3 border-t border-line bg-raised px-3 py-2 font-semibold">
            <Trans>Together</Trans>
            <Money kobo={compared.expected_kobo} />
          </li>
        )}
      </ul>
      {isOpen && <Verdict compared={compared} />}
    </>
  );
}

function Verdict({ compared: { verdict, by_kobo } }: { readonly compared: Compared }) {
  switch (verdict) {
    case "same":
      return <Callout meaning="good">{t`The amount is what was expected.`}</Callout>;
    case "less":
      return (
        <Callout meaning="warn">
          <Trans>
            <Money kobo={by_kobo} /> less than expected.
          </Trans>
        </Callout>
      );
    case "more":
      return (
        <Callout meaning="warn">
          <Trans>
            <Money kobo={by_kobo} /> more than expected.
          </Trans>
        </Callout>
      );
    case "settled":
      return (
        <Callout meaning="bad">
          {t`All of this was paid by now: what comes in would be credit.`}
        </Callout>
      );
  }
}
