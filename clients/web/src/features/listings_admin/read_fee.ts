/** What a form says of a fee, as it is sent. */
import type { ListingFee, NewListingFee } from "@estate/sdk";
import { readAmountOrPercent, type Way } from "../../format/amount_or_percent.ts";

/** Every kind there is, the most usual first. */
export const feeKinds = [
  "agency",
  "legal",
  "agreement",
  "caution_deposit",
  "service_charge",
  "inspection",
  "other",
] as const;

/** Kinds for which somebody engages a professional: whoever engaged them pays, says the law. */
export const isProfessional = (kind: ListingFee["kind"]): boolean =>
  kind === "agency" || kind === "legal" || kind === "agreement";

/** Reads it; or names the field that is wrong. */
export function readFee(
  fields: FormData,
): { readonly fee: NewListingFee } | { readonly wrong: "amount_kobo" | "bps" } {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const kind = feeKinds.find((it) => it === said("kind")) ?? "other";
  const note = said("note");
  const facts = {
    kind,
    payer: said("payer") === "owner" ? "owner" as const : "occupier" as const,
    is_refundable: fields.get("is_refundable") !== null,
    ...(note === "" ? {} : { note }),
    ...(isProfessional(kind) &&
        (said("engaged_by") === "owner" || said("engaged_by") === "occupier")
      ? { engaged_by: said("engaged_by") as "owner" | "occupier" }
      : {}),
  };
  const much = readAmountOrPercent(fields);
  if ("wrong" in much) return much;
  return {
    fee: { ...facts, ...("bps" in much ? much : { amount_kobo: much.amountKobo }) },
  };
}

/** As most write a fee of a kind. */
export const usualWay = (kind: ListingFee["kind"]): Way =>
  isProfessional(kind) ? "percent" : "amount";
