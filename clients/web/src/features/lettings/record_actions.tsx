/** What is done with an inspection that is written down: saved, or sent to sign; it stays in sight. */
import { plural } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";

/** The bar. */
export function RecordActions(
  { left, isSound, error, busy, onSave, onOffer }: {
    /** How many things were not looked at yet. */
    readonly left: number;
    /** Whether what was typed can be sent. */
    readonly isSound: boolean;
    readonly error: Error | null;
    readonly busy: "save" | "offer" | undefined;
    readonly onSave: () => void;
    readonly onOffer: () => void;
  },
) {
  return (
    <div className="sticky bottom-16 flex flex-col gap-2 rounded-card border border-line bg-ground p-4 lg:bottom-4">
      {error !== null && <Problem error={error} />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-14 text-muted">
          {left === 0 ? <Trans>Everything was looked at.</Trans> : plural(left, {
            one: "# thing is left to look at",
            other: "# things are left to look at",
          })}
        </p>
        <div className="acts">
          <Button
            look="secondary"
            busy={busy === "save"}
            disabled={busy !== undefined || !isSound}
            onClick={onSave}
          >
            <Trans>Save</Trans>
          </Button>
          <Button
            busy={busy === "offer"}
            disabled={busy !== undefined || left > 0 || !isSound}
            onClick={onOffer}
          >
            <Trans>Send to sign</Trans>
          </Button>
        </div>
      </div>
    </div>
  );
}
