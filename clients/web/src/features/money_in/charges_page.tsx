/** Charges: who owes what since when. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { ChargeBalance } from "@estate/sdk";
import { daysBetween, today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { WorkGate } from "../../session/work_gate.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { ChargeState } from "./charge_state.tsx";
import { chargesQuery, rollQuery, type RollRow, type ShownCharges } from "./roll_query.ts";

type Shown = { readonly orgId: string; readonly shown?: ShownCharges };

/** The page. */
export function ChargesPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Charges`}>
      <ChargesScreen {...shown} />
    </WorkGate>
  );
}

function ChargesScreen({ orgId, shown = "overdue" }: Shown) {
  const query = useQuery(chargesQuery(orgId, shown));
  const roll = useQuery(rollQuery(orgId));
  const navigate = useNavigate();
  return (
    <Page title={t`Charges`} width="wide">
      <div className="mb-6">
        <ChoiceGroup<ShownCharges>
          name="shown"
          legend={<span className="sr-only">{t`Which charges`}</span>}
          value={shown}
          choices={[
            { value: "overdue", label: t`Overdue` },
            { value: "open", label: t`Not due yet` },
            { value: "month", label: t`Due this month` },
          ]}
          onChoose={(show) =>
            void navigate({
              to: "/org/$orgId/money/charges",
              params: { orgId },
              search: { show },
              resetScroll: false,
            })}
        />
      </div>
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(charges) =>
          charges.length === 0 ? <Nothing shown={shown} /> : (
            <>
              <p className="mb-4">
                <Trans>
                  <Money kobo={openOf(charges)} className="text-20 font-bold" /> to be paid
                </Trans>
              </p>
              <Missed of={[roll]} className="mb-4" />
              <Table
                caption={t`Charges`}
                columns={columns(roll.data ?? [])}
                rows={charges}
                rowKey={({ charge_id }) => charge_id ?? ""}
              />
            </>
          )}
      </Loaded>
    </Page>
  );
}

const openOf = (charges: readonly ChargeBalance[]) =>
  charges.reduce((sum, { payable_kobo }) => sum + (payable_kobo ?? 0), 0);

function columns(roll: readonly RollRow[]): readonly Column<ChargeBalance>[] {
  const rows = new Map(roll.map((it) => [it.tenancy_id, it]));
  const homeOf = (charge: ChargeBalance) => rows.get(charge.tenancy_id ?? "");
  return [
    {
      head: t`Who`,
      title: true,
      cell: (charge) => homeOf(charge)?.tenants ?? t`Not a tenant now`,
    },
    {
      head: t`Home`,
      cell: (charge) => {
        const home = homeOf(charge);
        return home === undefined ? "" : t`${home.property}, ${home.unit}`;
      },
    },
    { head: t`What for`, cell: (charge) => chargeKind(charge.kind) },
    {
      head: t`Due`,
      cell: (charge) => <Due day={charge.due_on ?? ""} isOpen={(charge.payable_kobo ?? 0) > 0} />,
    },
    { head: t`Amount`, number: true, cell: (charge) => <Money kobo={charge.amount_kobo ?? 0} /> },
    { head: t`Open`, number: true, cell: (charge) => <ChargeState charge={charge} /> },
  ];
}

function Due({ day, isOpen }: { readonly day: string; readonly isOpen: boolean }) {
  const late = daysBetween(day, today());
  return (
    <>
      <span className="block">{date(day)}</span>
      {isOpen && late > 0 && (
        <span className="block text-14 text-bad">
          {late === 1 ? t`since yesterday` : t`for ${late} days`}
        </span>
      )}
    </>
  );
}

function Nothing({ shown }: { readonly shown: ShownCharges }) {
  switch (shown) {
    case "overdue":
      return (
        <EmptyState icon={<CircleCheck className="size-6" />} title={t`Nobody is late`}>
          <Trans>What falls due and is not paid appears here the day after.</Trans>
        </EmptyState>
      );
    case "open":
      return (
        <EmptyState title={t`Nothing is to come`}>
          <Trans>Rent is charged by itself some days before it falls due.</Trans>
        </EmptyState>
      );
    case "month":
      return <EmptyState title={t`Nothing falls due this month`} />;
  }
}
