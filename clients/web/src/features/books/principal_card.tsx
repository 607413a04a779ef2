/** A mandate's money: what is owed, what it is made of, and what moved it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PrincipalMove } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type NamedBalance, principalMovesQuery } from "./principal_query.ts";

/** The card. `onSend` where something can be sent on. */
export function PrincipalCard(
  { balance, onSend }: { readonly balance: NamedBalance; readonly onSend?: () => void },
) {
  const [isOpen, setOpen] = useState(false);
  const lines: readonly (readonly [string, number])[] = [
    [t`Came in`, balance.collected_kobo],
    [t`Kept by the provider`, -balance.provider_fees_kobo],
    [t`Fee of the agency`, -balance.agency_fee_kobo],
    [t`Sent on`, -balance.remitted_kobo],
  ];
  return (
    <Card
      title={balance.otherName ?? t`Another organization`}
      action={onSend !== undefined && (
        <Button onClick={onSend}>
          <Trans>Send it on</Trans>
        </Button>
      )}
    >
      <p className="mb-3 flex flex-wrap items-baseline gap-x-2">
        <Money kobo={balance.owed_kobo} size="hero" />
        <span className="text-muted">
          {balance.isAgency ? <Trans>you owe them</Trans> : <Trans>your agency owes you</Trans>}
        </span>
      </p>
      <dl className="text-14">
        {lines.map(([head, kobo]) => (
          <div key={head} className="flex justify-between gap-3 py-0.5">
            <dt className="text-muted">{head}</dt>
            <dd>
              <Money kobo={kobo === 0 ? 0 : kobo} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-2">
        <Button look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? <Trans>Less</Trans> : <Trans>Line by line</Trans>}
        </Button>
      </div>
      {isOpen && <Moves mandateId={balance.mandate_id} />}
    </Card>
  );
}

function Moves({ mandateId }: { readonly mandateId: string }) {
  const query = useQuery(principalMovesQuery(mandateId, today()));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
      {(moves) =>
        moves.length === 0 ? <p className="text-muted">{t`Nothing moved yet.`}</p> : (
          <ul>
            {moves.toReversed().map((it) => (
              <li
                key={it.move_id}
                className="flex flex-wrap justify-between gap-x-4 border-t border-line py-2"
              >
                <span>
                  {moveName(it.kind)}
                  <span className="block text-14 text-muted">{date(it.occurred_on)}</span>
                </span>
                <span className="text-right">
                  <Money kobo={it.owed_kobo} className="block" />
                  <span className="block text-14 text-muted">
                    <Trans>
                      then <Money kobo={it.balance_kobo} />
                    </Trans>
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )}
    </Loaded>
  );
}

function moveName(kind: PrincipalMove["kind"]): string {
  switch (kind) {
    case "collected":
      return t`Came in`;
    case "collection_reversed":
      return t`Was taken back`;
    case "collection_returned":
      return t`Went back to the payer`;
    case "remitted":
      return t`Sent on`;
    case "remittance_reversed":
      return t`Came back from the bank`;
  }
}
