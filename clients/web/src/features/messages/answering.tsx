/** What one is about to answer, above the field. */
import { Trans } from "@lingui/react/macro";
import type { Message } from "@estate/sdk";
import { X } from "lucide-react";
import type { Names } from "./line.tsx";

/** `onLeave`: it is not to be an answer. */
export function Answering(
  { message, names, onLeave }: {
    readonly message: Message;
    readonly names: Names;
    readonly onLeave: () => void;
  },
) {
  return (
    <div className="flex items-center gap-2 border-l-2 border-brand pl-3">
      <p className="min-w-0 flex-1 text-14">
        <span className="block font-semibold">
          {names.get(message.sender_id) ?? <Trans>Your answer to</Trans>}
        </span>
        <span className="block truncate text-muted">{message.body}</span>
      </p>
      <button type="button" onClick={onLeave} className="grid size-11 shrink-0 place-items-center">
        <X aria-hidden="true" className="size-5" />
        <span className="sr-only">
          <Trans>Not an answer</Trans>
        </span>
      </button>
    </div>
  );
}
