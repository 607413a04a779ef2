/** Says that the line is away, for as long as it is. */
import { Trans } from "@lingui/react/macro";
import { WifiOff } from "lucide-react";
import { useOnline } from "../offline/online.ts";

/** Nothing while there is a line. */
export function OfflineBar() {
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center gap-2 bg-warn-soft px-4 py-2 text-14 text-ink sm:px-6">
          <WifiOff aria-hidden="true" className="size-4 shrink-0 text-warn" />
          <Trans>You are offline. What you have seen stays readable.</Trans>
        </p>
      )}
    </div>
  );
}
