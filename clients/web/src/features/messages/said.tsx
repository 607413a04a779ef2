/** What was said, the oldest first, and below it what is on its way. */
import { Trans } from "@lingui/react/macro";
import type { Message, PendingMessage } from "@estate/sdk";
import { useEffect, useRef, useState } from "react";
import { dateOf } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Bubble } from "./bubble.tsx";
import { Quote } from "./quote.tsx";
import { useSought } from "./use_sought.ts";
import { Waiting } from "./waiting.tsx";
import type { Names } from "./line.tsx";

/** The list; the newest is kept in sight. */
export function Said(
  { messages, pending, names, me, at, onOlder, onRetry, onDiscard }: {
    readonly messages: readonly Message[];
    readonly pending: readonly PendingMessage[];
    readonly names: Names;
    readonly me: string;
    /** The message that is looked for. */
    readonly at: string | undefined;
    readonly onOlder: (() => Promise<boolean>) | undefined;
    readonly onRetry: (clientId: string) => void;
    readonly onDiscard: (clientId: string) => Promise<void>;
  },
) {
  const end = useRef<HTMLDivElement>(null);
  const [older, setOlder] = useState<"may" | "reading" | "none">("may");
  const newest = pending.at(-1)?.clientId ?? messages.at(-1)?.id;
  useEffect(() => {
    if (at === undefined) end.current?.scrollIntoView({ block: "end" });
  }, [newest, at]);
  useSought(at, messages, onOlder);
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
        {messages.map((it, place) => (
          <li key={it.id}>
            {(place === 0 || dateOf(messages[place - 1]!.created_at) !== dateOf(it.created_at)) && (
              <p className="py-3 text-center text-14 text-muted">{dateOf(it.created_at)}</p>
            )}
            <Bubble
              message={it}
              isMine={it.sender_id === me}
              name={names.get(it.sender_id)}
              isMarked={it.id === at}
              quote={it.reply_to_id !== null && (
                <Answered to={it.reply_to_id} messages={messages} names={names} of={it} />
              )}
            />
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

function Answered(
  { to, of, messages, names }: {
    readonly to: string;
    readonly of: Message;
    readonly messages: readonly Message[];
    readonly names: Names;
  },
) {
  const message = messages.find((it) => it.id === to);
  const name = message === undefined ? undefined : names.get(message.sender_id) ?? undefined;
  return <Quote conversationId={of.conversation_id} id={to} message={message} name={name} />;
}
