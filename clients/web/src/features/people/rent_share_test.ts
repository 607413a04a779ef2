import { assertEquals } from "@std/assert";
import { rentShare } from "./rent_share.ts";

const yearly = (naira: number) => ({ price_kobo: naira * 100, price_per: "year" as const });

Deno.test("a rent is held against both ends of a band of income", () => {
  assertEquals(rentShare("3m_to_6m", yearly(1_500_000)), { least: 25, most: 50, verdict: "fair" });
  assertEquals(rentShare("6m_to_12m", yearly(2_000_000)), { least: 17, most: 33, verdict: "easy" });
  assertEquals(rentShare("1m_to_3m", yearly(1_600_000)), { least: 53, most: 160, verdict: "hard" });
});

Deno.test("a band without an end says so", () => {
  assertEquals(rentShare("under_1m", yearly(600_000)), { least: 60, most: null, verdict: "hard" });
  assertEquals(rentShare("under_1m", yearly(300_000)), { least: 30, most: null, verdict: "fair" });
  assertEquals(rentShare("50m_and_over", yearly(10_000_000)), {
    least: null,
    most: 20,
    verdict: "easy",
  });
});

Deno.test("a rent by the month is twelve times as much a year; a price to buy is no rent", () => {
  const monthly = { price_kobo: 15_000_000, price_per: "month" as const };
  assertEquals(rentShare("3m_to_6m", monthly), { least: 30, most: 60, verdict: "fair" });
  assertEquals(rentShare("3m_to_6m", { price_kobo: 1, price_per: "total" }), undefined);
});
