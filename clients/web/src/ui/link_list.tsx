/** Lines that lead on: a menu as a screen, or a part of one. */
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** The list. */
export function LinkList({ children }: { readonly children: ReactNode }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
      {children}
    </ul>
  );
}

/** One line; `to` is an address with its ids filled in. */
export function LinkLine(
  { to, icon, title, more }: {
    readonly to: string;
    readonly icon: ReactNode;
    readonly title: ReactNode;
    /** What is there, in a few words. */
    readonly more?: ReactNode;
  },
) {
  return (
    <li>
      <Link
        // The router types patterns.
        to={to as "/"}
        className="flex min-h-16 items-center gap-4 px-4 py-3 text-ink hover:bg-raised sm:px-6"
      >
        <span aria-hidden="true" className="shrink-0 text-brand">{icon}</span>
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{title}</span>
          {more !== undefined && <span className="block text-14 text-muted">{more}</span>}
        </span>
        <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
      </Link>
    </li>
  );
}
