// What the types of the package must let through, and what they must not.
import { createEstate, type EstateError, listReceipts, type NewListing } from "@estate/sdk";
import { createCatalogue } from "@estate/sdk/catalogue";
import WebSocket from "ws";

const estate = createEstate("http://127.0.0.1", "key", { transport: WebSocket });

/** Triggers fill what the unit says: a row can be added without it. */
export const added = estate.from("listings").insert({
  org_id: "o",
  unit_id: "u",
  purpose: "rent",
  title: "Two-bedroom flat",
  price_kobo: 1,
  price_per: "year",
});
export const liked = estate.from("favourites").insert({ listing_id: "l" });
// @ts-expect-error -- nobody may give what the unit says
export const told = estate.from("listings").insert({ kind: "flat" } satisfies { kind: "flat" });
// @ts-expect-error -- a listing has a price
export const priceless: NewListing = {
  org_id: "o",
  unit_id: "u",
  purpose: "rent",
  title: "t",
  price_per: "year",
};

export const total: Promise<number> = listReceipts(estate, "p").then((receipts) =>
  receipts.reduce((sum, { amount_kobo }) => sum + amount_kobo, 0)
);
export const titles: Promise<string[]> = createCatalogue("http://127.0.0.1").search({
  max_price_kobo: 1,
})
  .then((found) => found.map(({ title }) => title), (error: EstateError) => [error.code]);
