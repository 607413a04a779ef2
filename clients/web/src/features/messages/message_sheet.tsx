/** What can be done with one message: answer it, change it, take it back, report it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { Message } from "@estate/sdk";
import { type ReactNode, useState } from "react";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { EditMessage } from "./edit_message.tsx";
import { mayDelete, mayEdit } from "./may_change.ts";
import { ReportMessage } from "./report_message.tsx";

/** The sheet; `onReply` puts the message above the field in which one writes. */
export default function MessageSheet(
  { message, me, onReply, onChanged, onClose }: {
    readonly message: Message;
    readonly me: string;
    readonly onReply: () => void;
    /** Shows what it is now, should the live line be away. */
    readonly onChanged: () => void;
    readonly onClose: () => void;
  },
) {
  const [doing, setDoing] = useState<"choosing" | "editing" | "deleting" | "reporting">("choosing");
  const remove = useMutation({
    mutationFn: async () => {
      const { client, deleteMessage } = await sdk();
      await deleteMessage(client, message.id);
    },
    onSuccess: () => {
      onChanged();
      onClose();
    },
  });
  const title = doing === "editing"
    ? t`Change the message`
    : doing === "reporting"
    ? t`Report the message`
    : t`This message`;
  const { body } = message;
  return (
    <Sheet title={title} isOpen onClose={onClose}>
      {doing === "editing" && (
        <EditMessage
          message={message}
          onDone={() => {
            onChanged();
            onClose();
          }}
        />
      )}
      {doing === "reporting" && <ReportMessage messageId={message.id} onDone={onClose} />}
      {(doing === "choosing" || doing === "deleting") && (
        <div className="flex flex-col gap-3">
          <p className="max-h-40 overflow-y-auto whitespace-pre-line rounded-control bg-raised p-3">
            {body}
          </p>
          {remove.error !== null && <Problem error={remove.error} />}
          <Act onClick={onReply}>
            <Trans>Answer it</Trans>
          </Act>
          {body !== null && body !== "" && (
            <Act
              onClick={() =>
                void navigator.clipboard.writeText(body).then(() => {
                  toast(t`Copied`);
                  onClose();
                })}
            >
              <Trans>Copy the words</Trans>
            </Act>
          )}
          {mayEdit(message, me) && (
            <Act onClick={() => setDoing("editing")}>
              <Trans>Change it</Trans>
            </Act>
          )}
          {mayDelete(message, me) && (
            <Button
              look="danger"
              wide
              busy={remove.isPending}
              onClick={() => doing === "deleting" ? remove.mutate() : setDoing("deleting")}
            >
              {doing === "deleting"
                ? <Trans>Delete it for everybody</Trans>
                : <Trans>Delete it</Trans>}
            </Button>
          )}
          {message.sender_id !== me && (
            <Act onClick={() => setDoing("reporting")}>
              <Trans>Report it to Estate</Trans>
            </Act>
          )}
        </div>
      )}
    </Sheet>
  );
}

function Act(
  { onClick, children }: { readonly onClick: () => void; readonly children: ReactNode },
) {
  return <Button look="secondary" wide onClick={onClick}>{children}</Button>;
}
