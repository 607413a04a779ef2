import { assertEquals } from "@std/assert";
import { endsByMonth, endsWithin } from "./ends.ts";

const terms = ["2026-11-26", "2026-11-30", "2027-01-05", "2027-02-25", "2027-01-01", null].map((
  ends_on,
) => ({
  ends_on,
}));

Deno.test("terms that end, by month and within some days; what is over is not to come", () => {
  const groups = endsByMonth(terms, "2026-11-27", 4, (it) => it);
  assertEquals(groups.map(({ key, values }) => [key, values["ends"]]), [
    ["2026-11", 1],
    ["2026-12", 1],
    ["2027-01", 1],
    ["2027-02", 1],
  ]);
  assertEquals(endsWithin(terms, "2026-11-27", 89), 4);
  assertEquals(endsWithin(terms, "2026-11-27", 88), 3);
});
