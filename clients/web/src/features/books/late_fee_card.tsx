/** What paying late costs. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { LateFeeRule } from "@estate/sdk";
import { naira } from "../../format/naira.ts";
import { percentOf } from "../../format/percent.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";

/** The rule, or that there is none. */
export function LateFeeCard(
  { rule, onSet }: { readonly rule: LateFeeRule | undefined; readonly onSet?: () => void },
) {
  return (
    <Card title={t`Paying late`}>
      <p className={rule === undefined ? "text-muted" : ""}>
        {rule === undefined ? <Trans>Costs nothing more.</Trans> : (
          <>
            {rule.amount_kobo !== null
              ? <Trans>Costs {naira(rule.amount_kobo)}, once for each charge,</Trans>
              : (
                <>
                  <Trans>
                    Costs {percentOf(rule.bps)} % of what is open, once for each charge,
                  </Trans>
                  {rule.cap_kobo !== null && (
                    <>
                      {" "}
                      <Trans>at most {naira(rule.cap_kobo)},</Trans>
                    </>
                  )}
                </>
              )} {plural(rule.grace_days, {
                0: "from the day after it fell due.",
                one: "from # day after it fell due.",
                other: "from # days after it fell due.",
              })}
          </>
        )}
      </p>
      {rule !== undefined && rule.mandate_id !== null && (
        <p className="mt-1 text-14 text-muted">
          <Trans>Set by an agency, with whose mandate it ends.</Trans>
        </p>
      )}
      {onSet !== undefined && (
        <div className="mt-3">
          <Button look="secondary" onClick={onSet}>
            {rule === undefined ? <Trans>Set a fee</Trans> : <Trans>Change it</Trans>}
          </Button>
        </div>
      )}
    </Card>
  );
}
