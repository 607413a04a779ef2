/** Where one writes; a draft outlives the tab. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { SendHorizontal } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { ownShelf } from "../../session/own_shelf.ts";
import { inputClass } from "../../ui/field.tsx";

/** Enter sends where there is a keyboard; Shift and Enter begin a line. */
export function Composer(
  { id, onSend, onTyping }: {
    readonly id: string;
    readonly onSend: (body: string) => Promise<void>;
    readonly onTyping: () => void;
  },
) {
  const mark = `estate.draft.${id}`;
  const [text, setText] = useState(() => ownShelf.getItem(mark) ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const write = (next: string) => {
    setText(next);
    if (next === "") ownShelf.removeItem(mark);
    else ownShelf.setItem(mark, next);
  };
  const send = () => {
    const body = text.trim();
    if (body === "") return;
    write("");
    field.current?.focus();
    void onSend(body);
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
      className="sticky bottom-16 -mx-4 flex items-end gap-2 border-t border-line bg-ground px-4 py-3 sm:-mx-6 sm:px-6 lg:bottom-0"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
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
        disabled={text.trim() === ""}
        className="grid size-11 shrink-0 place-items-center rounded-control bg-brand text-on-brand disabled:opacity-60"
      >
        <SendHorizontal aria-hidden="true" className="size-5" />
        <span className="sr-only">
          <Trans>Send</Trans>
        </span>
      </button>
    </form>
  );
}
