/** Where nothing is: what would be here, why it is not, and one thing to do next. */
import type { ReactNode } from "react";

/** `title` is a line, `children` why and what then, `action` one button. */
export function EmptyState(
  { icon, title, children, action }: {
    readonly icon?: ReactNode;
    readonly title: ReactNode;
    readonly children?: ReactNode;
    readonly action?: ReactNode;
  },
) {
  return (
    <div className="flex flex-col items-center rounded-card border border-dashed border-line px-4 py-12 text-center">
      {icon !== undefined && (
        <div
          aria-hidden="true"
          className="mb-3 grid size-12 place-items-center rounded-chip bg-brand-soft text-brand-ink"
        >
          {icon}
        </div>
      )}
      <p className="text-18 font-semibold">{title}</p>
      {children !== undefined && <div className="mt-1 max-w-md text-muted">{children}</div>}
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  );
}
