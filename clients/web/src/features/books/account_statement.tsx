/** What moved an account, line by line, with the balance after each. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { AccountBalance, StatementLine } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { statementQuery } from "./ledger_query.ts";
import { saidBalance } from "./ledger_words.ts";
import { type Span, spanDays } from "./span.ts";

/** Of some days. */
export function AccountStatement(
  { orgId, account, span }: {
    readonly orgId: string;
    readonly account: AccountBalance;
    readonly span: Span;
  },
) {
  const { account_id: id } = account;
  const query = useQuery(statementQuery(id, spanDays(span, today())));
  const navigate = useNavigate();
  return (
    <>
      <Link
        to="/org/$orgId/money/accounts"
        params={{ orgId }}
        className="mb-2 inline-flex min-h-11 items-center gap-1 text-brand"
      >
        <ChevronLeft aria-hidden="true" className="size-5" />
        <Trans>All accounts</Trans>
      </Link>
      <div className="mb-6">
        <ChoiceGroup<Span>
          name="span"
          legend={<span className="sr-only">{t`Which days`}</span>}
          value={span}
          choices={[
            { value: "month", label: t`This month` },
            { value: "year", label: t`This year` },
            { value: "last-year", label: t`Last year` },
          ]}
          onChoose={(next) =>
            void navigate({
              to: "/org/$orgId/money/accounts",
              params: { orgId },
              search: { account: id, span: next },
              resetScroll: false,
            })}
        />
      </div>
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(lines) =>
          lines.length === 0 ? <EmptyState title={t`Nothing moved on these days`} /> : (
            <Table
              caption={t`What moved it`}
              columns={columns(account)}
              rows={lines.toReversed()}
              rowKey={({ entry_id, line_no }) => `${entry_id} ${line_no}`}
            />
          )}
      </Loaded>
    </>
  );
}

function columns({ kind }: AccountBalance): readonly Column<StatementLine>[] {
  const money = (kobo: number | null) => kobo === null || kobo === 0 ? "" : <Money kobo={kobo} />;
  return [
    {
      head: t`Day`,
      cell: ({ occurred_on }) => <span className="whitespace-nowrap">{date(occurred_on)}</span>,
    },
    {
      head: t`What`,
      title: true,
      cell: (it) => (it.description as string | null) ?? t`Brought forward`,
    },
    { head: t`Debit`, number: true, cell: ({ debit_kobo }) => money(debit_kobo) },
    { head: t`Credit`, number: true, cell: ({ credit_kobo }) => money(credit_kobo) },
    {
      head: t`Balance`,
      number: true,
      cell: ({ balance_kobo }) => (
        <Money kobo={saidBalance(kind, balance_kobo)} className="font-semibold" />
      ),
    },
  ];
}
