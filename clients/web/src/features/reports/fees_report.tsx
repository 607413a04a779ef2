/** What the platform took of an organization's payments. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Chart } from "../../chart/chart.tsx";
import { naira, nairaShort } from "../../format/naira.ts";
import { Money } from "../../ui/money.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { type Days, monthsOf } from "./period.ts";
import { Day, Point } from "./point.tsx";
import { ReportFrame } from "./report_frame.tsx";
import { type FeeRow, feesQuery } from "./report_query.ts";
import { monthName } from "./report_words.ts";
import { byMonth, sumOf } from "./sums.ts";

/** The report. */
export function FeesReport({ orgId, days }: { readonly orgId: string; readonly days: Days }) {
  const query = useQuery(feesQuery(orgId, days));
  return (
    <ReportFrame
      query={query}
      empty={[
        t`Nothing was taken on these days`,
        t`What Estate takes of a payment is said before it is paid, and stands here after.`,
      ]}
    >
      {(rows) => <Fees rows={rows} days={days} />}
    </ReportFrame>
  );
}

function Fees({ rows, days }: { readonly rows: readonly FeeRow[]; readonly days: Days }) {
  const fees = sumOf(rows, (row) => row.fee_kobo);
  const owed = sumOf(rows, (row) => row.owed_kobo);
  return (
    <>
      <Point figure={naira(fees)} of={<Trans>of fees</Trans>}>
        {owed > 0
          ? <Trans>{naira(owed)} of it is still owed, for payments that came by no provider.</Trans>
          : <Trans>Nothing of it is still owed.</Trans>}
      </Point>
      <Chart
        title={t`Fees, by month`}
        groupHead={t`Month`}
        tableTitle={t`These figures as a table`}
        groups={byMonth(rows, monthsOf(days), monthName, ({ day, fee_kobo }) => [
          { day, key: "fee", kobo: fee_kobo },
        ])}
        series={[{ key: "fee", label: t`Fees`, color: "4" }]}
        say={nairaShort}
        cell={(kobo) => <Money kobo={kobo} />}
      />
      <Table
        caption={t`Each fee`}
        columns={columns()}
        rows={rows.map((row, n) => ({ ...row, n }))}
        rowKey={({ n }) => String(n)}
      />
    </>
  );
}

function columns(): readonly Column<FeeRow & { readonly n: number }>[] {
  return [
    { head: t`Day`, title: true, cell: ({ day }) => <Day day={day} /> },
    { head: t`What`, cell: ({ entry }) => entryName(entry) },
    { head: t`Payment`, cell: ({ reference }) => <span className="break-all">{reference}</span> },
    {
      head: t`Of`,
      number: true,
      cell: ({ payment_kobo }) =>
        (payment_kobo as number | null) === null ? "" : <Money kobo={payment_kobo} />,
    },
    { head: t`Fee`, number: true, cell: ({ fee_kobo }) => <Money kobo={fee_kobo} /> },
    { head: t`Owed`, number: true, cell: ({ owed_kobo }) => <Money kobo={owed_kobo} /> },
  ];
}

function entryName(entry: string): string {
  switch (entry) {
    case "taken":
      return t`Taken of a payment`;
    case "given_back":
      return t`Given back`;
    case "collected":
      return t`Collected`;
    default:
      return entry;
  }
}
