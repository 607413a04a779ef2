/** What a form says of a late fee, as it is sent. */
import type { LateFeeRule } from "@estate/sdk";
import { readPercent } from "../../format/percent.ts";

/** An amount, or a part of what is open with the most that it comes to. */
export type LateFee =
  | { readonly graceDays: number; readonly amountKobo: number }
  | { readonly graceDays: number; readonly bps: number; readonly capKobo?: number };

/** Whether it is an amount or a percentage. */
export type LateFeeWay = "amount" | "percent";

/** As a rule has it; an amount where there is none. */
export const wayOf = (rule: Pick<LateFeeRule, "bps"> | undefined): LateFeeWay =>
  rule === undefined || rule.bps === null ? "amount" : "percent";

/** Reads it; or names the field that is wrong. */
export function readLateFee(
  fields: FormData,
): { readonly fee: LateFee } | { readonly wrong: "amount_kobo" | "bps" } {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const graceDays = Number(said("grace_days"));
  if (said("by") === "percent") {
    const bps = readPercent(said("bps"));
    if (bps === undefined) return { wrong: "bps" };
    const capKobo = Number(said("cap_kobo"));
    return { fee: { graceDays, bps, ...(capKobo > 0 ? { capKobo } : {}) } };
  }
  const amountKobo = Number(said("amount_kobo"));
  return amountKobo > 0 ? { fee: { graceDays, amountKobo } } : { wrong: "amount_kobo" };
}

/** After how many days it may begin, with those that a rule has. */
export function graceChoices(rule: Pick<LateFeeRule, "grace_days"> | undefined): readonly number[] {
  const usual = [0, 7, 14, 30, 60];
  return [...new Set([...usual, rule?.grace_days ?? 14])].sort((a, b) => a - b);
}
