/** Applying for a home: the form, or how the application stands. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useSignedInAs } from "../../session/session.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { ApplicationForm } from "./application_form.tsx";
import { applicationQuery, begin, type Draft } from "./application_query.ts";
import { Declined } from "./declined.tsx";
import { Sent } from "./sent.tsx";
import { isWithdrawable, standingOf } from "./standing.ts";

const TakeBackSheet = lazy(() => import("./take_back_sheet.tsx"));

/** The page; nobody comes here without being signed in. */
export function ApplicationPage(shown: Shown) {
  const me = useSignedInAs();
  return me === undefined ? null : <ApplicationOf key={me} {...shown} me={me} />;
}

/** What its route gives. */
interface Shown {
  readonly listingId: string;
  /** Whether it is asked if the application is to be taken back. */
  readonly isTakingBack: boolean;
  readonly onTakeBack: (open: boolean) => void;
}

function ApplicationOf(
  { listingId, isTakingBack, onTakeBack, me }: Shown & { readonly me: string },
) {
  const query = applicationQuery(me, listingId);
  const { data: draft, error, refetch } = useQuery(query);
  const queries = useQueryClient();
  const anew = () => queries.invalidateQueries({ queryKey: ["applications"] });
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
  const standing = standingOf(draft?.application.status);
  if (draft === null || standing !== "sent") {
    return (
      <Page
        title={t`Apply for this home`}
        lead={<Trans>Applying costs nothing, and binds you to nothing yet.</Trans>}
      >
        {draft !== null && standing === "draft"
          ? (
            <ApplicationForm
              key={draft.application.id}
              draft={draft}
              onSent={() => void anew()}
            />
          )
          : (
            <>
              {draft?.application.status === "declined" && (
                <Declined application={draft.application} />
              )}
              <Begin
                listingId={listingId}
                again={standing === "over"}
                onBegun={(begun) => queries.setQueryData(query.queryKey, begun)}
              />
            </>
          )}
      </Page>
    );
  }
  return (
    <Page title={t`Your application is sent`}>
      <Sent draft={draft} />
      <div className="mt-6 acts">
        <LinkButton to="/saved">
          <Trans>My search</Trans>
        </LinkButton>
        {isWithdrawable(draft.application.status) && (
          <Button
            look="secondary"
            onClick={() => onTakeBack(true)}
          >
            <Trans>Take it back</Trans>
          </Button>
        )}
      </div>
      {isTakingBack && isWithdrawable(draft.application.status) && (
        <Suspense fallback={null}>
          <TakeBackSheet applicationId={draft.application.id} onClose={() => onTakeBack(false)} />
        </Suspense>
      )}
    </Page>
  );
}

/** Nothing is begun by looking: a draft is made when somebody asks for it. */
function Begin(
  { listingId, again, onBegun }: {
    readonly listingId: string;
    readonly again: boolean;
    readonly onBegun: (draft: Draft) => void;
  },
) {
  const beginning = useMutation({ mutationFn: () => begin(listingId), onSuccess: onBegun });
  return (
    <div className="flex flex-col items-start gap-4">
      {again && (
        <p>
          <Trans>Your earlier application is over. You may apply again.</Trans>
        </p>
      )}
      {beginning.error !== null && <Problem error={beginning.error} />}
      <Button busy={beginning.isPending} onClick={() => beginning.mutate()}>
        <Trans>Begin the application</Trans>
      </Button>
    </div>
  );
}
