/** Where mails about letters and notices lead: to the paper, in its home. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { paperPlaceQuery } from "./tenancy_query.ts";

/** Goes on by itself. */
export function PaperLinkPage({ id }: { readonly id: string }) {
  const { data: tenancyId, error, refetch } = useQuery(paperPlaceQuery(id));
  if (typeof tenancyId === "string") {
    return <Navigate to="/home/$tenancyId/notices/$id" params={{ tenancyId, id }} replace />;
  }
  return (
    <Page title={t`Letters and notices`}>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {error === null && tenancyId === undefined && (
        <Loading>
          <Skeleton className="h-64" />
        </Loading>
      )}
      {tenancyId === null && (
        <EmptyState
          title={<Trans>This paper is not one of yours</Trans>}
          action={
            <LinkButton to="/home">
              <Trans>Your homes</Trans>
            </LinkButton>
          }
        >
          <Trans>
            You may be signed in with another number or address than the one that it went to.
          </Trans>
        </EmptyState>
      )}
    </Page>
  );
}
