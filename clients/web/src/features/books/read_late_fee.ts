/** What a form says of a late fee, as it is sent. */
import type { LateFeeRule } from "@estate/sdk";
import { readAmountOrPercent } from "../../format/amount_or_percent.ts";

/** An amount, or a part of what is open with the most that it comes to. */
export type LateFee =
  | { readonly graceDays: number; readonly amountKobo: number }
  | { readonly graceDays: number; readonly bps: number; readonly capKobo?: number };

/** Reads it; or names the field that is wrong. */
export function readLateFee(
  fields: FormData,
): { readonly fee: LateFee } | { readonly wrong: "amount_kobo" | "bps" } {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const graceDays = Number(said("grace_days"));
  const much = readAmountOrPercent(fields);
  if ("wrong" in much) return much;
  const capKobo = "bps" in much ? Number(said("cap_kobo")) : 0;
  return { fee: { graceDays, ...much, ...(capKobo > 0 ? { capKobo } : {}) } };
}

/** After how many days it may begin, with those that a rule has. */
export function graceChoices(rule: Pick<LateFeeRule, "grace_days"> | undefined): readonly number[] {
  const usual = [0, 7, 14, 30, 60];
  return [...new Set([...usual, rule?.grace_days ?? 14])].sort((a, b) => a - b);
}
