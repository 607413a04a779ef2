/** One step of proving who one is: what is asked, why, what is kept; how it stands; and doing it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft } from "lucide-react";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { ContactStep } from "./contact_step.tsx";
import { Explained } from "./explained.tsx";
import { NumberStep } from "./number_step.tsx";
import { stepsQuery } from "./proof_query.ts";
import { Standing } from "./standing.tsx";
import { mayBegin } from "./step_state.ts";
import { kindName } from "./step_words.ts";

/** `kind` as the address has it. */
export function StepPage({ kind }: { readonly kind: string }) {
  const { data, error, refetch } = useQuery(stepsQuery());
  const step = data?.find((it) => it.kind === kind);
  const title = step === undefined ? t`Prove who you are` : kindName(step.kind);
  return (
    <Page title={title}>
      <div className="flex flex-col gap-4">
        {data === undefined && (error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="h-64" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />)}
        {data !== undefined && step === undefined && (
          <EmptyState title={t`There is no such step`}>
            <Trans>What can be proven stands on the page before this one.</Trans>
          </EmptyState>
        )}
        {step !== undefined && (
          <>
            <Standing step={step} />
            <Explained step={step} />
            {step.kind === "phone" || step.kind === "email"
              ? <ContactStep kind={step.kind} isProven={step.verified_at !== null} />
              : mayBegin(step) && <NumberStep step={step} kind={step.kind} />}
          </>
        )}
        <div className="acts">
          <LinkButton
            look="quiet"
            to="/me/proof"
            className="-ml-4"
            icon={<ChevronLeft aria-hidden="true" className="size-5" />}
          >
            <Trans>All steps</Trans>
          </LinkButton>
        </div>
      </div>
    </Page>
  );
}
