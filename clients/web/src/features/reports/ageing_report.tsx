/** Who owes what, and for how long. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Chart } from "../../chart/chart.tsx";
import type { BarGroup } from "../../chart/chart_data.ts";
import { date } from "../../format/date.ts";
import { naira, nairaShort } from "../../format/naira.ts";
import { Money } from "../../ui/money.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Point } from "./point.tsx";
import { ReportFrame } from "./report_frame.tsx";
import { ageingQuery, type AgeingRow } from "./report_query.ts";
import { sumOf } from "./sums.ts";

/** The report. */
export function AgeingReport({ orgId }: { readonly orgId: string }) {
  const query = useQuery(ageingQuery(orgId));
  return (
    <ReportFrame
      query={query}
      empty={[t`Nobody owes anything`, t`What is charged and not paid stands here, by its age.`]}
    >
      {(rows) => <Ageing rows={rows} />}
    </ReportFrame>
  );
}

const bands = [
  "not_due_kobo",
  "days_1_to_30_kobo",
  "days_31_to_60_kobo",
  "days_61_to_90_kobo",
  "over_90_days_kobo",
] as const;

function bandName(band: (typeof bands)[number]): string {
  switch (band) {
    case "not_due_kobo":
      return t`Not due`;
    case "days_1_to_30_kobo":
      return t`1–30 days`;
    case "days_31_to_60_kobo":
      return t`31–60 days`;
    case "days_61_to_90_kobo":
      return t`61–90 days`;
    case "over_90_days_kobo":
      return t`Over 90`;
  }
}

function Ageing({ rows }: { readonly rows: readonly AgeingRow[] }) {
  const overdue = sumOf(rows, (row) => row.overdue_kobo);
  const late = rows.filter((row) => row.overdue_kobo > 0);
  const worst = late[0];
  const groups = bands.map((band): BarGroup => ({
    key: band,
    label: bandName(band),
    values: { owed: sumOf(rows, (row) => row[band]) },
  }));
  return (
    <>
      <Point figure={naira(overdue)} of={<Trans>overdue</Trans>}>
        {worst === undefined ? <Trans>Nobody is late today.</Trans> : (
          <Trans>
            {plural(late.length, {
              one: "# tenancy is late.",
              other: "# tenancies are late.",
            })} The most is owed by {worst.tenants ?? t`tenants who left`}:{" "}
            {naira(worst.overdue_kobo)} since {date(worst.oldest_due_on)}.
          </Trans>
        )}
      </Point>
      <Chart
        title={t`What is owed, by its age`}
        groupHead={t`Age`}
        tableTitle={t`These figures as a table`}
        groups={groups}
        series={[{ key: "owed", label: t`Owed`, color: "2" }]}
        say={nairaShort}
        cell={(kobo) => <Money kobo={kobo} />}
      />
      <Table
        caption={t`What each tenancy owes`}
        columns={columns()}
        rows={rows}
        rowKey={(row) => row.tenancy_id}
      />
    </>
  );
}

function columns(): readonly Column<AgeingRow>[] {
  return [
    { head: t`Who`, title: true, cell: (row) => row.tenants ?? t`Not a tenant now` },
    { head: t`Home`, cell: ({ property, unit }) => t`${property}, ${unit}` },
    ...bands.map((band): Column<AgeingRow> => ({
      head: bandName(band),
      number: true,
      cell: (row) => row[band] === 0 ? "–" : <Money kobo={row[band]} />,
    })),
    {
      head: t`Overdue`,
      number: true,
      cell: (row) => <Money kobo={row.overdue_kobo} className="font-semibold" />,
    },
  ];
}
