/** One member: what they may do, and changing or ending that. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Member } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { shownName } from "../../format/shown_name.ts";
import { withStepUp } from "../../session/step_up.ts";
import { roleName } from "../../shell/role_names.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { RoleChoice } from "./role_choice.tsx";
import { decidesAboutMoney, roleMay } from "./role_words.ts";
import { changeRole, remove } from "./team_query.ts";

/** The card. */
export function MemberCard(
  { orgId, member, isMe, isAlone, mayChange }: {
    readonly orgId: string;
    readonly member: Member;
    readonly isMe: boolean;
    readonly isAlone: boolean;
    readonly mayChange: boolean;
  },
) {
  const queries = useQueryClient();
  const [doing, setDoing] = useState<"change" | "end">();
  const [role, setRole] = useState(member.role);
  const after = async (words: string) => {
    setDoing(undefined);
    toast(words);
    await Promise.all(
      ["team", "hats"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
    );
  };
  const change = useMutation({
    mutationFn: () => withStepUp(() => changeRole(orgId, member.user_id, role)),
    onSuccess: () => after(t`Changed.`),
  });
  const end = useMutation({
    mutationFn: () => withStepUp(() => remove(orgId, member.user_id)),
    onSuccess: () => after(isMe ? t`You left.` : t`Removed.`),
  });
  const error = change.error ?? end.error;
  const close = () => {
    setDoing(undefined);
    setRole(member.role);
  };
  const name = member.name === null ? t`A member` : shownName(member.name);
  return (
    <Card title={isMe ? t`${name} (you)` : name}>
      <p className="font-semibold">{roleName(member.role)}</p>
      <p className="text-14 text-muted">{roleMay(member.role)}</p>
      <p className="text-14 text-muted">
        <Trans>Since {dateOf(member.created_at)}</Trans>
      </p>
      {doing === "change" && (
        <div className="mt-4 flex flex-col gap-4">
          <RoleChoice role={role} onChoose={setRole} />
          <div className="acts">
            <Button
              busy={change.isPending}
              disabled={role === member.role}
              onClick={() => change.mutate()}
            >
              <Trans>Change the role</Trans>
            </Button>
            <Button look="quiet" onClick={close}>
              <Trans>Not now</Trans>
            </Button>
          </div>
        </div>
      )}
      {doing === "end" && (
        <div className="mt-4 flex flex-col gap-4">
          <Callout meaning="warn">
            <p>
              {isMe
                ? <Trans>You will see nothing of this organization any more.</Trans>
                : <Trans>{name} will see nothing of this organization any more.</Trans>}{" "}
              {decidesAboutMoney(member.role) && (
                <Trans>
                  For three days they still count as a second person: money that needs two cannot be
                  sent by one alone before.
                </Trans>
              )}
            </p>
          </Callout>
          <div className="acts">
            <Button look="danger" busy={end.isPending} onClick={() => end.mutate()}>
              {isMe ? <Trans>Leave</Trans> : <Trans>Remove them</Trans>}
            </Button>
            <Button look="quiet" onClick={close}>
              <Trans>Not now</Trans>
            </Button>
          </div>
        </div>
      )}
      {doing === undefined && (
        <div className="-ml-4 mt-2 flex flex-wrap">
          {mayChange && (
            <Button
              look="quiet"
              onClick={() => setDoing("change")}
              aria-label={t`Change the role of ${name}`}
            >
              <Trans>Change the role</Trans>
            </Button>
          )}
          {(mayChange || isMe) && !isAlone && (
            <Button
              look="quiet"
              onClick={() => setDoing("end")}
              aria-label={isMe ? t`Leave the organization` : t`Remove ${name}`}
            >
              {isMe ? <Trans>Leave</Trans> : <Trans>Remove</Trans>}
            </Button>
          )}
        </div>
      )}
      {error !== null && (
        <div className="mt-3">
          <Problem error={error} />
        </div>
      )}
    </Card>
  );
}
