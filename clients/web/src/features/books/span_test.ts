import { assertEquals } from "@std/assert";
import { spanDays } from "./span.ts";

Deno.test("a span ends today, the year before with its last day", () => {
  const today = "2026-03-09";
  assertEquals(spanDays("month", today), { fromOn: "2026-03-01", untilOn: today });
  assertEquals(spanDays("year", today), { fromOn: "2026-01-01", untilOn: today });
  assertEquals(spanDays("last-year", today), { fromOn: "2025-01-01", untilOn: "2025-12-31" });
});
