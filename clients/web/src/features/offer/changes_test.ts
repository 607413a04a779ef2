import { assertEquals } from "@std/assert";
import { changesOf } from "./changes.ts";

const first = {
  amount_kobo: 240_000_000,
  starts_on: "2027-01-01",
  term_months: 12,
  advance_periods: 1,
  completes_on: null,
  conditions: null,
};

Deno.test("the first round changes nothing, a counter-offer what it names", () => {
  assertEquals(changesOf(first, undefined), []);
  assertEquals(changesOf(first, first), []);
  assertEquals(changesOf({ ...first, amount_kobo: 1, conditions: "Paint it" }, first), [
    "amount_kobo",
    "conditions",
  ]);
});
