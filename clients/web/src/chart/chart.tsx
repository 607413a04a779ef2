/** A chart as it is read: what it shows, its parts in words, the drawing, and its table for whoever wants the figures. */
import { lazy, type ReactNode, Suspense } from "react";
import { type Column, Table } from "../ui/table.tsx";
import type { BarGroup, Series } from "./chart_data.ts";
import type { BarChartProps } from "./bar_chart.tsx";
import { ShareDot } from "./share_bar.tsx";

const BarChart = lazy(() => import("./bar_chart.tsx"));

/** The figure. Words come from whoever shows it. */
export function Chart(
  { title, groupHead, tableTitle, cell, ...drawn }: Omit<BarChartProps, "label"> & {
    /** An h2. */
    readonly title: string;
    /** What the groups are, as a head of a column: Month. */
    readonly groupHead: string;
    /** What opens the table: "These figures as a table". */
    readonly tableTitle: string;
    /** A value in the table. */
    readonly cell: (value: number) => ReactNode;
  },
) {
  const { groups, series } = drawn;
  const columns: readonly Column<BarGroup>[] = [
    { head: groupHead, title: true, cell: ({ label }) => label },
    ...series.map((it): Column<BarGroup> => ({
      head: it.label,
      number: true,
      cell: ({ values }) => cell(values[it.key] ?? 0),
    })),
  ];
  return (
    <figure className="rounded-card border border-line p-4 sm:p-6">
      <figcaption>
        <h2 className="text-18 font-semibold">{title}</h2>
        {series.length > 1 && <Legend series={series} />}
      </figcaption>
      <div className="mt-4">
        <Suspense fallback={<div className="h-60" />}>
          <BarChart {...drawn} label={title} />
        </Suspense>
      </div>
      <details className="mt-2">
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-14 font-semibold text-brand">
          {tableTitle}
        </summary>
        <Table caption={title} columns={columns} rows={groups} rowKey={({ key }) => key} />
      </details>
    </figure>
  );
}

function Legend({ series }: { readonly series: readonly Series[] }) {
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-14 text-muted">
      {series.map(({ key, label, color }) => (
        <li key={key} className="flex items-center gap-2">
          <ShareDot color={color} />
          {label}
        </li>
      ))}
    </ul>
  );
}
