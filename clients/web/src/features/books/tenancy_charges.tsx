/** The charges of a tenancy, the latest due first. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ChargeBalance } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind, chargeStatus, period } from "../../format/money_words.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { planDays, stepsWithin } from "./instalments.ts";

/** Whether parts of it could still fall due in time. */
export const mayDivide = ({ due_on }: Pick<ChargeBalance, "due_on">): boolean =>
  stepsWithin(planDays(due_on, today())).length > 0;

/** The table; what nobody paid anything of can be taken back, or paid in parts. */
export function TenancyCharges(
  { charges, onAct }: {
    readonly charges: readonly ChargeBalance[];
    readonly onAct?: (act: "reverse" | "divide", chargeId: string) => void;
  },
) {
  if (charges.length === 0) return <EmptyState title={t`Nothing was charged yet`} />;
  const columns: readonly Column<ChargeBalance>[] = [
    {
      head: t`What for`,
      title: true,
      cell: (it) => (
        <>
          <span className="block">{chargeKind(it.kind)}</span>
          <span className="block text-14 font-normal text-muted">
            {period(it.period as string | null)}
          </span>
        </>
      ),
    },
    {
      head: t`Due`,
      cell: ({ due_on }) => <span className="whitespace-nowrap">{date(due_on)}</span>,
    },
    { head: t`Amount`, number: true, cell: (it) => <Money kobo={it.amount_kobo} /> },
    { head: t`Open`, number: true, cell: (it) => <Money kobo={it.payable_kobo ?? 0} /> },
    {
      head: t`State`,
      cell: (it) => {
        const { meaning, word } = chargeStatus(it, today());
        return <StatusChip meaning={meaning}>{word}</StatusChip>;
      },
    },
    ...(onAct === undefined ? [] : [{
      head: t`What to do`,
      acts: true,
      cell: (it: ChargeBalance) =>
        it.paid_kobo === 0 ? <ChargeActs charge={it} onAct={onAct} /> : "",
    }]),
  ];
  return (
    <Table
      caption={t`Charges`}
      columns={columns}
      rows={charges}
      rowKey={({ charge_id }) => charge_id}
    />
  );
}

function ChargeActs(
  { charge, onAct }: {
    readonly charge: ChargeBalance;
    readonly onAct: (act: "reverse" | "divide", chargeId: string) => void;
  },
) {
  const { charge_id: id } = charge;
  const which = t`${chargeKind(charge.kind)}, due ${date(charge.due_on)}`;
  return (
    <div className="acts">
      {mayDivide(charge) && (
        <Button
          look="quiet"
          aria-label={t`Pay in parts: ${which}`}
          onClick={() => onAct("divide", id)}
        >
          <Trans>In parts</Trans>
        </Button>
      )}
      <Button look="quiet" aria-label={t`Take back: ${which}`} onClick={() => onAct("reverse", id)}>
        <Trans>Take back</Trans>
      </Button>
    </div>
  );
}
