/** What is said as an amount or as a percentage, as a form of `ui/amount_or_percent_fields.tsx` says it. */
import { readPercent } from "./percent.ts";

/** Which of the two it is. */
export type Way = "amount" | "percent";

/** The way of what is kept: without hundredths of a percent it is an amount. */
export const wayOf = (bps: number | null | undefined): Way =>
  bps === null || bps === undefined ? "amount" : "percent";

/** Reads it; or names the field that is wrong. */
export function readAmountOrPercent(
  fields: FormData,
):
  | { readonly amountKobo: number }
  | { readonly bps: number }
  | { readonly wrong: "amount_kobo" | "bps" } {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  if (said("by") === "percent") {
    const bps = readPercent(said("bps"));
    return bps === undefined ? { wrong: "bps" } : { bps };
  }
  const amountKobo = Number(said("amount_kobo"));
  return amountKobo > 0 ? { amountKobo } : { wrong: "amount_kobo" };
}
