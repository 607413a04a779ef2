/** How a whole is divided: a bar, and beside it every part with its figure. Without the bar it says the same. */
import type { ReactNode } from "react";

/** A part of the whole. */
export interface Share {
  readonly label: string;
  readonly value: number;
  /** The figure in words. */
  readonly said: ReactNode;
  readonly color: ShareColor;
}

/** Colours of the charts, and two for what is plain. */
export type ShareColor = "1" | "2" | "3" | "4" | "5" | "rest" | "bad";

const fills: Readonly<Record<ShareColor, string>> = {
  "1": "bg-chart-1",
  "2": "bg-chart-2",
  "3": "bg-chart-3",
  "4": "bg-chart-4",
  "5": "bg-chart-5",
  rest: "bg-edge",
  bad: "bg-bad",
};

/** `caption` names it; parts of nothing are left out of the bar, not of the figures, unless `hideEmpty`. */
export function ShareBar(
  { caption, shares, hideEmpty }: {
    readonly caption: string;
    readonly shares: readonly Share[];
    readonly hideEmpty?: boolean;
  },
) {
  const whole = shares.reduce((sum, { value }) => sum + value, 0);
  const shown = hideEmpty === true ? shares.filter(({ value }) => value > 0) : shares;
  return (
    <div>
      <div aria-hidden="true" className="flex h-3 gap-0.5 overflow-hidden rounded-chip bg-sunken">
        {shares.filter(({ value }) => value > 0).map(({ label, value, color }) => (
          <div
            key={label}
            className={`min-w-1 ${fills[color]}`}
            style={{ flexGrow: value / whole }}
          />
        ))}
      </div>
      <table className="mt-3 w-full text-14">
        <caption className="sr-only">{caption}</caption>
        <tbody>
          {shown.map(({ label, said, color }) => (
            <tr key={label}>
              <th scope="row" className="py-0.5 text-left font-normal">
                <span className="flex items-center gap-2">
                  <ShareDot color={color} />
                  {label}
                </span>
              </th>
              <td className="money py-0.5 text-right font-semibold">{said}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A spot of a colour, beside what it stands for. */
export function ShareDot({ color }: { readonly color: ShareColor }) {
  return <span aria-hidden="true" className={`size-3 shrink-0 rounded-chip ${fills[color]}`} />;
}
