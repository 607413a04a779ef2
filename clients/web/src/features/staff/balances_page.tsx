/** What providers say that they hold for us, beside what our books say. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ProviderBalance } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { headed } from "./queue.ts";
import { balancesQuery } from "./staff_query.ts";

/** The page. */
export function BalancesPage() {
  const query = useQuery(balancesQuery());
  return (
    <Page
      title={t`Balances at providers`}
      lead={<Trans>Read once a day. What is under way explains most of a difference.</Trans>}
      width="wide"
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(rows) =>
          rows.length === 0
            ? (
              <EmptyState title={t`No balance was read yet`}>
                <Trans>The first one comes with the next morning's reconciliation.</Trans>
              </EmptyState>
            )
            : (
              <Table
                caption={t`Balances at providers`}
                columns={columns()}
                rows={rows}
                rowKey={(it) => `${it.provider} ${it.on_day}`}
              />
            )}
      </Loaded>
    </Page>
  );
}

const amount = (kobo: number | null) => kobo === null ? "–" : <Money kobo={kobo} />;

function columns(): readonly Column<ProviderBalance>[] {
  return [
    { head: t`Provider`, title: true, cell: (it) => headed(it.provider) },
    { head: t`Day`, cell: (it) => date(it.on_day) },
    { head: t`It holds`, number: true, cell: (it) => amount(it.held_kobo) },
    { head: t`Under way`, number: true, cell: (it) => amount(it.under_way_kobo) },
    { head: t`Difference`, number: true, cell: (it) => amount(it.difference_kobo) },
    {
      head: t`Not explained`,
      cell: (it) =>
        it.read_at === null
          ? <StatusChip meaning="wait">{it.last_error ?? t`Not read yet`}</StatusChip>
          : (it.unexplained_kobo ?? 0) === 0
          ? <StatusChip meaning="good">{t`Nothing`}</StatusChip>
          : (
            <StatusChip meaning="bad">
              <Money kobo={it.unexplained_kobo ?? 0} />
            </StatusChip>
          ),
    },
  ];
}
