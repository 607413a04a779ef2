/** What an import brought: how many lines are new, and which could not be read, by their line of the file. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import type { Imported } from "./import_query.ts";

/** The result, and the way to what is to be done with it. */
export function ImportResult(
  { orgId, imported, onAgain }: {
    readonly orgId: string;
    readonly imported: Imported;
    readonly onAgain: () => void;
  },
) {
  const { new_count, known_count, left_out_count, refusedLines } = imported;
  return (
    <div className="flex flex-col gap-4" role="status">
      <Card
        title={plural(new_count, {
          0: "Nothing new came in",
          one: "# new line of money that came in",
          other: "# new lines of money that came in",
        })}
      >
        <ul className="text-muted">
          {known_count > 0 && (
            <li>
              {plural(known_count, {
                one: "# line was there already.",
                other: "# lines were there already.",
              })}
            </li>
          )}
          {left_out_count > 0 && (
            <li>
              {plural(left_out_count, {
                one: "# line is of money that went out, or has no day: it was left out.",
                other: "# lines are of money that went out, or have no day: they were left out.",
              })}
            </li>
          )}
        </ul>
      </Card>
      {refusedLines.length > 0 && (
        <Callout meaning="warn" title={t`These lines could not be read, and were not imported`}>
          <ul>
            {refusedLines.map(({ line, message }) => (
              <li key={line}>
                <Trans>Line {line}: {message}</Trans>
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <div className="acts">
        <LinkButton
          to="/org/$orgId/money/reconcile"
          params={{ orgId }}
          search={{ account: imported.account_id }}
        >
          <Trans>Match them</Trans>
        </LinkButton>
        <Button look="secondary" onClick={onAgain}>
          <Trans>Import another</Trans>
        </Button>
      </div>
    </div>
  );
}
