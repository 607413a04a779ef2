import { assertEquals } from "@std/assert";
import { formatAmount } from "./amount.ts";

Deno.test("amounts are printed as people write them", () => {
  assertEquals(formatAmount(120_000_000, "NGN"), "₦1,200,000.00");
  assertEquals(formatAmount(5_001, "NGN"), "₦50.01");
  assertEquals(formatAmount(5_000, "USD"), "USD 50.00");
});
