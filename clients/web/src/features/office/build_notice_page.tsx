/** Prepares a notice of the law: which, to whom, why and from when; beside it what the law says of it, and its text. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import type { Addressee } from "@estate/sdk";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { askedOf, type NoticeDraft, sorted } from "./notice_draft.ts";
import { NoticeFields } from "./notice_fields.tsx";
import { answerQuery, noticeAddresseesQuery } from "./notices_query.ts";
import { TheLaw } from "./the_law.tsx";
import { useKeptDraft } from "./kept_draft.ts";
import { useSettled } from "./use_settled.ts";

const IssueSheet = lazy(() => import("./issue_sheet.tsx"));

/** What the address says: for which tenancy, and whether it is being issued. */
export interface BuildAddress {
  readonly tenancy?: string;
  readonly say?: "issue";
}

type Shown = { readonly orgId: string; readonly address: BuildAddress };

/** The page. */
export function BuildNoticePage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="tenancies.write" title={t`Prepare a notice`}>
      <BuildScreen {...shown} />
    </WorkGate>
  );
}

function BuildScreen({ orgId, address }: Shown) {
  const query = useQuery(noticeAddresseesQuery(orgId));
  return (
    <Page
      title={t`Prepare a notice`}
      lead={<Trans>Not legal advice. Have a lawyer check the notice before it is served.</Trans>}
      width="wide"
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {({ addressees, withoutAuthority, hasAuthority }) =>
          addressees.length === 0 && !hasAuthority && withoutAuthority.length > 0
            ? <NoAuthority orgId={orgId} owners={withoutAuthority.join(", ")} />
            : addressees.length === 0
            ? (
              <EmptyState title={t`Nothing is let`}>
                <Trans>A notice goes to the tenants of a tenancy that is in force.</Trans>
              </EmptyState>
            )
            : <Builder orgId={orgId} address={address} addressees={addressees} />}
      </Loaded>
    </Page>
  );
}

/** An agency finds nobody here of owners whose paper its mandate does not name. */
function NoAuthority({ orgId, owners }: { readonly orgId: string; readonly owners: string }) {
  return (
    <EmptyState
      title={t`No owner has authorized you in writing`}
      action={
        <LinkButton to="/org/$orgId/settings/mandates" params={{ orgId }}>
          <Trans>Your mandates</Trans>
        </LinkButton>
      }
    >
      <Trans>
        You give notices for an owner by a mandate to sign that names the paper by which they
        authorized you. Ask for one. Until then they give the notices: {owners}.
      </Trans>
    </EmptyState>
  );
}

function Builder(
  { orgId, address, addressees }: Shown & { readonly addressees: readonly Addressee[] },
) {
  const [draft, change, forget] = useKeptDraft<NoticeDraft>(`estate.notice.${orgId}`, () => ({
    clientId: crypto.randomUUID(),
    tenancyId: "",
    form: "quit",
    grounds: "",
  }));
  const navigate = useNavigate();
  const { tenancy } = address;
  // Whoever comes from a tenancy means that one, whatever was begun before.
  useEffect(() => {
    if (tenancy !== undefined) change({ tenancyId: tenancy });
  }, [tenancy]);
  const asked = useSettled(draft);
  const answer = useQuery(answerQuery(askedOf(asked)));
  const isCurrent = answer.data !== undefined && asked === draft && !answer.isPlaceholderData;
  const faults = sorted(answer.data?.faults ?? []);
  const say = (issue: boolean) =>
    void navigate({
      to: "/org/$orgId/notices/new",
      params: { orgId },
      search: issue ? { say: "issue" } : {},
      replace: !issue,
      resetScroll: false,
    });
  // What is not written yet is missing, and not wrong.
  const { grounds, ...wrong } = faults.atFields;
  const shownWrong = draft.grounds === "" || grounds === undefined ? wrong : { ...wrong, grounds };
  const mayIssue = isCurrent && answer.data.faults.length === 0;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card title={t`The notice`}>
        <NoticeFields
          draft={draft}
          addressees={addressees}
          wrong={shownWrong}
          earliestOn={answer.data?.earliest_on ?? undefined}
          onChange={change}
        />
      </Card>
      <div className="flex flex-col gap-6">
        {draft.tenancyId === ""
          ? (
            <EmptyState title={t`Choose a home`}>
              <Trans>Then the law of the place is applied, and the text stands here.</Trans>
            </EmptyState>
          )
          : (
            <>
              <Loaded query={answer} skeleton={<Skeleton className="h-96" />}>
                {(found) => <TheLaw orgId={orgId} answer={found} others={faults.others} />}
              </Loaded>
              <Button wide disabled={!mayIssue} onClick={() => say(true)}>
                <Trans>Issue this notice</Trans>
              </Button>
            </>
          )}
      </div>
      {address.say === "issue" && mayIssue && (
        <Suspense>
          <IssueSheet
            orgId={orgId}
            draft={draft}
            answer={answer.data}
            onForget={forget}
            onClose={() => say(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
