/** Staff do nothing without a second factor, and see nothing: it is asked for before the first queue. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { factorQuery } from "../../session/factor_query.ts";
import { hatsQuery } from "../../session/hats_query.ts";
import { useSignedInAs } from "../../session/session.ts";
import { StepUpCode } from "../../session/step_up_code.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";

/** Shows `children` to staff who brought their code. */
export function StaffGate({ children }: { readonly children: ReactNode }) {
  const userId = useSignedInAs();
  const hats = useQuery(hatsQuery(userId));
  const factor = useQuery(factorQuery(userId));
  const error = hats.error ?? factor.error;
  if (hats.data?.is_staff === false) {
    return (
      <Page title={t`Staff of Estate`}>
        <EmptyState title={t`This is for our staff`}>
          <Trans>
            You are signed in with an account that is not one of them. Whoever runs Estate can say
            so.
          </Trans>
        </EmptyState>
      </Page>
    );
  }
  if (hats.data === undefined || factor.data === undefined) {
    return (
      <Page title={t`Staff of Estate`}>
        {error === null
          ? (
            <Loading>
              <Skeleton className="h-40" />
            </Loading>
          )
          : (
            <Problem
              error={error}
              onRetry={() => void Promise.all([hats.refetch(), factor.refetch()])}
            />
          )}
      </Page>
    );
  }
  if (!factor.data.isBrought) {
    return (
      <Page
        title={t`Your second factor`}
        lead={<Trans>Staff see and do nothing without it. It holds until you sign out.</Trans>}
      >
        <div className="max-w-md">
          <StepUpCode onDone={() => {}} />
        </div>
      </Page>
    );
  }
  return children;
}
