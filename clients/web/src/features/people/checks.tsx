/** What was checked of somebody, each with its day: never a bare "verified". */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { PersonCheck } from "@estate/sdk";
import { CircleDashed, ShieldCheck } from "lucide-react";
import { date } from "../../format/date.ts";
import { checkWord } from "./check_word.ts";

/** The list. `checks` undefined: not known yet. */
export function Checks(
  { checks, compact }: {
    readonly checks: readonly PersonCheck[] | undefined;
    /** In a line, for a row of a list. */
    readonly compact?: boolean;
  },
) {
  if (checks === undefined) return null;
  if (checks.length === 0) {
    return (
      <p className="flex items-center gap-1.5 text-14 text-muted">
        <CircleDashed aria-hidden="true" className="size-4 shrink-0" />
        <Trans>Nothing was checked of them</Trans>
      </p>
    );
  }
  return (
    <ul
      aria-label={t`What was checked`}
      className={compact ? "flex flex-wrap gap-x-3 gap-y-1" : "flex flex-col gap-1"}
    >
      {checks.map((it) => (
        <li key={it.what} className="flex items-center gap-1.5 text-14">
          <ShieldCheck aria-hidden="true" className="size-4 shrink-0 text-good" />
          <span>
            {checkWord(it.what)} <span className="text-muted">· {date(it.on)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
