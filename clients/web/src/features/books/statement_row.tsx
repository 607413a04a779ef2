/** A row of a statement: what the bank says, and beside it what it may be. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError } from "@estate/sdk/catalogue";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Money } from "../../ui/money.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Proposal } from "./proposal.tsx";
import type { RowAct } from "./row_acts.ts";
import type { OpenCharge, ProposedRow } from "./statement_query.ts";
import { useDecideRow } from "./use_decide_row.ts";

/** The row. `onSay` opens what needs more than a press. */
export function StatementRowCard(
  { proposed: { row, matches }, charges, onSay }: {
    readonly proposed: ProposedRow;
    readonly charges: readonly OpenCharge[];
    readonly onSay: (act: RowAct) => void;
  },
) {
  const decide = useDecideRow(row.id);
  const last = decide.variables?.decision;
  const looksKnown = decide.error instanceof EstateError &&
    decide.error.code === "statement.same_money";
  return (
    <article
      aria-label={row.narration}
      className="grid gap-x-6 gap-y-3 rounded-card border border-line p-4 sm:p-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]"
    >
      <div>
        <h2 className="flex flex-wrap items-baseline justify-between gap-x-3">
          <Money kobo={row.amount_kobo} size="large" />
          <span className="text-muted">{date(row.booked_on)}</span>
        </h2>
        <p className="mt-1 break-words">{row.narration}</p>
        {row.reference !== null && (
          <p className="break-all text-14 text-muted">
            <Trans>Bank reference {row.reference}</Trans>
          </p>
        )}
      </div>
      <div>
        {matches.length === 0
          ? (
            <p className="text-muted">
              <Trans>Nothing that is open looks like it. Choose the charges yourself.</Trans>
            </p>
          )
          : (
            <ul aria-label={t`What it may be`}>
              {matches.slice(0, 3).map((match, n) => (
                <Proposal
                  key={match.offline_payment_id ?? match.charge_id}
                  match={match}
                  charge={charges.find(({ charge }) => charge.charge_id === match.charge_id)}
                  first={n === 0}
                  busy={decide.isPending}
                  onSay={(decision) => decide.mutate({ decision })}
                />
              ))}
            </ul>
          )}
        {decide.error !== null && (
          <div className="mt-2">
            <Problem error={decide.error}>
              {looksKnown && last !== undefined && (
                <Button
                  look="secondary"
                  onClick={() => decide.mutate({ decision: last, isOtherMoney: true })}
                >
                  <Trans>Two transfers came: it is other money</Trans>
                </Button>
              )}
            </Problem>
          </div>
        )}
        <div className="mt-2 acts">
          <Button look="secondary" onClick={() => onSay("book")}>
            <Trans>Choose the charges</Trans>
          </Button>
          <Button look="quiet" onClick={() => onSay("dismiss")}>
            <Trans>Not from a tenant</Trans>
          </Button>
        </div>
      </div>
    </article>
  );
}
