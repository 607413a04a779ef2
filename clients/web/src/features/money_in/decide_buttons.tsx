/** The ways to decide about a payment, as far as it is open to them and the reader may. */
import { Trans } from "@lingui/react/macro";
import type { OfflinePayment } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { type Decision, isLate } from "./decisions.ts";

/** Nothing where nothing can be said. */
export function DecideButtons(
  { payment, open, isRecorder, onDecide }: {
    readonly payment: OfflinePayment;
    readonly open: readonly Decision[];
    /** Whether the reader recorded it. */
    readonly isRecorder: boolean;
    readonly onDecide: (decision: Decision) => void;
  },
) {
  if (open.length === 0) return null;
  const late = isLate(payment);
  return (
    <div className="mt-2 flex flex-col gap-2">
      {open.includes("confirm") && (
        <Button
          wide
          look={late ? "secondary" : "primary"}
          onClick={() => onDecide("confirm")}
        >
          {late ? <Trans>It came after all</Trans> : <Trans>Confirm</Trans>}
        </Button>
      )}
      {(open.includes("ask") || open.includes("reject")) && (
        <div className="acts">
          <Button look="secondary" className="flex-1" onClick={() => onDecide("ask")}>
            <Trans>Ask for more</Trans>
          </Button>
          <Button look="danger" className="flex-1" onClick={() => onDecide("reject")}>
            <Trans>It did not come</Trans>
          </Button>
        </div>
      )}
      {open.includes("mistake") && (
        <Button wide look="danger" onClick={() => onDecide("mistake")}>
          {isRecorder
            ? <Trans>I recorded it by mistake</Trans>
            : <Trans>It was recorded by mistake</Trans>}
        </Button>
      )}
    </div>
  );
}
