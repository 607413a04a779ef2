/** What stands in the place of something that is on its way: of the same height, so that nothing jumps. */
import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useOnline } from "../offline/online.ts";
import { Button } from "./button.tsx";
import { Problem } from "./problem.tsx";

/** A grey bar; give it the size of what comes by `className`. It shows after 150 ms: what is quick does not flicker. */
export function Skeleton({ className = "h-6" }: { readonly className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={`appear-late rounded-control bg-sunken ${className}`}
    />
  );
}

/** Around skeletons: says that something is loading, after 8 s that it takes long, and without a line that it does not come. */
export function Loading(
  { children, onRetry }: {
    readonly children: React.ReactNode;
    readonly onRetry?: () => void;
  },
) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 8_000);
    return () => clearTimeout(timer);
  }, []);
  if (!useOnline()) return <Problem error={new Error()} />;
  return (
    <div aria-busy="true">
      <p role="status" className={slow ? "mb-3 text-muted" : "sr-only"}>
        {slow ? <Trans>The line is slow. Still loading…</Trans> : <Trans>Loading…</Trans>}
      </p>
      {slow && onRetry !== undefined && (
        <Button look="secondary" className="mb-4" onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      )}
      {children}
    </div>
  );
}
