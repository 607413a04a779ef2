/** How the work in the background goes. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { WorkHealth } from "@estate/sdk";
import { relative } from "../../format/relative.ts";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Table } from "../../ui/table.tsx";
import { headed } from "./queue.ts";
import { healthQuery } from "./staff_query.ts";

/** The page; what is late stands first. */
export function HealthPage() {
  const { data, error, refetch } = useQuery({ ...healthQuery(), refetchInterval: 30_000 });
  const rows = data?.toSorted((one, other) => Number(other.is_late) - Number(one.is_late));
  return (
    <Page
      title={t`How the work goes`}
      lead={<Trans>The scheduler, each kind of work, queue, channel and schedule.</Trans>}
      width="wide"
    >
      {rows === undefined
        ? error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="h-96" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />
        : (
          <Table<WorkHealth>
            caption={t`Work in the background`}
            rows={rows}
            rowKey={(row) => `${row.sort} ${row.name}`}
            columns={[
              { head: t`Work`, title: true, cell: (row) => headed(row.name.replaceAll("-", "_")) },
              { head: t`Sort`, cell: (row) => row.sort },
              {
                head: t`State`,
                cell: (row) =>
                  row.is_late
                    ? (
                      <>
                        <StatusChip meaning="bad">{t`Late`}</StatusChip>
                        <span className="block text-14">{row.says}</span>
                      </>
                    )
                    : <StatusChip meaning="good">{t`On time`}</StatusChip>,
              },
              { head: t`Waits`, number: true, cell: (row) => row.waiting ?? "–" },
              { head: t`Given up`, number: true, cell: (row) => row.dead ?? "–" },
              {
                head: t`Went well`,
                cell: (row) => {
                  const at = row.last_success_at as string | null;
                  return at === null ? "–" : relative(at);
                },
              },
            ]}
          />
        )}
    </Page>
  );
}
