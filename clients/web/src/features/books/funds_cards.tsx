/** What each provider holds, and how much of it can be paid out now. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { PayoutFunds } from "@estate/sdk";
import { naira } from "../../format/naira.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Money } from "../../ui/money.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** A card for each. */
export function FundsCards({ funds }: { readonly funds: readonly PayoutFunds[] }) {
  if (funds.length === 0) {
    return (
      <EmptyState title={t`Nothing is held for you`}>
        <Trans>
          What tenants pay by card, bank or USSD is held by Paystack or Flutterwave and stands here.
          Transfers to your own account are there already.
        </Trans>
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {funds.map((it) => <Held key={it.provider} funds={it} />)}
    </div>
  );
}

function Held({ funds }: { readonly funds: PayoutFunds }) {
  const lines: readonly (readonly [string, number])[] = [
    [t`Came in, less fees`, funds.collected_kobo],
    [t`Paid out before`, funds.paid_out_kobo],
    [t`On its way`, funds.under_way_kobo],
  ];
  const kept = funds.collected_kobo - funds.paid_out_kobo - funds.under_way_kobo -
    funds.available_kobo;
  return (
    <Card title={paymentMethod(funds.provider)}>
      <p className="mb-3 flex flex-wrap items-baseline gap-x-2">
        <Money kobo={funds.available_kobo} size="hero" />
        <span className="text-muted">
          <Trans>can be paid out now</Trans>
        </span>
      </p>
      <dl className="text-14">
        {[...lines, ...(kept > 0 ? [[t`Kept back for the provider's fee`, kept] as const] : [])]
          .map((
            [head, kobo],
          ) => (
            <div key={head} className="flex justify-between gap-3 py-0.5">
              <dt className="text-muted">{head}</dt>
              <dd>
                <Money kobo={kobo} />
              </dd>
            </div>
          ))}
      </dl>
      {funds.missing_kobo > 0 && (
        <div className="mt-3">
          <Callout meaning="warn" title={t`More went back than is held`}>
            <Trans>
              {naira(funds.missing_kobo)} is missing: what comes in is held until it is covered.
            </Trans>
          </Callout>
        </div>
      )}
    </Card>
  );
}
