/** What a report comes to: its figure, and the sentence that says the point. */
import type { ReactNode } from "react";
import { date } from "../../format/date.ts";

/** The figure stands large; the sentence beside it needs no chart to be understood. */
export function Point(
  { figure, of, children }: {
    readonly figure: ReactNode;
    /** What the figure is. */
    readonly of: ReactNode;
    readonly children: ReactNode;
  },
) {
  return (
    <div className="rounded-card bg-raised p-4 sm:p-6">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="money text-30 font-bold tracking-tight">{figure}</span>
        <span className="text-muted">{of}</span>
      </p>
      <p className="mt-1 max-w-prose">{children}</p>
    </div>
  );
}

/** A day in a cell, on one line. */
export function Day({ day }: { readonly day: string }) {
  return <span className="whitespace-nowrap">{date(day)}</span>;
}
