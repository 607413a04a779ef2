/** The frame of a screen: its width, and its one h1, which takes the focus after a navigation and names the tab. */
import { type ReactNode, useEffect } from "react";

/** narrow: reading and forms. wide: lists and tables. */
export function Page(
  { title, lead, action, width = "narrow", children }: {
    readonly title: string;
    /** A line under the title. */
    readonly lead?: ReactNode;
    /** Beside the title. */
    readonly action?: ReactNode;
    readonly width?: "narrow" | "wide";
    readonly children?: ReactNode;
  },
) {
  return (
    <div
      className={`mx-auto w-full px-4 py-6 sm:px-6 sm:py-8 ${
        width === "wide" ? "max-w-6xl" : "max-w-2xl"
      }`}
    >
      <div className="mb-6 flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <Title>{title}</Title>
          {lead !== undefined && <p className="mt-1 text-muted">{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}

/** The h1 alone, for screens with a frame of their own. */
export function Title(
  { children, small, className = "" }: {
    readonly children: string;
    /** Above a list that matters more than its name. */
    readonly small?: boolean;
    readonly className?: string;
  },
) {
  useEffect(() => {
    document.title = `${children} · Estate`;
  }, [children]);
  return (
    <h1
      tabIndex={-1}
      className={`font-bold tracking-tight ${
        small ? "text-20 sm:text-24" : "text-24 sm:text-30"
      } ${className}`}
    >
      {children}
    </h1>
  );
}
