/** What the cards of figures have in common. */
import type { ReactNode } from "react";

/** The figure, and what it is. */
export function Hero(
  { note, children }: { readonly note: ReactNode; readonly children: ReactNode },
) {
  return (
    <p className="mb-4 flex flex-wrap items-baseline gap-x-2">
      {children}
      <span className="text-muted">{note}</span>
    </p>
  );
}

/** Where the figure comes from. */
export const More = ({ children }: { readonly children: ReactNode }) => (
  <p className="mt-3 flex min-h-11 flex-wrap items-center gap-x-6">{children}</p>
);
