/** What every report has below its days: loading, nothing to say, or figure, chart and table. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** `empty` is the title and the reason where there are no rows. */
export function ReportFrame<Row>(
  { query, empty, children }: {
    readonly query: UseQueryResult<readonly Row[]>;
    readonly empty: readonly [title: string, reason: string];
    readonly children: (rows: readonly Row[]) => ReactNode;
  },
) {
  return (
    <Loaded
      query={query}
      skeleton={
        <div className="flex flex-col gap-6">
          <Skeleton className="h-28" />
          <Skeleton className="h-80" />
          <Skeleton className="h-96" />
        </div>
      }
    >
      {(rows) =>
        rows.length === 0
          ? <EmptyState title={empty[0]}>{empty[1]}</EmptyState>
          : <div className="flex flex-col gap-6">{children(rows)}</div>}
    </Loaded>
  );
}
