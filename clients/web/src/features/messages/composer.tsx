/** Where one writes; a draft outlives the tab. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { SendHorizontal } from "lucide-react";
import type { MessageFile } from "@estate/sdk";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useKept } from "../../session/kept.ts";
import { inputClass } from "../../ui/field.tsx";
import { Problem } from "../../ui/problem.tsx";
import { AttachButton, useAttach } from "./attach.tsx";
import { Attached } from "./files.tsx";

/** Enter sends where there is a keyboard; Shift and Enter begin a line. */
export function Composer(
  { id, answered, onSend, onTyping }: {
    readonly id: string;
    /** Above the field: what one answers. */
    readonly answered: ReactNode;
    readonly onSend: (body: string, files: readonly MessageFile[]) => Promise<void>;
    readonly onTyping: () => void;
  },
) {
  const [text, write] = useKept(id);
  const [files, setFiles] = useState<readonly MessageFile[]>([]);
  const attach = useAttach(id, (file) => setFiles((all) => [...all, file]));
  const field = useRef<HTMLTextAreaElement>(null);
  const send = () => {
    // A message has words: a photo alone goes by its name.
    const body = text.trim() === "" ? files.map(({ name }) => name).join(", ") : text.trim();
    if (body === "") return;
    write("");
    setFiles([]);
    field.current?.focus();
    void onSend(body, files);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const hasKeyboard = matchMedia("(hover: hover)").matches;
    if (event.key !== "Enter" || event.shiftKey || !hasKeyboard || event.nativeEvent.isComposing) {
      return;
    }
    event.preventDefault();
    send();
  };
  return (
    <form
      className="sticky bottom-16 -mx-4 flex flex-col gap-2 border-t border-line bg-ground px-4 py-3 sm:-mx-6 sm:px-6 lg:bottom-0"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {answered}
      <Attached
        files={files}
        onRemove={(gone) => setFiles((all) => all.filter((it) => it.id !== gone))}
      />
      {attach.error !== null && <Problem error={attach.error} />}
      <div className="flex items-end gap-2">
        <AttachButton attach={attach} />
        <textarea
          ref={field}
          rows={Math.min(text.split("\n").length, 5)}
          aria-label={t`Message`}
          placeholder={t`Write a message`}
          maxLength={4000}
          value={text}
          onChange={(event) => {
            write(event.target.value);
            onTyping();
          }}
          onKeyDown={onKeyDown}
          className={`${inputClass} resize-none`}
        />
        <button
          type="submit"
          disabled={text.trim() === "" && files.length === 0}
          className="grid size-11 shrink-0 place-items-center rounded-control bg-brand text-on-brand disabled:opacity-60"
        >
          <SendHorizontal aria-hidden="true" className="size-5" />
          <span className="sr-only">
            <Trans>Send</Trans>
          </span>
        </button>
      </div>
    </form>
  );
}
