/** A photo that is on its way, or did not arrive. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Progress } from "../../ui/progress.tsx";
import type { Going } from "./use_uploads.ts";

/** The line, as an item of a list. */
export function GoingLine(
  { going: { name, share, error }, onAgain, onDrop }: {
    readonly going: Going;
    readonly onAgain: () => void;
    readonly onDrop: () => void;
  },
) {
  if (error !== undefined) {
    return (
      <li>
        <Problem error={error}>
          <Button look="secondary" onClick={onAgain}>
            <Trans>Send it again</Trans>
          </Button>
          <Button look="quiet" onClick={onDrop}>
            <Trans>Leave it</Trans>
          </Button>
        </Problem>
      </li>
    );
  }
  return (
    <li className="rounded-control border border-line p-3">
      <p className="mb-2 flex items-baseline justify-between gap-3 text-14">
        <span className="min-w-0 truncate">{name}</span>
        <span className="shrink-0 text-muted">
          {share >= 1 ? <Trans>Almost there</Trans> : <Trans>Sending</Trans>}
        </span>
      </p>
      <Progress label={t`${name} on its way`} share={share} />
    </li>
  );
}
