/** A queue: its list, and beside or above it the case that is open. Keys go through it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";
import { CaseFrame } from "./case_frame.tsx";
import { CaseList } from "./case_list.tsx";
import { caseInPlaceOf, isAt } from "./course.ts";
import type { Queue } from "./queue.ts";
import { useKeys } from "./use_keys.ts";

/** `name` is its part of the address, `caseId` the case that is open. */
export function QueuePage<Row>(
  { queue, name, caseId }: {
    readonly queue: Queue<Row>;
    readonly name: string;
    readonly caseId: string | undefined;
  },
) {
  const query = queue.query();
  const { data, error, refetch, isFetching } = useQuery({ ...query, refetchInterval: 30_000 });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const lines = data?.map((row) => queue.line(row)) ?? [];
  const ids = lines.map(({ id }) => id);
  const go = (id: string | undefined) =>
    void navigate({
      to: "/staff/$queue",
      params: { queue: name },
      search: id === undefined ? {} : { case: id },
      replace: caseId !== undefined,
    });
  useKeys(ids, caseId, go);
  const row = data?.[ids.indexOf(caseId ?? "")];
  const line = lines.find(({ id }) => id === caseId);
  const finish = () => {
    if (caseId === undefined) return;
    // A decision may settle late: who has opened another case by then stays there.
    if (isAt(router.state.location, name, caseId)) go(caseInPlaceOf(ids, caseId));
    queries.setQueryData<Row[]>(
      query.queryKey,
      (rows) => rows?.filter((it) => queue.line(it).id !== caseId),
    );
    void queries.invalidateQueries({ queryKey: query.queryKey });
    toast(t`Decided.`);
  };
  return (
    <Page title={queue.title()} lead={queue.lead()} width="wide">
      {data === undefined && (error === null
        ? (
          <Loading onRetry={() => void refetch()}>
            <div className="flex flex-col gap-3">
              <Skeleton className="h-18" />
              <Skeleton className="h-18" />
              <Skeleton className="h-18" />
            </div>
          </Loading>
        )
        : <Problem error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && data.length === 0 && (
        <EmptyState icon={<CircleCheck />} title={t`Nothing waits here`}>
          <Trans>What comes appears by itself.</Trans>
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <div className="grid items-start gap-6 lg:grid-cols-[20rem_1fr]">
          <div className={caseId === undefined ? "" : "hidden lg:block"}>
            <CaseList lines={lines} name={name} />
          </div>
          <div className={caseId === undefined ? "hidden lg:block" : ""}>
            {row !== undefined && line !== undefined
              ? (
                <CaseFrame key={line.id} line={line} name={name}>
                  <queue.Case row={row} onDone={finish} />
                </CaseFrame>
              )
              : (
                <EmptyState title={caseId === undefined ? t`Choose a case` : t`It is decided`}>
                  {caseId === undefined || isFetching
                    ? <Trans>J and K go through them, Enter to the decision.</Trans>
                    : <Trans>Somebody decided it meanwhile. J opens the next.</Trans>}
                </EmptyState>
              )}
          </div>
        </div>
      )}
    </Page>
  );
}
