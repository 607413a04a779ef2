/** One mandate, seen from either side: its terms, and accepting, declining or ending it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { NamedMandate } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Collecting } from "./collecting.tsx";
import { MandateActs } from "./mandate_acts.tsx";
import { mandateState, payerName, scopeWords } from "./mandate_words.ts";

/** The card. */
export function MandateCard(
  { orgId, mandate }: { readonly orgId: string; readonly mandate: NamedMandate },
) {
  const isOurs = mandate.org_id === orgId;
  const state = mandateState(mandate, today());
  const last = new Date(Date.parse(mandate.ends_on) - 86_400_000).toISOString().slice(0, 10);
  const other = (isOurs ? mandate.agent : mandate.owner) ?? t`Another organization`;
  return (
    <Card
      title={isOurs ? t`To ${other}` : t`From ${other}`}
      action={<StatusChip meaning={state.meaning}>{state.words}</StatusChip>}
    >
      <dl className="flex flex-col gap-1">
        <Term name={t`May`}>
          {mandate.scopes.map((it) => scopeWords(it).name).join(", ")}
        </Term>
        <Term name={t`Where`}>
          {mandate.property_id === null
            ? t`Everything the owner has`
            : mandate.property ?? t`One property`}
        </Term>
        <Term name={t`When`}>
          <Trans>{date(mandate.starts_on)} to {date(last)}</Trans>
        </Term>
        <Term name={t`Fee`}>
          {t`${mandate.fee_bps / 100}%, paid by: ${payerName(mandate.fee_payer)}`}
        </Term>
        {mandate.scopes.includes("collect") && (
          <Term name={t`Online payments`}>
            {mandate.agent_collects ? t`go to the agency, which owes them` : t`go to the owner`}
          </Term>
        )}
        {mandate.reason !== null && <Term name={t`Why it ended`}>{mandate.reason}</Term>}
      </dl>
      <Collecting orgId={orgId} mandate={mandate} />
      <MandateActs orgId={orgId} mandate={mandate} />
    </Card>
  );
}

function Term({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="shrink-0 text-14 text-muted">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}
