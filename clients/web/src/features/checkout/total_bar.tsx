/** The sum, and the button that sends it: always in sight. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useOnline } from "../../offline/online.ts";
import { Money } from "../../ui/money.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** `children` is the button; `label` says what the sum is. */
export function TotalBar(
  { kobo, label, children }: {
    readonly kobo: number;
    readonly label?: ReactNode;
    readonly children: ReactNode;
  },
) {
  const online = useOnline();
  return (
    <div className="sticky bottom-16 z-20 -mx-4 border-t border-line bg-ground px-4 py-4 sm:-mx-6 sm:px-6 lg:static lg:mx-0 lg:rounded-card lg:border lg:p-6">
      <p className="mb-3 flex items-baseline justify-between gap-4">
        <span className="text-muted">
          {label ?? <Trans>Together</Trans>}
        </span>
        <Money kobo={kobo} size="hero" />
      </p>
      {online
        ? children
        : (
          <Callout meaning="warn" title={<Trans>You cannot pay while you are offline</Trans>}>
            <Trans>Nothing of it is sent later by itself. What you chose stays here.</Trans>
          </Callout>
        )}
    </div>
  );
}
