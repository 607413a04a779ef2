/** Who takes part in a talk: invite somebody, take them out, block and let write again. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Participant } from "@estate/sdk";
import { useState } from "react";
import { shownName } from "../../format/shown_name.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { blocksQuery } from "./messages_query.ts";

/** The sheet. */
export default function PeopleSheet(
  { conversationId, people, me, onClose }: {
    readonly conversationId: string;
    readonly people: readonly Participant[];
    readonly me: string;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [contact, setContact] = useState("");
  const invite = useMutation({
    mutationFn: async () => {
      const { client, inviteToConversation } = await sdk();
      await inviteToConversation(client, conversationId, contact.trim());
    },
    onSuccess: async () => {
      setContact("");
      toast(t`They are invited. They come in once they accept.`);
      await queries.invalidateQueries({ queryKey: ["messages", "participants"] });
    },
  });
  return (
    <Sheet title={t`Who takes part`} isOpen onClose={onClose}>
      <ul className="mb-6 divide-y divide-line">
        {people.map((it) => (
          <li key={it.user_id} className="py-3 first:pt-0">
            <Person person={it} isMe={it.user_id === me} />
          </li>
        ))}
      </ul>
      <Form onSubmit={() => invite.mutate()} error={invite.error}>
        <TextField
          name="contact"
          label={t`Invite somebody`}
          hint={t`Their e-mail, or their number as +234… They read all of it, also what was said before.`}
          maxLength={200}
          value={contact}
          onChange={(event) => setContact(event.target.value)}
        />
        <Button
          type="submit"
          look="secondary"
          wide
          busy={invite.isPending}
          disabled={contact.trim() === ""}
        >
          <Trans>Invite them</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}

function Person({ person, isMe }: { readonly person: Participant; readonly isMe: boolean }) {
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const { data: blocks = [] } = useQuery(blocksQuery);
  const isBlocked = blocks.some((it) => it.blocked_id === person.user_id && it.org_id === null);
  const change = useMutation({
    mutationFn: async (act: "block" | "unblock" | "remove") => {
      const { client, blockPerson, removeConversationGuest, unblockPerson } = await sdk();
      if (act === "block") await blockPerson(client, person.user_id);
      else if (act === "unblock") await unblockPerson(client, person.user_id);
      else await removeConversationGuest(client, person.guest_id);
    },
    onSuccess: async () => {
      setSure(false);
      await queries.invalidateQueries({ queryKey: ["messages"] });
    },
  });
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <span>
        <span className="font-semibold">{shownName(person.display_name)}</span>
        <span className="block text-14 text-muted">
          {isMe ? <Trans>this is you</Trans> : part(person.part)}
        </span>
      </span>
      {!isMe && (
        <span className="flex flex-wrap gap-2">
          {person.guest_id !== null && (
            <Button
              look="quiet"
              busy={change.isPending}
              onClick={() => change.mutate("remove")}
            >
              <Trans>Take out</Trans>
            </Button>
          )}
          {isBlocked
            ? (
              <Button
                look="secondary"
                busy={change.isPending}
                onClick={() => change.mutate("unblock")}
              >
                <Trans>Let them write again</Trans>
              </Button>
            )
            : (
              <Button
                look={sure ? "danger" : "secondary"}
                busy={change.isPending}
                onClick={() => sure ? change.mutate("block") : setSure(true)}
              >
                {sure ? <Trans>They can write to you no more</Trans> : <Trans>Block</Trans>}
              </Button>
            )}
        </span>
      )}
      {change.error !== null && <Problem error={change.error} />}
    </div>
  );
}

function part(of: string): string {
  switch (of) {
    case "guest":
      return t`Guest`;
    case "member":
      return t`For the landlord`;
    case "agent":
      return t`For the agency`;
    default:
      return t`Takes part`;
  }
}
