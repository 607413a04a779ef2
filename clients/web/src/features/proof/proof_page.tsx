/** Proving who one is, step by step: what others see of it, the steps, what they are needed for, who looked. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Badges } from "./badges.tsx";
import { Looks } from "./looks.tsx";
import { MySignals } from "./my_signals.tsx";
import { Needs } from "./needs.tsx";
import { inOrder, stepsQuery } from "./proof_query.ts";
import { StepCard } from "./step_card.tsx";

/** The page. */
export function ProofPage() {
  const { data, error, refetch } = useQuery(stepsQuery());
  return (
    <Page
      title={t`Prove who you are`}
      lead={
        <Trans>
          Once, step by step, and only as far as you need. Others see what was checked and when;
          nobody sees your numbers.
        </Trans>
      }
    >
      <div className="flex flex-col gap-4">
        {data === undefined && error !== null && (
          <Problem
            error={error}
            onRetry={() => void refetch()}
          />
        )}
        {data === undefined && error === null && (
          <Loading onRetry={() => void refetch()}>
            <div className="flex flex-col gap-4">
              <Skeleton className="h-28" />
              <Skeleton className="h-28" />
              <Skeleton className="h-28" />
            </div>
          </Loading>
        )}
        {data !== undefined && (
          <>
            <Badges steps={data} />
            <MySignals />
            <ul className="flex flex-col gap-4">
              {inOrder.map((kind) => {
                const step = data.find((it) => it.kind === kind);
                return step === undefined ? null : (
                  <li key={kind}>
                    <StepCard step={step} />
                  </li>
                );
              })}
            </ul>
            <Needs />
            <Looks />
          </>
        )}
      </div>
    </Page>
  );
}
