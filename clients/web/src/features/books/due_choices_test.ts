import { assertEquals } from "@std/assert";
import { dueChoices, dueOn } from "./due_choices.ts";

Deno.test("days to come, over the ends of months and years", () => {
  assertEquals(dueChoices.map((it) => dueOn(it, "2026-12-27")), [
    "2026-12-27",
    "2027-01-03",
    "2027-01-10",
    "2027-01-26",
    "2027-01-01",
    "2027-01-01",
  ]);
  assertEquals(dueOn("first", "2026-01-31"), "2026-02-01");
});
