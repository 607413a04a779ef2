/** A piece of a screen that stands for itself. */
import type { ReactNode } from "react";

/** With `title`, an h2 above what it holds; `action` stands beside it. */
export function Card(
  { title, action, children, className = "" }: {
    readonly title?: ReactNode;
    readonly action?: ReactNode;
    readonly children: ReactNode;
    readonly className?: string;
  },
) {
  return (
    <section className={`rounded-card border border-line bg-ground p-4 sm:p-6 ${className}`}>
      {title !== undefined && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <h2 className="min-w-0 flex-1 basis-40 text-18 font-semibold">{title}</h2>
          {action}
        </div>
      )}
      {children}
    </section>
  );
}
