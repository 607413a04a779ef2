/** Invites a tenant without an account to their own home in Estate: by SMS or e-mail, and by a link to hand over. */
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { LettingParty } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { phone } from "../../format/phone.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** The button, then what came of it. The link is told once: it is not kept. */
export function Invite({ tenant }: { readonly tenant: LettingParty["tenant"] }) {
  const invite = useMutation({
    mutationFn: async () => {
      const { client, inviteTenant } = await sdk();
      return await inviteTenant(client, tenant.id);
    },
  });
  const to = tenant.phone === null ? tenant.email : phone(tenant.phone);
  if (to === null) {
    return (
      <p className="mt-2 text-14 text-muted">
        <Trans>Neither number nor e-mail is known, so they cannot be invited.</Trans>
      </p>
    );
  }
  if (invite.data !== undefined) {
    const link = `${location.origin}/invitations#${invite.data.token}`;
    return (
      <div className="mt-3">
        <Callout meaning="good" role="status">
          <p>
            <Trans>
              The invitation goes to {to}. It works once, until {dateOf(invite.data.expires_at)}.
            </Trans>
          </p>
          <p className="mt-1">
            <Trans>
              If it does not arrive, hand over this link: <span className="break-all">{link}</span>
            </Trans>
          </p>
        </Callout>
      </div>
    );
  }
  return (
    <div className="mt-2 flex flex-col items-start gap-2">
      <Button look="secondary" busy={invite.isPending} onClick={() => invite.mutate()}>
        <Trans>Invite them to see their home here</Trans>
      </Button>
      {invite.isError && <Problem error={invite.error} />}
    </div>
  );
}
