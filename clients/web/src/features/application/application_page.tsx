/** Applying for a home: the form, or how the application stands. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { ApplicationForm } from "./application_form.tsx";
import { applicationQuery, takeBack } from "./application_query.ts";

/** The page. */
export function ApplicationPage({ listingId }: { readonly listingId: string }) {
  const query = applicationQuery(listingId);
  const { data: draft, error, refetch } = useQuery(query);
  const queries = useQueryClient();
  const anew = () => queries.invalidateQueries({ queryKey: ["applications"] });
  const takingBack = useMutation({
    mutationFn: () => takeBack(draft?.application.id ?? ""),
    onSuccess: () => {
      queries.removeQueries({ queryKey: query.queryKey });
      return anew();
    },
  });
  if (draft === undefined) {
    return (
      <Page title={t`Apply for this home`}>
        {error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="mb-3 h-12" />
              <Skeleton className="h-12" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  if (draft.application.status === "draft") {
    return (
      <Page
        title={t`Apply for this home`}
        lead={<Trans>Applying costs nothing, and binds you to nothing yet.</Trans>}
      >
        <ApplicationForm draft={draft} onSent={() => void anew()} />
      </Page>
    );
  }
  return (
    <Page title={t`Your application is sent`}>
      <Callout meaning="good" role="status">
        <p>
          <Trans>Who lets the home looks at it. You are told what they decide, and why.</Trans>
        </p>
      </Callout>
      {takingBack.error !== null && (
        <div className="mt-4">
          <Problem error={takingBack.error} />
        </div>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        <LinkButton to="/saved">
          <Trans>My search</Trans>
        </LinkButton>
        <Button look="secondary" busy={takingBack.isPending} onClick={() => takingBack.mutate()}>
          <Trans>Take it back</Trans>
        </Button>
      </div>
    </Page>
  );
}
