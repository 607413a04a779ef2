/** What a row of a statement may be: a reported payment or an open charge, why, and the press that says so. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { StatementMatch } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { Button } from "../../ui/button.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { likelyOf } from "./likely.ts";
import type { OpenCharge, RowDecision } from "./statement_query.ts";

/** One of a row's. */
export function Proposal(
  { match, charge, first, busy, onSay }: {
    readonly match: StatementMatch;
    /** The charge that it names, where it names one. */
    readonly charge: OpenCharge | undefined;
    readonly first: boolean;
    readonly busy: boolean;
    readonly onSay: (decision: RowDecision) => void;
  },
) {
  const payer = match.payer_names ?? t`Somebody who is no tenant`;
  const decision: RowDecision | undefined = match.offline_payment_id !== null
    ? { is: "payment", offlinePaymentId: match.offline_payment_id }
    : match.charge_id !== null
    ? { is: "charges", chargeIds: [match.charge_id] }
    : undefined;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{payer}</span>
          <Sureness score={match.score} />
        </p>
        <p className="text-14">
          {match.offline_payment_id !== null ? <Trans>A payment that was reported</Trans> : (
            charge !== undefined && (
              <Trans>
                {chargeKind(charge.charge.kind)}, due {date(charge.charge.due_on ?? "")}
              </Trans>
            )
          )}
          {": "}
          <Money kobo={match.amount_kobo} className="font-semibold" />
        </p>
        {charge?.home !== undefined && (
          <p className="text-14 text-muted">{t`${charge.home.property}, ${charge.home.unit}`}</p>
        )}
        <p className="text-14 text-muted">{reasonsOf(match)}</p>
      </div>
      {decision !== undefined && (
        <Button
          look={first ? "primary" : "secondary"}
          busy={busy}
          aria-label={t`It is this: ${payer}`}
          onClick={() => onSay(decision)}
        >
          <Trans>It is this</Trans>
        </Button>
      )}
    </li>
  );
}

function Sureness({ score }: { readonly score: number }) {
  switch (likelyOf(score)) {
    case "very":
      return <StatusChip meaning="good">{t`Very likely`}</StatusChip>;
    case "likely":
      return <StatusChip meaning="info">{t`Likely`}</StatusChip>;
    case "perhaps":
      return <StatusChip meaning="wait">{t`Perhaps`}</StatusChip>;
  }
}

function reasonsOf({ reasons }: StatementMatch): string {
  const words = { reference: t`reference`, amount: t`amount`, date: t`date`, payer: t`name` };
  const said = reasons.map((it) => words[it]).join(", ");
  return t`The same: ${said}`;
}
