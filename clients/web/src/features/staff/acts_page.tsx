/** Privileged acts: what staff and owners did with the rights that they have, and whether the record is whole. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Act } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { RecordVerdict } from "./record_verdict.tsx";
import { headed, plain } from "./queue.ts";
import { sdk } from "./staff_query.ts";

const pageSize = 50;

/** The page. */
export function ActsPage() {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      queryKey: ["staff", "acts"],
      queryFn: async ({ pageParam }): Promise<readonly Act[]> => {
        const [client, { listActs }] = await sdk();
        return await listActs(client, {}, {
          most: pageSize,
          ...(pageParam === undefined ? {} : { beforeId: pageParam }),
        });
      },
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.length < pageSize ? undefined : last.at(-1)?.id,
      gcTime: 0,
    },
  );
  const acts = data?.pages.flat();
  return (
    <Page
      title={t`Record of acts`}
      lead={<Trans>What was done with special rights, why, and what it changed.</Trans>}
      width="wide"
    >
      <div className="flex flex-col gap-6">
        <RecordVerdict />
        {acts === undefined
          ? error === null
            ? (
              <Loading onRetry={() => void refetch()}>
                <Skeleton className="h-96" />
              </Loading>
            )
            : <Problem error={error} onRetry={() => void refetch()} />
          : acts.length === 0
          ? <EmptyState title={t`Nothing was done yet`} />
          : (
            <ul
              aria-label={t`Acts`}
              className="divide-y divide-line overflow-hidden rounded-card border border-line"
            >
              {acts.map((it) => <Line key={it.id} act={it} />)}
            </ul>
          )}
        {hasNextPage && (
          <div className="acts">
            <Button
              look="secondary"
              busy={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              <Trans>Show earlier acts</Trans>
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}

function Line({ act }: { readonly act: Act }) {
  return (
    <li className="px-4 py-3 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <p className="min-w-0 break-words font-semibold">{headed(act.act)}</p>
        <StatusChip meaning={act.assurance === "aal2" ? "good" : "info"}>
          {act.assurance === "aal2" ? t`With a second factor` : plain(act.assurance)}
        </StatusChip>
      </div>
      <p className="break-words text-14 text-muted">
        {[
          dateTime(act.occurred_at),
          act.actor ?? t`SQL in Studio`,
          act.staff_role === null ? "" : plain(act.staff_role),
        ].filter((it) => it !== "").join(" · ")}
      </p>
      {act.reason !== null && <p className="mt-1 break-words">{act.reason}</p>}
      {act.changes.length > 0 && (
        <details className="mt-1">
          <summary className="flex min-h-11 cursor-pointer items-center text-14 font-semibold">
            <Trans>What it changed</Trans>
          </summary>
          <ul className="flex flex-col gap-2 pb-2">
            {act.changes.map((it) => (
              <li key={`${it.table} ${it.row_id}`} className="text-14">
                <p className="font-semibold">{`${plain(it.table)}: ${it.action.toLowerCase()}`}</p>
                <code className="block break-all">{JSON.stringify(it.before)}</code>
                <code className="block break-all">{JSON.stringify(it.after)}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
