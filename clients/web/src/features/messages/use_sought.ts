/** Brings the message that is looked for into sight; older ones are read until it is there. */
import type { Message } from "@estate/sdk";
import { useEffect, useRef } from "react";

/** So many pages at most: who looks for something of last year sees the older ones by the button. */
const mostPages = 20;

/** `onOlder` reads one page more, and says false when there are none. */
export function useSought(
  at: string | undefined,
  messages: readonly Message[],
  onOlder: (() => Promise<boolean>) | undefined,
): void {
  const pages = useRef({ of: at, read: 0 });
  const isThere = at !== undefined && messages.some((it) => it.id === at);
  const oldest = messages[0]?.id;
  useEffect(() => {
    if (at === undefined) return;
    if (pages.current.of !== at) pages.current = { of: at, read: 0 };
    if (isThere) {
      document.querySelector(`[data-message="${at}"]`)?.scrollIntoView({ block: "center" });
    } else if (onOlder !== undefined && pages.current.read < mostPages) {
      pages.current.read++;
      void onOlder().catch(() => {});
    }
    // Each page that comes makes another the oldest: then it is looked again.
  }, [at, isThere, oldest, onOlder === undefined]);
}
