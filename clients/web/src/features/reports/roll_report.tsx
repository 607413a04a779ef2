/** Which homes are let, for how much and until when. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Chart } from "../../chart/chart.tsx";
import { lastDay, today } from "../../format/calendar.ts";
import { periodName } from "../../format/home_words.ts";
import { count } from "../../format/naira.ts";
import { Money } from "../../ui/money.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { endsByMonth, endsWithin } from "./ends.ts";
import { Day, Point } from "./point.tsx";
import { ReportFrame } from "./report_frame.tsx";
import { rollQuery, type RollRow } from "./report_query.ts";
import { monthName } from "./report_words.ts";

/** The report. */
export function RollReport({ orgId }: { readonly orgId: string }) {
  const query = useQuery(rollQuery(orgId));
  return (
    <ReportFrame
      query={query}
      empty={[t`No homes yet`, t`Once a home is there and let, it stands here with its rent.`]}
    >
      {(rows) => <Roll rows={rows} />}
    </ReportFrame>
  );
}

function Roll({ rows }: { readonly rows: readonly RollRow[] }) {
  const now = today();
  const units = new Set(rows.map(({ unit_id }) => unit_id)).size;
  const tenancies = rows.filter(isLet);
  const used = new Set(tenancies.map(({ unit_id }) => unit_id)).size;
  const soon = endsWithin(tenancies, now, 90);
  return (
    <>
      <Point
        figure={t`${count(used)} of ${count(units)}`}
        of={<Trans>homes are let</Trans>}
      >
        {plural(soon, {
          0: "No term ends in the next 90 days.",
          one: "# term ends in the next 90 days: ask whether they stay.",
          other: "# terms end in the next 90 days: ask whether they stay.",
        })}
      </Point>
      <Chart
        title={t`Terms that end, by month`}
        groupHead={t`Month`}
        tableTitle={t`These figures as a table`}
        groups={endsByMonth(tenancies, now, 12, monthName)}
        series={[{ key: "ends", label: t`Terms`, color: "3" }]}
        say={(value) => Number.isInteger(value) ? count(value) : ""}
        cell={count}
      />
      <Table
        caption={t`Every home`}
        columns={columns()}
        rows={rows}
        rowKey={(row) => `${row.unit_id} ${row.tenancy_id}`}
      />
    </>
  );
}

/** An empty unit stands there without a tenancy. */
const isLet = ({ tenancy_id }: RollRow) => (tenancy_id as string | null) !== null;

function columns(): readonly Column<RollRow>[] {
  const day = (of: string | null) => of === null ? "" : <Day day={of} />;
  const money = (of: number | null) => of === null ? "" : <Money kobo={of} />;
  return [
    { head: t`Home`, title: true, cell: ({ property, unit }) => t`${property}, ${unit}` },
    {
      head: t`Who rents it`,
      cell: (row) => isLet(row) ? row.tenants : <span className="text-muted">{t`Empty`}</span>,
    },
    {
      head: t`Rent`,
      number: true,
      cell: (row) =>
        isLet(row)
          ? (
            <>
              <Money kobo={row.rent_kobo} className="block" />
              <span className="block text-14 text-muted">{periodName(row.rent_per)}</span>
            </>
          )
          : "",
    },
    {
      head: t`Last day`,
      cell: ({ ends_on }) => day((ends_on as string | null) === null ? null : lastDay(ends_on)),
    },
    { head: t`Paid through`, cell: ({ paid_through }) => day(paid_through) },
    { head: t`Arrears`, number: true, cell: ({ arrears_kobo }) => money(arrears_kobo) },
    {
      head: t`Deposit paid`,
      number: true,
      cell: ({ deposit_paid_kobo }) => money(deposit_paid_kobo),
    },
  ];
}
