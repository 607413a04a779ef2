/** A message that is on its way, or was refused. */
import { Trans } from "@lingui/react/macro";
import type { PendingMessage } from "@estate/sdk";
import { CircleAlert, Clock } from "lucide-react";
import { Button } from "../../ui/button.tsx";

/** It can be taken back until it is said. */
export function Waiting(
  { message, onRetry, onDiscard }: {
    readonly message: PendingMessage;
    readonly onRetry: (clientId: string) => void;
    readonly onDiscard: (clientId: string) => Promise<void>;
  },
) {
  const { clientId, refusal } = message;
  return (
    <div className="flex flex-col items-end gap-1">
      <p className="max-w-[85%] whitespace-pre-line rounded-card border border-dashed border-edge px-4 py-2">
        {message.body}
      </p>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {refusal === undefined
          ? (
            <span className="flex items-center gap-1 text-14 text-muted">
              <Clock aria-hidden="true" className="size-4" />
              <Trans>Waits to be sent</Trans>
            </span>
          )
          : (
            <span role="alert" className="flex items-center gap-1 text-14 text-bad">
              <CircleAlert aria-hidden="true" className="size-4 shrink-0" />
              {refusal.message}
            </span>
          )}
        {refusal !== undefined && (
          <Button look="quiet" onClick={() => onRetry(clientId)}>
            <Trans>Try again</Trans>
          </Button>
        )}
        <Button look="quiet" onClick={() => void onDiscard(clientId)}>
          <Trans>Do not send it</Trans>
        </Button>
      </div>
    </div>
  );
}
