/** The caution deposit: what is held, what was kept and why, what went back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { DepositLine } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { depositQuery } from "./deposit_query.ts";
import { DisputedDeduction } from "./disputed_deduction.tsx";
import { DepositReturnLine } from "./deposit_return_line.tsx";

const TakeBackSheet = lazy(() => import("./take_back_sheet.tsx"));

/** The card. `onKeep` and `onReturn` are left out for who may only look. */
export function DepositCard(
  { tenancyId, isOver, onKeep, onReturn }: {
    readonly tenancyId: string;
    /** Whether the tenants have left: only then is it settled. */
    readonly isOver: boolean;
    readonly onKeep?: () => void;
    readonly onReturn?: () => void;
  },
) {
  const query = useQuery(depositQuery(tenancyId));
  const [takenBack, setTakenBack] = useState<DepositLine>();
  return (
    <Card title={t`Caution deposit`}>
      <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
        {(whole) => {
          if (whole === null || whole.deposit.demanded_kobo === 0 && whole.lines.length === 0) {
            return (
              <p className="text-muted">
                <Trans>No deposit was asked for.</Trans>
              </p>
            );
          }
          const { deposit, lines, returns, disputes } = whole;
          return (
            <>
              <p>
                <Money kobo={deposit.held_kobo} size="large" />{" "}
                <span className="text-muted">
                  <Trans>is held</Trans>
                </span>
              </p>
              {deposit.is_due_for_refund && (deposit.due_on as string | null) !== null && (
                <p className="mt-1">
                  <Trans>It should be back with the tenants by {date(deposit.due_on)}.</Trans>
                </p>
              )}
              {lines.length > 0 && (
                <ul className="mt-3 divide-y divide-line border-t border-line">
                  {lines.map((it) => (
                    <li
                      key={it.line_no}
                      className="flex flex-wrap items-start justify-between gap-x-3 py-2"
                    >
                      <span className="min-w-0 flex-1">
                        <span className="block break-words">{it.description}</span>
                        <span className="block text-14 text-muted">
                          {entryWords(it.entry)} · {date(it.on_day)}
                        </span>
                      </span>
                      <Money kobo={it.amount_kobo} className="shrink-0" />
                      {onKeep !== undefined && it.entry === "deducted" && (
                        <span className="basis-full">
                          <Button
                            look="quiet"
                            className="-ml-4"
                            aria-label={t`Take it back: ${it.description}`}
                            onClick={() => setTakenBack(it)}
                          >
                            <Trans>Take it back</Trans>
                          </Button>
                        </span>
                      )}
                    </li>
                  ))}
                </ul>
              )}
              {disputes.map((it) => (
                <DisputedDeduction
                  key={it.id}
                  dispute={it}
                  stands={lines.find(({ deduction_id }) =>
                    it.stands_id !== null && deduction_id === it.stands_id
                  )}
                  mayAnswer={onKeep !== undefined}
                />
              ))}
              {returns.filter((it) => it.status !== "confirmed" || it.decision !== null).map((
                it,
              ) => <DepositReturnLine key={it.id} made={it} />)}
              {isOver && deposit.held_kobo > 0 && (
                <div className="mt-4 acts empty:hidden">
                  {onReturn !== undefined && (
                    <Button onClick={onReturn}>
                      <Trans>It was given back</Trans>
                    </Button>
                  )}
                  {onKeep !== undefined && (
                    <Button look="secondary" onClick={onKeep}>
                      <Trans>Keep a part of it</Trans>
                    </Button>
                  )}
                </div>
              )}
              {!isOver && deposit.held_kobo > 0 && (
                <p className="mt-3 text-14 text-muted">
                  <Trans>It is settled once the tenants have left.</Trans>
                </p>
              )}
            </>
          );
        }}
      </Loaded>
      {takenBack !== undefined && (
        <Suspense>
          <TakeBackSheet line={takenBack} onClose={() => setTakenBack(undefined)} />
        </Suspense>
      )}
    </Card>
  );
}

function entryWords(entry: string): string {
  switch (entry) {
    case "paid":
      return t`Came in`;
    case "taken_over":
      return t`Taken over`;
    case "passed_on":
      return t`Passed on`;
    case "deducted":
      return t`Kept`;
    default:
      return t`Given back`;
  }
}
