/** What the words of a payment's standing stand in. */
import type { ReactNode } from "react";

/** Sign, title and a sentence. */
export function Words(
  { sign, title, children }: {
    readonly sign: ReactNode;
    readonly title: ReactNode;
    readonly children: ReactNode;
  },
) {
  return (
    <>
      <div aria-hidden="true" className="mb-3 flex justify-center">{sign}</div>
      <h2 className="text-24 font-bold">{title}</h2>
      <p className="mx-auto mt-1 max-w-md text-muted">{children}</p>
    </>
  );
}

/** The sign of what goes on by itself. */
export function Turning() {
  return (
    <span className="size-12 animate-spin rounded-chip border-4 border-brand border-r-transparent" />
  );
}
