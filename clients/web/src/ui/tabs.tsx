/** Parts of one screen, side by side. Each is a place in the address: Back undoes a change of tab. */
import { createLink } from "@tanstack/react-router";
import { type AnchorHTMLAttributes, type ReactNode, useEffect, useRef } from "react";

/** The row; `label` names it to those who do not see it. */
export function Tabs(
  { label, children }: { readonly label: string; readonly children: ReactNode },
) {
  return (
    <nav aria-label={label} className="-mx-4 mb-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      {/* On a phone they are drawn along; where there is room for a second row, none is hidden. */}
      <div className="flex min-w-max gap-1 border-b border-line sm:min-w-0 sm:flex-wrap sm:gap-0">
        {children}
      </div>
    </nav>
  );
}

function Anchor({ children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  const anchor = useRef<HTMLAnchorElement>(null);
  const isCurrent = rest["aria-current"] === "page";
  // In a narrow row the one that is shown would stand beside the screen.
  useEffect(() => {
    if (isCurrent) anchor.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [isCurrent]);
  return (
    <a
      {...rest}
      ref={anchor}
      className="-mb-px flex min-h-11 items-center border-b-2 border-transparent px-3 text-muted sm:px-2 hover:text-ink aria-[current=page]:border-brand aria-[current=page]:font-semibold aria-[current=page]:text-ink"
    >
      {children}
    </a>
  );
}

/** One tab: a link of the app, marked where it leads to what is shown. */
export const TabLink = createLink(Anchor);
