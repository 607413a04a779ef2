/** The first rows of a bank's file as they stand in it, so that its columns can be named. */
import { plural, t } from "@lingui/core/macro";
import type { StatementFile } from "@estate/sdk";

/** A table that is as wide as the bank made it: it scrolls by itself. */
export function StatementPreview({ file: { headers, rows } }: { readonly file: StatementFile }) {
  const total = rows.length;
  return (
    <div>
      <p className="mb-1 text-14 text-muted">
        {plural(total, { one: "# line in the file", other: "# lines in the file" })}
      </p>
      <div
        role="region"
        aria-label={t`The first lines of the file`}
        tabIndex={0}
        className="overflow-x-auto rounded-control border border-line"
      >
        <table className="w-full border-collapse text-left text-14">
          <caption className="sr-only">{t`The first lines of the file`}</caption>
          <thead>
            <tr className="bg-raised text-muted">
              {headers.map((it) => (
                <th key={it} scope="col" className="whitespace-nowrap px-3 py-2 font-semibold">
                  {it}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 3).map((row, n) => (
              <tr key={n} className="border-t border-line">
                {headers.map((it) => (
                  <td key={it} className="max-w-64 truncate whitespace-nowrap px-3 py-2">
                    {row[it]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
