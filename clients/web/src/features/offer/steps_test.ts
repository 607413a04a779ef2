import { assertEquals } from "@std/assert";
import { after, stepOf } from "./steps.ts";

Deno.test("nobody comes to a later question before the earlier ones are answered", () => {
  assertEquals(stepOf(undefined, {}, "rent"), "price");
  assertEquals(stepOf("check", {}, "rent"), "price");
  assertEquals(stepOf("check", { amountKobo: 1 }, "rent"), "when");
  assertEquals(stepOf("check", { amountKobo: 1, startsOn: "2027-01-01" }, "rent"), "check");
  assertEquals(stepOf("price", { amountKobo: 1 }, "rent"), "price");
});

Deno.test("a sale needs no day", () => {
  assertEquals(stepOf("check", { amountKobo: 1 }, "sale"), "check");
});

Deno.test("the last question is followed by none", () => {
  assertEquals(after("price"), "when");
  assertEquals(after("check"), "check");
});
