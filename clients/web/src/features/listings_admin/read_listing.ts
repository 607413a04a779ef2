/** What a form says of a listing, as it is sent; and what of it is missing. */
import type { NewListing } from "@estate/sdk";
import { nightsOf, type WrongNights } from "./read_nights.ts";

/** Everything but whose and which unit. */
export type ListingFacts = Omit<NewListing, "org_id" | "unit_id">;

/** What can be missing or make no sense. */
export type WrongOfListing = "title" | "price_kobo" | WrongNights;

/** What rent is asked for, the most usual first. */
export const rentPeriods = ["year", "half_year", "quarter", "month", "week"] as const;
/** What a listing can be for. */
export const purposes = ["rent", "sale", "shortlet"] as const;

/** Reads it: a sale is priced in whole, a stay by the night. */
export function readListing(
  fields: FormData,
): { readonly facts: ListingFacts; readonly wrong: readonly WrongOfListing[] } {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const purpose = purposes.find((it) => it === said("purpose")) ?? "rent";
  const { nights, wrong: wrongNights } = nightsOf(fields, purpose);
  const facts: ListingFacts = {
    purpose,
    title: said("title"),
    description: said("description"),
    price_kobo: Number(said("price_kobo")),
    price_per: purpose === "sale"
      ? "total"
      : purpose === "shortlet"
      ? "night"
      : rentPeriods.find((it) => it === said("price_per")) ?? "year",
    advance_periods: purpose === "rent" ? Math.max(1, Number(said("advance_periods")) || 1) : 1,
    ...nights,
  };
  const wrong: WrongOfListing[] = [...wrongNights];
  if (facts.title.length < 5) wrong.push("title");
  if (!(facts.price_kobo > 0)) wrong.push("price_kobo");
  return { facts, wrong };
}

/** What rent is for and how much of it is paid at once, where a form asks for it: a rent alone has them to choose. */
export function periodOf(
  fields: FormData,
  purpose: ListingFacts["purpose"],
): Partial<Pick<ListingFacts, "price_per" | "advance_periods">> {
  const per = rentPeriods.find((it) => it === fields.get("price_per"));
  const advance = Number(fields.get("advance_periods"));
  return purpose === "rent" && per !== undefined && advance >= 1
    ? { price_per: per, advance_periods: advance }
    : {};
}
