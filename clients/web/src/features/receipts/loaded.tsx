/** A list that is read: what stands there until it is, and when there is nothing in it. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { dateTime } from "../../format/date.ts";
import { useOnline } from "../../offline/online.ts";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";

/** `children` shows the rows, `empty` that there are none. Offline it says how old they are. */
export function Loaded<Row>(
  { query, empty, children }: {
    readonly query: UseQueryResult<readonly Row[]>;
    readonly empty: ReactNode;
    readonly children: (rows: readonly Row[]) => ReactNode;
  },
) {
  const online = useOnline();
  if (query.data === undefined) {
    return query.error === null
      ? (
        <Loading onRetry={() => void query.refetch()}>
          <div className="flex flex-col gap-3">
            <Skeleton className="h-24" />
            <Skeleton className="h-24" />
            <Skeleton className="h-24" />
          </div>
        </Loading>
      )
      : <Problem error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <>
      {!online && (
        <p className="mb-3 text-14 text-muted">
          <Trans>As of {dateTime(query.dataUpdatedAt)}</Trans>
        </p>
      )}
      {query.data.length === 0 ? empty : children(query.data)}
    </>
  );
}
