/** What a form says of a fee, as it is sent. */
import type { ListingFee, NewListingFee } from "@estate/sdk";
import { readPercent } from "../../format/percent.ts";

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
  if (said("by") === "percent") {
    const bps = readPercent(said("bps"));
    return bps === undefined ? { wrong: "bps" } : { fee: { ...facts, bps } };
  }
  const amount = Number(said("amount_kobo"));
  return amount > 0 ? { fee: { ...facts, amount_kobo: amount } } : { wrong: "amount_kobo" };
}

/** Whether a fee is an amount or a percentage. */
export type Way = "amount" | "percent";

/** As most write a fee of a kind. */
export const usualWay = (kind: ListingFee["kind"]): Way =>
  isProfessional(kind) ? "percent" : "amount";

/** As one is written. */
export const wayOf = ({ bps }: Pick<ListingFee, "bps">): Way => bps === null ? "amount" : "percent";
