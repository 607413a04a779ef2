/** Talks to which one is invited: who invites, with whom people talk there and about what; to come in, or not. */
import { EstateError } from "@estate/sdk/catalogue";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ConversationInvitation } from "@estate/sdk";
import { useState } from "react";
import { relative } from "../../format/relative.ts";
import { shownName } from "../../format/shown_name.ts";
import { useOnline } from "../../offline/online.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { toast } from "../../ui/toast.tsx";

/** The card above the talks; nothing where nobody invites. */
export function Invitations({ all }: { readonly all: readonly ConversationInvitation[] }) {
  if (all.length === 0) return null;
  return (
    <Card title={<Trans>You are invited</Trans>} className="mb-4">
      <ul className="divide-y divide-line">
        {all.map((it) => (
          <li key={it.guest_id} className="py-4 first:pt-0 last:pb-0">
            <Invitation invitation={it} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Invitation({ invitation }: { readonly invitation: ConversationInvitation }) {
  const { guest_id: guest, organization } = invitation;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const online = useOnline();
  const [sure, setSure] = useState(false);
  const forget = () => queries.invalidateQueries({ queryKey: ["messages"] });
  const answer = useMutation({
    mutationFn: async (comes: boolean) => {
      const { client, answerConversationInvitation } = await sdk();
      return await answerConversationInvitation(client, guest, comes);
    },
    onSuccess: async (id, comes) => {
      if (comes) {
        await navigate({ to: "/messages/$id", params: { id }, search: {} });
        void queries.invalidateQueries({ queryKey: ["hats"] });
      } else toast(t`You do not come in. They can invite you again.`);
      await forget();
    },
    onError: async (error) => {
      if (!isOver(error)) return;
      toast(t`You are not invited to it any more.`);
      await forget();
    },
  });
  const name = shownName(invitation.invited_by);
  return (
    <>
      <p className="break-words">
        <Trans>
          <strong>{name}</strong> invites you to a conversation with{" "}
          <strong>{organization}</strong>.
        </Trans>
      </p>
      <p className="break-words">{aboutWhat(invitation)}</p>
      <p className="mt-1 text-14 text-muted">
        {relative(invitation.created_at)}
        {" · "}
        <Trans>You will read all of it, also what was said before.</Trans>
      </p>
      {answer.error !== null && !isOver(answer.error) && (
        <div className="mt-3">
          <Problem error={answer.error} />
        </div>
      )}
      <div className="mt-3 acts">
        {!sure && (
          <Button
            busy={answer.isPending && answer.variables}
            disabled={!online || answer.isPending}
            onClick={() => answer.mutate(true)}
          >
            <Trans>Come in</Trans>
          </Button>
        )}
        <Button
          look={sure ? "danger" : "secondary"}
          busy={answer.isPending && !answer.variables}
          disabled={!online || answer.isPending}
          onClick={() => sure ? answer.mutate(false) : setSure(true)}
        >
          {sure ? <Trans>I do not come in</Trans> : <Trans>Decline</Trans>}
        </Button>
        {sure && (
          <Button look="quiet" disabled={answer.isPending} onClick={() => setSure(false)}>
            <Trans>Not now</Trans>
          </Button>
        )}
      </div>
    </>
  );
}

/** Somebody took it back, or who invited has left. */
const isOver = (error: unknown) =>
  error instanceof EstateError && error.code === "conversation.invitation_not_found";

function aboutWhat({ about, listing_title: title }: ConversationInvitation): string {
  const home = title ?? "";
  switch (about) {
    case "viewing":
      return t`About a viewing of ${home}`;
    case "application":
      return t`About an application for ${home}`;
    case "sale":
      return t`About the sale of ${home}`;
    case "tenancy":
      return t`About a tenancy`;
    case "listing":
      return t`About ${home}`;
  }
}
