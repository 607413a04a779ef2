import { assertEquals } from "@std/assert";
import { byMonth, largest, sumsBy } from "./sums.ts";

const rows = [
  { day: "2026-01-03", kind: "rent", kobo: 5 },
  { day: "2026-01-30", kind: "rent", kobo: 2 },
  { day: "2026-03-01", kind: "deposit", kobo: 9 },
  { day: "2026-03-02", kind: "other", kobo: 0 },
];

Deno.test("sums are the largest first, without those of nothing; what is too much is the rest", () => {
  const sums = sumsBy(rows, (it) => it.kind, (it) => it.kobo);
  assertEquals(sums, [["deposit", 9], ["rent", 7]]);
  assertEquals(largest(sums, 2), ["deposit", "rent"]);
  assertEquals(largest([...sums, ["other", 1]], 2), ["deposit", "rest"]);
});

Deno.test("a month in which nothing came is there too; what is outside is not", () => {
  const groups = byMonth(rows, ["2026-01", "2026-02"], (it) => it, ({ day, kind, kobo }) => [
    { day, key: kind, kobo },
  ]);
  assertEquals(groups.map(({ values }) => values), [{ rent: 7 }, {}]);
  // Months without a January are of no year but by the first of them.
  const said = byMonth([], ["2025-10", "2025-11"], (it, isFirst) => `${it} ${isFirst}`, () => []);
  assertEquals(said.map(({ label }) => label), ["2025-10 true", "2025-11 false"]);
});
