/** How many nights a stay may be, as a form says it: nothing said is one at least, and as many as one likes. */
import type { NewListing } from "@estate/sdk";

/** The two fields. */
export type WrongNights = "minimum_nights" | "maximum_nights";

/** What the database takes of one stay. */
const most = 365;

/** Reads them; whatever is not a short stay has none. A field that is empty is sent as such, so that it can be taken away. */
export function nightsOf(fields: FormData, purpose: NewListing["purpose"]): {
  readonly nights: Partial<Record<WrongNights, number | null>>;
  readonly wrong: readonly WrongNights[];
} {
  if (purpose !== "shortlet") return { nights: {}, wrong: [] };
  const wrong: WrongNights[] = [];
  const read = (name: WrongNights): number | null => {
    const said = String(fields.get(name) ?? "").trim();
    if (said === "") return null;
    const nights = Number(said);
    if (!(Number.isInteger(nights) && nights >= 1 && nights <= most)) wrong.push(name);
    return nights;
  };
  const nights = {
    minimum_nights: read("minimum_nights"),
    maximum_nights: read("maximum_nights"),
  };
  const { minimum_nights: least, maximum_nights: longest } = nights;
  if (wrong.length === 0 && least !== null && longest !== null && least > longest) {
    wrong.push("maximum_nights");
  }
  return { nights, wrong };
}
