/** A part of what was given up: its heading, and each of its states. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";

/** Shows `children` of the rows, where there are any. */
export function LetterSection<Row>(
  { title, none, action, query, wrong, children }: {
    readonly title: string;
    /** Where there is nothing. */
    readonly none: string;
    readonly action?: ReactNode;
    readonly query: UseQueryResult<Row[]>;
    /** What the last try to send again threw. */
    readonly wrong: unknown;
    readonly children: (rows: readonly Row[]) => ReactNode;
  },
) {
  const { data, error, refetch } = query;
  return (
    <section>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-20 font-bold">{title}</h2>
        {data !== undefined && data.length > 0 && action}
      </div>
      {wrong !== null && (
        <div className="mb-3">
          <Problem error={wrong} />
        </div>
      )}
      {data === undefined
        ? error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="h-32" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />
        : data.length === 0
        ? <EmptyState title={none} />
        : children(data)}
    </section>
  );
}
