/** Whether the record of acts is whole, as its verifier finds it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { plain } from "./queue.ts";
import { actFaultsQuery } from "./staff_query.ts";

/** The box. */
export function RecordVerdict() {
  const { data, error, refetch } = useQuery(actFaultsQuery());
  if (error !== null && data === undefined) {
    return <Problem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Skeleton className="h-16" />;
  if (data.length === 0) {
    return (
      <Callout meaning="good" role="status" title={t`The record is whole`}>
        <Trans>Every seal follows from the one before it, and no act is without one.</Trans>
      </Callout>
    );
  }
  return (
    <Callout meaning="bad" role="alert" title={t`The record was touched`}>
      <ul className="list-disc pl-5">
        {data.map((it) => (
          <li key={`${it.chain} ${it.seq} ${it.fault}`}>
            {`${it.chain}${it.seq === null ? "" : ` ${it.seq}`}: ${plain(it.fault)}`}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
