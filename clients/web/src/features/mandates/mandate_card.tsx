/** One mandate, seen from either side: its terms, and accepting, declining or ending it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { NamedMandate } from "@estate/sdk";
import { lastDay, today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Collecting } from "./collecting.tsx";
import { MandateActs } from "./mandate_acts.tsx";
import { mandateState, payerName, scopeWords } from "./mandate_words.ts";

/** The card. */
export function MandateCard(
  { orgId, mandate }: { readonly orgId: string; readonly mandate: NamedMandate },
) {
  const isOurs = mandate.org_id === orgId;
  const state = mandateState(mandate, today(), !isOurs);
  const last = lastDay(mandate.ends_on);
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
        {mandate.scopes.includes("sign") && (
          <Term name={t`Paper`}>{mandate.evidence ?? t`none: they give no notices`}</Term>
        )}
        {mandate.reason !== null && <Term name={t`Why it ended`}>{mandate.reason}</Term>}
      </dl>
      {!isOurs && mandate.status === "active" && <AsAgency orgId={orgId} />}
      <Collecting orgId={orgId} mandate={mandate} />
      <MandateActs orgId={orgId} mandate={mandate} />
    </Card>
  );
}

/** Where the agency works under it, and how it ends. */
function AsAgency({ orgId }: { readonly orgId: string }) {
  return (
    <div className="mt-3 flex flex-col items-start gap-2">
      <LinkButton look="secondary" to="/org/$orgId/homes/mandated" params={{ orgId }}>
        <Trans>The homes</Trans>
      </LinkButton>
      <p className="text-14 text-muted">
        <Trans>
          It ends by itself after its last day. Before that the owner alone can end it: to give it
          back, ask them to.
        </Trans>
      </p>
    </div>
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
