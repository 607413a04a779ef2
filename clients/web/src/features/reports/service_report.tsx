/** Service charges: what each home was charged and paid for the shared costs. It is held for the tenants, never income. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Chart } from "../../chart/chart.tsx";
import type { BarGroup } from "../../chart/chart_data.ts";
import { naira, nairaShort } from "../../format/naira.ts";
import { Money } from "../../ui/money.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import type { Days } from "./period.ts";
import { Point } from "./point.tsx";
import { ReportFrame } from "./report_frame.tsx";
import { serviceQuery, type ServiceRow } from "./report_query.ts";
import { sumOf } from "./sums.ts";

/** The report. */
export function ServiceReport({ orgId, days }: { readonly orgId: string; readonly days: Days }) {
  const query = useQuery(serviceQuery(orgId, days));
  return (
    <ReportFrame
      query={query}
      empty={[
        t`No service charge on these days`,
        t`What a tenancy is charged for security, diesel, water and cleaning stands here.`,
      ]}
    >
      {(rows) => <Account rows={rows} />}
    </ReportFrame>
  );
}

function Account({ rows }: { readonly rows: readonly ServiceRow[] }) {
  const received = sumOf(rows, (row) => row.received_kobo);
  const properties = [...new Set(rows.map(({ property }) => property))];
  const groups = properties.map((property): BarGroup => {
    const its = rows.filter((row) => row.property === property);
    return {
      key: property,
      label: property,
      values: {
        charged: sumOf(its, (row) => row.charged_kobo),
        received: sumOf(its, (row) => row.received_kobo),
      },
    };
  });
  return (
    <>
      <Point figure={naira(received)} of={<Trans>received</Trans>}>
        <Trans>
          {naira(sumOf(rows, (row) => row.charged_kobo))} was charged; {naira(
            sumOf(rows, (row) => row.closing_kobo),
          )} is open. It is held for the tenants, and owed an account of every half year.
        </Trans>
      </Point>
      <Chart
        title={t`Charged and received, by property`}
        groupHead={t`Property`}
        tableTitle={t`These figures as a table`}
        groups={groups}
        series={[
          { key: "charged", label: t`Charged`, color: "3" },
          { key: "received", label: t`Received`, color: "1" },
        ]}
        say={nairaShort}
        cell={(kobo) => <Money kobo={kobo} />}
      />
      <Table
        caption={t`Each home`}
        columns={columns()}
        rows={rows}
        rowKey={(row) => row.tenancy_id}
      />
    </>
  );
}

function columns(): readonly Column<ServiceRow>[] {
  const money = (
    head: string,
    key: "opening_kobo" | "charged_kobo" | "received_kobo" | "closing_kobo",
  ): Column<ServiceRow> => ({ head, number: true, cell: (row) => <Money kobo={row[key]} /> });
  return [
    { head: t`Home`, title: true, cell: ({ property, unit }) => t`${property}, ${unit}` },
    { head: t`Who`, cell: ({ tenants }) => tenants },
    money(t`Open before`, "opening_kobo"),
    money(t`Charged`, "charged_kobo"),
    money(t`Received`, "received_kobo"),
    money(t`Open after`, "closing_kobo"),
  ];
}
