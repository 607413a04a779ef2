/** A short word of something that happened, at the edge of the screen. What matters stands on the screen itself too. */
import { Trans } from "@lingui/react/macro";
import { X } from "lucide-react";
import { type ReactNode, useSyncExternalStore } from "react";

interface Toast {
  readonly id: number;
  readonly words: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const none: readonly Toast[] = [];
let toasts = none;
let last = 0;
const listeners = new Set<() => void>();

function show(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows it for eight seconds; with an action, until it is closed. */
export function toast(words: ReactNode, action?: Toast["action"]): void {
  const id = ++last;
  show([...toasts.slice(-2), { id, words, ...(action === undefined ? {} : { action }) }]);
  if (action === undefined) setTimeout(() => close(id), 8_000);
}

const close = (id: number) => show(toasts.filter((it) => it.id !== id));

/** Where they appear: once, in the shell. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
    () => none,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-40 flex flex-col items-center gap-2 px-4 lg:bottom-6"
    >
      {shown.map(({ id, words, action }) => (
        <div
          key={id}
          className="pointer-events-auto flex w-full max-w-md items-center gap-2 rounded-card bg-ink py-1 pl-4 pr-1 text-ground shadow-overlay animate-sheet"
        >
          <span className="min-w-0 flex-1 py-2">{words}</span>
          {action !== undefined && (
            <button
              type="button"
              className="min-h-11 rounded-control px-3 font-semibold underline"
              onClick={() => {
                close(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button
            type="button"
            className="grid size-11 place-items-center rounded-control"
            onClick={() => close(id)}
          >
            <X aria-hidden="true" className="size-5" />
            <span className="sr-only">
              <Trans>Close</Trans>
            </span>
          </button>
        </div>
      ))}
    </div>
  );
}
