/** What came in, by month and by what it paid for. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Chart } from "../../chart/chart.tsx";
import type { Series } from "../../chart/chart_data.ts";
import type { ShareColor } from "../../chart/share_bar.tsx";
import { chargeKind, paymentMethod } from "../../format/money_words.ts";
import { count, naira, nairaShort } from "../../format/naira.ts";
import { Money } from "../../ui/money.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { type Days, monthsOf } from "./period.ts";
import { Day, Point } from "./point.tsx";
import { ReportFrame } from "./report_frame.tsx";
import { type CollectedRow, collectionsQuery } from "./report_query.ts";
import { monthName } from "./report_words.ts";
import { byMonth, largest, sumOf, sumsBy } from "./sums.ts";

const colors: readonly ShareColor[] = ["1", "2", "3", "4"];

const amount = ({ amount_kobo }: CollectedRow) => amount_kobo;

/** The kind that a row paid for; what paid for nothing yet is credit. */
const kindOf = ({ kind }: CollectedRow) => (kind as CollectedRow["kind"] | null) ?? "credit";

/** The report. */
export function CollectionsReport(
  { orgId, days }: { readonly orgId: string; readonly days: Days },
) {
  const query = useQuery(collectionsQuery(orgId, days));
  return (
    <ReportFrame
      query={query}
      empty={[
        t`Nothing came in on these days`,
        t`Payments are counted on the day on which the money came. Choose other days to see more.`,
      ]}
    >
      {(rows) => <Collections rows={rows} days={days} />}
    </ReportFrame>
  );
}

function Collections(
  { rows, days }: { readonly rows: readonly CollectedRow[]; readonly days: Days },
) {
  const kinds = largest(sumsBy(rows, kindOf, amount), colors.length + 1);
  const series = kinds.map((key, n): Series => ({
    key,
    label: key === "rest" ? t`All else` : kindName(key),
    color: colors[n] ?? "rest",
  }));
  const groups = byMonth(rows, monthsOf(days), monthName, (row) => [{
    day: row.day,
    key: kinds.includes(kindOf(row)) ? kindOf(row) : "rest",
    kobo: row.amount_kobo,
  }]);
  const [best] = sumsBy(rows, ({ method }) => method, amount);
  return (
    <>
      <Point figure={naira(sumOf(rows, amount))} of={<Trans>came in</Trans>}>
        {best !== undefined && (
          <Trans>
            The largest part by {paymentMethod(best[0] as CollectedRow["method"])}:{" "}
            {naira(best[1])}.
          </Trans>
        )}
      </Point>
      <Chart
        title={t`What came in, by month`}
        groupHead={t`Month`}
        tableTitle={t`These figures as a table`}
        groups={groups}
        series={series}
        stacked
        say={nairaShort}
        cell={(kobo) => <Money kobo={kobo} />}
      />
      <Table
        caption={t`What came in, by day`}
        columns={columns()}
        rows={rows.toReversed()}
        rowKey={(row) => `${row.day} ${row.method} ${row.kind}`}
      />
    </>
  );
}

const kindName = (key: string) =>
  key === "credit" ? t`Paid ahead` : chargeKind(key as CollectedRow["kind"]);

function columns(): readonly Column<CollectedRow>[] {
  return [
    { head: t`Day`, title: true, cell: ({ day }) => <Day day={day} /> },
    { head: t`What for`, cell: (row) => kindName(kindOf(row)) },
    { head: t`How`, cell: ({ method }) => paymentMethod(method) },
    { head: t`Payments`, number: true, cell: ({ payments }) => count(payments) },
    { head: t`Amount`, number: true, cell: ({ amount_kobo }) => <Money kobo={amount_kobo} /> },
  ];
}
