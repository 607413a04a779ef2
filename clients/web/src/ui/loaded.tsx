/** What a query gives, in each of its states: on its way, failed, there, and there from before while the line is away. */
import { Trans } from "@lingui/react/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { time } from "../format/date.ts";
import { useOnline } from "../offline/online.ts";
import { Problem } from "./problem.tsx";
import { Loading } from "./skeleton.tsx";

/** `skeleton` stands there until it comes; what was read before stays in sight when reading it again fails. */
export function Loaded<Data>(
  { query, skeleton, children }: {
    readonly query: UseQueryResult<Data>;
    readonly skeleton: ReactNode;
    readonly children: (data: Data) => ReactNode;
  },
) {
  const online = useOnline();
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    if (query.error !== null) return <Problem error={query.error} onRetry={retry} />;
    // Without a line nothing is asked: it would load for ever.
    if (query.fetchStatus === "paused") return <Problem error={new Error()} onRetry={retry} />;
    return <Loading onRetry={retry}>{skeleton}</Loading>;
  }
  return (
    <>
      {query.error !== null && online && (
        <div className="mb-4">
          <Problem error={query.error} onRetry={retry} />
        </div>
      )}
      {!online && (
        <p className="mb-4 text-14 text-muted">
          <Trans>As of {time(query.dataUpdatedAt)}</Trans>
        </p>
      )}
      {children(query.data)}
    </>
  );
}
