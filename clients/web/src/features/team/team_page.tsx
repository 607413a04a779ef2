/** Who works for an organization and what each may do; who is invited. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import { useMay } from "../../session/membership.ts";
import { useSignedInAs } from "../../session/session.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { InvitationLine } from "./invitation_line.tsx";
import { InviteForm } from "./invite_form.tsx";
import { MemberCard } from "./member_card.tsx";
import { invitationsQuery, membersQuery } from "./team_query.ts";

type Shown = { readonly orgId: string; readonly isInviting: boolean };

/** The page. */
export function TeamPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="organization.read" title={t`Team`}>
      <TeamScreen {...shown} />
    </WorkGate>
  );
}

function TeamScreen({ orgId, isInviting }: Shown) {
  const members = useQuery(membersQuery(orgId));
  const invitations = useQuery(invitationsQuery(orgId));
  const mayChange = useMay(orgId, "members.write");
  const me = useSignedInAs();
  const navigate = useNavigate();
  const open = (invite: boolean) =>
    void navigate({
      to: "/org/$orgId/settings/team",
      params: { orgId },
      search: invite ? { invite: true } : {},
      resetScroll: false,
    });
  return (
    <Page
      title={t`Team`}
      lead={<Trans>Who acts for you here, and what each may do.</Trans>}
      {...(mayChange && !isInviting
        ? {
          action: (
            <Button
              icon={<UserPlus aria-hidden="true" className="size-5" />}
              onClick={() => open(true)}
            >
              <Trans>Invite somebody</Trans>
            </Button>
          ),
        }
        : {})}
    >
      <div className="flex flex-col gap-4">
        {isInviting && mayChange && (
          <Card title={t`Invite somebody`}>
            <InviteForm orgId={orgId} onDone={() => open(false)} />
          </Card>
        )}
        <Loaded query={members} skeleton={<Skeleton className="h-40" />}>
          {(rows) => (
            <ul className="flex flex-col gap-3">
              {rows.map((it) => (
                <li key={it.user_id}>
                  <MemberCard
                    orgId={orgId}
                    member={it}
                    isMe={it.user_id === me}
                    isAlone={rows.length === 1}
                    mayChange={mayChange}
                  />
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        {(invitations.data ?? []).length > 0 && (
          <Card title={t`Invited, not here yet`}>
            <ul className="divide-y divide-line">
              {invitations.data?.map((it) => (
                <InvitationLine key={it.id} invitation={it} mayChange={mayChange} />
              ))}
            </ul>
          </Card>
        )}
      </div>
    </Page>
  );
}
