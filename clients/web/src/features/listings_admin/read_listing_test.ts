import { assertEquals } from "@std/assert";
import { periodOf, readListing } from "./read_listing.ts";

const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};

Deno.test("a listing is priced as its purpose asks", () => {
  const rent = { title: "2-bedroom flat", price_kobo: "120000000", advance_periods: "2" };
  assertEquals(readListing(form({ ...rent, purpose: "rent", price_per: "month" })), {
    facts: {
      purpose: "rent",
      title: "2-bedroom flat",
      description: "",
      price_kobo: 120000000,
      price_per: "month",
      advance_periods: 2,
    },
    wrong: [],
  });
  const sale = readListing(form({ ...rent, purpose: "sale", price_per: "month" })).facts;
  assertEquals([sale.price_per, sale.advance_periods], ["total", 1]);
  const stay = readListing(form({ ...rent, purpose: "shortlet" })).facts;
  assertEquals([stay.price_per, stay.advance_periods], ["night", 1]);
});

Deno.test("a headline and a price are needed", () => {
  assertEquals(readListing(form({ title: "Flat" })).wrong, ["title", "price_kobo"]);
});

Deno.test("a rent alone has a period to choose", () => {
  const asked = { price_per: "quarter", advance_periods: "2" };
  assertEquals(periodOf(form(asked), "rent"), { price_per: "quarter", advance_periods: 2 });
  assertEquals(periodOf(form(asked), "sale"), {});
  assertEquals(periodOf(form({}), "rent"), {});
});
