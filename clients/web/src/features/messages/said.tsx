/** What was said, the oldest first, and below it what is on its way. */
import { Trans } from "@lingui/react/macro";
import type { Message, PendingMessage } from "@estate/sdk";
import { useEffect, useRef, useState } from "react";
import { dateOf } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Bubble } from "./bubble.tsx";
import { Waiting } from "./waiting.tsx";
import type { Names } from "./line.tsx";

/** The list; the newest is kept in sight. */
export function Said(
  { messages, pending, names, me, onOlder, onRetry, onDiscard }: {
    readonly messages: readonly Message[];
    readonly pending: readonly PendingMessage[];
    readonly names: Names;
    readonly me: string;
    readonly onOlder: (() => Promise<boolean>) | undefined;
    readonly onRetry: (clientId: string) => void;
    readonly onDiscard: (clientId: string) => Promise<void>;
  },
) {
  const end = useRef<HTMLDivElement>(null);
  const [older, setOlder] = useState<"may" | "reading" | "none">("may");
  const newest = pending.at(-1)?.clientId ?? messages.at(-1)?.id;
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [newest]);
  const readOlder = async () => {
    setOlder("reading");
    setOlder(await onOlder?.().catch(() => true) === false ? "none" : "may");
  };
  if (messages.length === 0 && pending.length === 0) {
    return (
      <p className="py-12 text-center text-muted">
        <Trans>Nothing was said yet. Write the first message below.</Trans>
      </p>
    );
  }
  return (
    <>
      {onOlder !== undefined && older !== "none" && messages.length >= 50 && (
        <div className="mb-4 flex justify-center">
          <Button look="quiet" busy={older === "reading"} onClick={() => void readOlder()}>
            <Trans>Older messages</Trans>
          </Button>
        </div>
      )}
      <ol className="flex flex-col gap-2">
        {messages.map((it, at) => (
          <li key={it.id}>
            {(at === 0 || dateOf(messages[at - 1]!.created_at) !== dateOf(it.created_at)) && (
              <p className="py-3 text-center text-14 text-muted">{dateOf(it.created_at)}</p>
            )}
            <Bubble message={it} isMine={it.sender_id === me} name={names.get(it.sender_id)} />
          </li>
        ))}
        {pending.map((it) => (
          <li key={it.clientId}>
            <Waiting message={it} onRetry={onRetry} onDiscard={onDiscard} />
          </li>
        ))}
      </ol>
      <div ref={end} className="scroll-mb-40" />
    </>
  );
}
