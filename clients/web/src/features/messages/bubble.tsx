/** One message, with what both sides are warned of in it. */
import { t } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import { Trans } from "@lingui/react/macro";
import { type Message, warningText } from "@estate/sdk";
import { time } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { FileButton } from "../../ui/file_button.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** Mine at the right, others' at the left with their names. */
export function Bubble(
  { message, isMine, name }: {
    readonly message: Message;
    readonly isMine: boolean;
    readonly name: string | null | undefined;
  },
) {
  const { i18n: { locale } } = useLingui();
  const { body, attachments, warnings } = message;
  return (
    <div className={`flex flex-col gap-1 ${isMine ? "items-end" : "items-start"}`}>
      <div
        className={`max-w-[85%] rounded-card px-4 py-2 ${
          isMine ? "bg-brand-soft text-brand-ink" : "bg-raised"
        }`}
      >
        <p className={isMine ? "sr-only" : "text-14 font-semibold text-muted"}>
          {isMine ? t`You` : name ?? t`Somebody`}
        </p>
        {body === null
          ? (
            <p className="italic">
              <Trans>This message was deleted</Trans>
            </p>
          )
          : <p className="whitespace-pre-line">{body}</p>}
        {attachments.map((it) => (
          <div key={it.id} className="my-2">
            <FileButton
              name={it.name}
              load={async () => {
                const { client, downloadMessageFile } = await sdk();
                return await downloadMessageFile(client, it);
              }}
            >
              <span className="break-all">{it.name}</span>
            </FileButton>
          </div>
        ))}
        <p className="text-right text-12">
          {message.edited_at !== null && body !== null && <Trans>edited,</Trans>}{" "}
          {time(message.created_at)}
        </p>
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
