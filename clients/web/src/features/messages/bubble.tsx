/** One message, with what both sides are warned of in it. */
import { t } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import { Trans } from "@lingui/react/macro";
import { type Message, warningText } from "@estate/sdk";
import type { ReactNode } from "react";
import { time } from "../../format/date.ts";
import { Callout } from "../../ui/status_chip.tsx";
import { SentFile } from "./files.tsx";
import { MessageMenu } from "./message_menu.tsx";

/** Mine at the right, others' at the left with their names. */
export function Bubble(
  { message, isMine, name, isMarked, quote }: {
    readonly message: Message;
    readonly isMine: boolean;
    readonly name: string | null | undefined;
    /** It is what was looked for. */
    readonly isMarked: boolean;
    /** What it answers. */
    readonly quote: ReactNode;
  },
) {
  const { i18n: { locale } } = useLingui();
  const { body, attachments, warnings } = message;
  return (
    <div
      data-message={message.id}
      className={`flex flex-col gap-1 ${isMine ? "items-end" : "items-start"}`}
    >
      <div
        className={`flex w-full items-start justify-end ${
          isMine ? "flex-row" : "flex-row-reverse"
        }`}
      >
        {body !== null && <MessageMenu message={message} />}
        <div
          className={`min-w-0 max-w-[85%] rounded-card px-4 py-2 ${
            isMine ? "bg-brand-soft text-brand-ink" : "bg-raised"
          } ${isMarked ? "outline-2 outline-offset-2 outline-focus" : ""}`}
        >
          <p className={isMine ? "sr-only" : "text-14 font-semibold text-muted"}>
            {isMine ? t`You` : name ?? t`Somebody`}
          </p>
          {quote}
          {body === null
            ? (
              <p className="italic">
                <Trans>This message was deleted</Trans>
              </p>
            )
            : <p className="whitespace-pre-line break-words">{body}</p>}
          {attachments.map((it) => (
            <div key={it.id} className="my-2">
              <SentFile file={it} />
            </div>
          ))}
          <p className="text-right text-12">
            {message.edited_at !== null && body !== null && <Trans>edited,</Trans>}{" "}
            {time(message.created_at)}
          </p>
        </div>
      </div>
      {warnings.map((it) => (
        <div key={it} className="max-w-[85%]">
          <Callout meaning="warn">
            <span className="text-14" lang={locale === "pcm" ? "pcm" : "en"}>
              {warningText(it, locale)}
            </span>
          </Callout>
        </div>
      ))}
    </div>
  );
}
