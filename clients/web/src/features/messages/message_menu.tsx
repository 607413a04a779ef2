/** The way to what can be done with a message. */
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Message } from "@estate/sdk";
import { EllipsisVertical } from "lucide-react";
import { time } from "../../format/date.ts";

/** Opens a sheet, which Back closes. */
export function MessageMenu({ message }: { readonly message: Message }) {
  return (
    <Link
      to="/messages/$id"
      params={{ id: message.conversation_id }}
      search={{ on: message.id }}
      resetScroll={false}
      className="grid size-11 shrink-0 place-items-center rounded-control text-muted hover:bg-raised"
    >
      <EllipsisVertical aria-hidden="true" className="size-5" />
      <span className="sr-only">
        <Trans>What to do with the message of {time(message.created_at)}</Trans>
      </span>
    </Link>
  );
}
