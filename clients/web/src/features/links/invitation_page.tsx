/** An invitation to act for an organization, or to see one's own home. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { type Invitation, type ReadInvitation, saidName } from "@estate/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dateTime } from "../../format/date.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { ForOne, LinkProblem } from "./for_one.tsx";
import { acceptInvitation, invitationQuery } from "./link_query.ts";
import { dropToken } from "./link_token.ts";
import { memberRole } from "./member_role.ts";
import { type Link, useLink } from "./use_link.ts";

/** The page. */
export function InvitationPage() {
  const link = useLink("invitation");
  const title = t`Your invitation`;
  return (
    <ForOne
      link={link}
      title={title}
      before={<Trans>Somebody invites you to Estate</Trans>}
    >
      {(token, userId) => (
        <Page title={title}>
          <Reading key={userId} token={token} userId={userId} link={link} />
        </Page>
      )}
    </ForOne>
  );
}

function Reading(
  { token, userId, link }: {
    readonly token: string;
    readonly userId: string;
    readonly link: Link;
  },
) {
  const queries = useQueryClient();
  const asked = useQuery(invitationQuery(token, userId));
  const accepting = useMutation({
    mutationFn: () => acceptInvitation(token),
    onSuccess: () => {
      dropToken("invitation", sessionStorage);
      for (const topic of ["hats", "tenancy", "homes"]) {
        void queries.invalidateQueries({ queryKey: [topic] });
      }
    },
  });
  if (accepting.isSuccess) return <Accepted invitation={accepting.data} />;
  const error = asked.error ?? accepting.error;
  if (error !== null) {
    return <LinkProblem error={error} link={link} onRetry={() => void asked.refetch()} />;
  }
  if (asked.data === undefined) {
    return (
      <Loading onRetry={() => void asked.refetch()}>
        <Skeleton className="h-40" />
      </Loading>
    );
  }
  const until = dateTime(asked.data.expires_at);
  return (
    <>
      <section className="rounded-card border border-line p-4 sm:p-6">
        <p className="text-18">
          <What asked={asked.data} />
        </p>
        <p className="mt-3 text-muted">
          <Trans>Accept it only if you know them. It is good until {until}.</Trans>
        </p>
      </section>
      <div className="mt-4 acts">
        <Button busy={accepting.isPending} onClick={() => accepting.mutate()}>
          <Trans>Accept the invitation</Trans>
        </Button>
        <Button look="quiet" onClick={() => void link.signInAsAnother()}>
          <Trans>Sign in as somebody else</Trans>
        </Button>
      </div>
    </>
  );
}

function What({ asked }: { readonly asked: ReadInvitation }) {
  const { kind, organization_name: organization, inviter_name } = asked;
  // Not every description of the project says that it is null where the account is gone.
  const inviter = saidName(asked.inviter_name);
  const who = (inviter_name as string | null) === null
    ? organization
    : inviter === undefined
    ? t`Somebody of ${organization} who has not said their name`
    : t`${inviter} of ${organization}`;
  if (kind === "tenant") {
    return <Trans>{who} invites you to see your home, its rent and its receipts here.</Trans>;
  }
  const role = memberRole(asked.role);
  return <Trans>{who} invites you to act for the organization, as {role}.</Trans>;
}

function Accepted({ invitation: { kind, org_id } }: { readonly invitation: Invitation }) {
  return kind === "member"
    ? (
      <Callout meaning="good" role="status" title={t`You act for the organization now`}>
        <div className="mt-3">
          <LinkButton to="/org/$orgId" params={{ orgId: org_id }}>
            <Trans>To your work</Trans>
          </LinkButton>
        </div>
      </Callout>
    )
    : (
      <Callout meaning="good" role="status" title={t`Your home is in your account now`}>
        <p className="mt-1">
          <Trans>
            You see what is owed and paid, every receipt, and can report what is broken.
          </Trans>
        </p>
        <div className="mt-3">
          <LinkButton to="/home">
            <Trans>To your home</Trans>
          </LinkButton>
        </div>
      </Callout>
    );
}
