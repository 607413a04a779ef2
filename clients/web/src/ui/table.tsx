/** Rows of the same kind: a table from 640 px on, cards below. State (order, page) belongs into the address. */
import type { ReactNode } from "react";

/** A column. `cell` makes what stands in it; `number` aligns it by its figures. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly number?: boolean;
  /** In a card this stands first and large, without its head. */
  readonly title?: boolean;
  /** What can be done with the row: in a card it stands below all else, without its head. */
  readonly acts?: boolean;
}

/** `caption` says what it is a table of; it is read out, and shown where `showCaption`. */
export function Table<Row>(
  { caption, showCaption, columns, rows, rowKey }: {
    readonly caption: string;
    readonly showCaption?: boolean;
    readonly columns: readonly Column<Row>[];
    readonly rows: readonly Row[];
    readonly rowKey: (row: Row) => string;
  },
) {
  return (
    <>
      <div className="hidden overflow-x-auto rounded-card border border-line sm:block">
        <table className="w-full border-collapse text-left">
          <caption className={showCaption ? "p-3 text-left font-semibold" : "sr-only"}>
            {caption}
          </caption>
          <thead>
            <tr className="border-b border-line bg-raised text-14 text-muted">
              {columns.map((it) => (
                <th
                  key={it.head}
                  scope="col"
                  className={`px-4 py-3 font-semibold ${it.number ? "text-right" : ""}`}
                >
                  {it.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)} className="border-b border-line last:border-0 hover:bg-raised">
                {columns.map((it) => (
                  <td
                    key={it.head}
                    className={`px-4 py-3 align-top ${it.number ? "money text-right" : ""} ${
                      it.title ? "font-semibold" : ""
                    }`}
                  >
                    {it.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul aria-label={caption} className="flex flex-col gap-3 sm:hidden">
        {rows.map((row) => (
          <li key={rowKey(row)} className="rounded-card border border-line p-4">
            {columns.filter((it) => it.title).map((it) => (
              <div key={it.head} className="mb-2 text-18 font-semibold">{it.cell(row)}</div>
            ))}
            <dl className="flex flex-col gap-1">
              {columns.filter((it) => !it.title && !it.acts).map((it) =>
                [it, it.cell(row)] as const
              )
                // What has nothing to say takes no line of a card.
                .filter(([, said]) => said !== "" && said !== null).map(([it, said]) => (
                  <div key={it.head} className="flex items-baseline justify-between gap-4">
                    <dt className="text-14 text-muted">{it.head}</dt>
                    <dd className={`min-w-0 text-right ${it.number ? "money" : ""}`}>{said}</dd>
                  </div>
                ))}
            </dl>
            {columns.filter((it) => it.acts).map((it) => (
              <div key={it.head} className="mt-2 empty:hidden">{it.cell(row)}</div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
