/** Bands of income and lengths of a term, in words. */
import { plural, t } from "@lingui/core/macro";
import type { IncomeBand } from "@estate/sdk";

/** The bands, from the smallest. */
export const bands: readonly IncomeBand[] = [
  "under_1m",
  "1m_to_3m",
  "3m_to_6m",
  "6m_to_12m",
  "12m_to_25m",
  "25m_to_50m",
  "50m_and_over",
];

/** "₦3m to ₦6m a year". */
export function bandName(band: IncomeBand): string {
  if (band === "under_1m") return t`Under ₦1m a year`;
  if (band === "50m_and_over") return t`₦50m a year and over`;
  const [from = "", to = ""] = band.split("_to_");
  return t`₦${from} to ₦${to} a year`;
}

/** Terms that can be asked for, in months. */
export const terms = [6, 12, 24, 36] as const;

/** "1 year", "6 months". */
export function termName(months: number): string {
  return months % 12 === 0
    ? plural(months / 12, { one: "# year", other: "# years" })
    : plural(months, { one: "# month", other: "# months" });
}
