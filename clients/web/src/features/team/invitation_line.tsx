/** Somebody who is invited and has not come yet. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Invitation } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { phone } from "../../format/phone.ts";
import { roleName } from "../../shell/role_names.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { takeBack } from "./team_query.ts";

/** The line, as an item of a list. */
export function InvitationLine(
  { invitation, mayChange }: { readonly invitation: Invitation; readonly mayChange: boolean },
) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => takeBack(invitation.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["team"] }),
  });
  const who = invitation.phone === null ? invitation.email ?? "" : phone(invitation.phone);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <span className="min-w-0">
        <span className="block break-all font-semibold">{who}</span>
        <span className="block text-14 text-muted">
          {invitation.role !== null && <>{roleName(invitation.role)},{" "}</>}
          <Trans>good until {dateTime(invitation.expires_at)}</Trans>
        </span>
      </span>
      {mayChange && (
        <Button
          look="quiet"
          busy={revoke.isPending}
          aria-label={t`Take back: ${who}`}
          onClick={() => revoke.mutate()}
        >
          <Trans>Take back</Trans>
        </Button>
      )}
      {revoke.error !== null && <Problem error={revoke.error} />}
    </li>
  );
}
