/** What a message answers, in a line; pressed, it leads there. */
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Message } from "@estate/sdk";

/** Of a message that is not read yet only that there is one. */
export function Quote(
  { conversationId, id, message, name }: {
    readonly conversationId: string;
    readonly id: string;
    readonly message: Message | undefined;
    readonly name: string | undefined;
  },
) {
  return (
    <Link
      to="/messages/$id"
      params={{ id: conversationId }}
      search={{ at: id }}
      resetScroll={false}
      className="mb-1 block min-h-11 border-l-2 border-brand py-1 pl-2 text-14 text-ink"
    >
      {name !== undefined && <span className="block font-semibold">{name}</span>}
      <span className="line-clamp-2">
        {message === undefined
          ? <Trans>An earlier message</Trans>
          : message.body ?? <Trans>A message was deleted</Trans>}
      </span>
    </Link>
  );
}
