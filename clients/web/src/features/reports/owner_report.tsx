/** An owner's statement: what fell due, what was received, what is open, line by line. */
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
import { statementQuery, type StatementRow } from "./report_query.ts";
import { monthName } from "./report_words.ts";
import { byMonth, sumOf } from "./sums.ts";

/** The report, of all properties or of one. */
export function OwnerReport(
  { orgId, days, property }: {
    readonly orgId: string;
    readonly days: Days;
    readonly property: string | undefined;
  },
) {
  const query = useQuery(statementQuery(orgId, days, property));
  return (
    <ReportFrame
      query={query}
      empty={[t`Nothing moved on these days`, t`Choose other days, or another property.`]}
    >
      {(rows) => <Statement rows={rows} days={days} />}
    </ReportFrame>
  );
}

function Statement(
  { rows, days }: { readonly rows: readonly StatementRow[]; readonly days: Days },
) {
  const charged = sumOf(rows, (row) => row.charged_kobo);
  const received = sumOf(rows, (row) => row.received_kobo);
  const closing = rows.at(-1)?.balance_kobo ?? 0;
  const groups = byMonth(rows, monthsOf(days), monthName, (row) => [
    { day: row.day, key: "charged", kobo: row.charged_kobo },
    { day: row.day, key: "received", kobo: row.received_kobo },
  ]);
  return (
    <>
      <Point figure={naira(received)} of={<Trans>received</Trans>}>
        {closing < 0
          ? (
            <Trans>
              {naira(charged)} fell due in these days. At the end tenants have {naira(-closing)}
              {" "}
              to their credit.
            </Trans>
          )
          : (
            <Trans>
              {naira(charged)} fell due in these days. At the end {naira(closing)} is open.
            </Trans>
          )}
      </Point>
      <Chart
        title={t`Due and received, by month`}
        groupHead={t`Month`}
        tableTitle={t`These figures as a table`}
        groups={groups}
        series={[
          { key: "charged", label: t`Fell due`, color: "3" },
          { key: "received", label: t`Received`, color: "1" },
        ]}
        say={nairaShort}
        cell={(kobo) => <Money kobo={kobo} />}
      />
      <Table
        caption={t`Line by line`}
        columns={columns()}
        rows={rows.map((row, n) => ({ ...row, n }))}
        rowKey={({ n }) => String(n)}
      />
    </>
  );
}

function columns(): readonly Column<StatementRow & { readonly n: number }>[] {
  const home = ({ property, unit }: StatementRow) =>
    (property as string | null) === null ? "" : t`${property}, ${unit}`;
  const money = (kobo: number) => kobo === 0 ? "" : <Money kobo={kobo} />;
  return [
    { head: t`Day`, cell: ({ day }) => <Day day={day} /> },
    {
      head: t`What`,
      title: true,
      cell: (row) => (
        <>
          <span className="block">{row.description}</span>
          <span className="block text-14 font-normal text-muted">{row.tenants}</span>
        </>
      ),
    },
    { head: t`Home`, cell: home },
    { head: t`Fell due`, number: true, cell: ({ charged_kobo }) => money(charged_kobo) },
    { head: t`Received`, number: true, cell: ({ received_kobo }) => money(received_kobo) },
    {
      head: t`Open`,
      number: true,
      cell: ({ balance_kobo }) => <Money kobo={balance_kobo} className="font-semibold" />,
    },
  ];
}
