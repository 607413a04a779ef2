import { assertEquals } from "@std/assert";
import { termsOf } from "./terms_of.ts";

const draft = {
  amountKobo: 5,
  startsOn: "2027-01-01",
  termMonths: 24,
  completesOn: "2027-06-01",
  conditions: " Paint it ",
};

Deno.test("an offer to buy says nothing of a letting, and one to rent nothing of a completion", () => {
  assertEquals(termsOf(draft, "sale"), {
    amountKobo: 5,
    completesOn: "2027-06-01",
    conditions: "Paint it",
    validHours: 72,
  });
  assertEquals(termsOf(draft, "rent"), {
    amountKobo: 5,
    startsOn: "2027-01-01",
    termMonths: 24,
    conditions: "Paint it",
    validHours: 72,
  });
});

Deno.test("conditions that were taken out are taken back, those never named stay", () => {
  assertEquals(termsOf({ amountKobo: 5, conditions: "" }, "sale").conditions, "");
  assertEquals("conditions" in termsOf({ amountKobo: 5 }, "sale"), false);
});
