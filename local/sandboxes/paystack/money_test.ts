import { assertEquals } from "@std/assert";
import { localChargeFee } from "./money.ts";

Deno.test("the fee is 1.5%, with ₦100 more above ₦2,500, and at most ₦2,000", () => {
  assertEquals(localChargeFee(5_000), 75);
  assertEquals(localChargeFee(250_000), 3_750);
  assertEquals(localChargeFee(250_001), 13_751);
  assertEquals(localChargeFee(10_000_000), 160_000);
  assertEquals(localChargeFee(12_666_600), 199_999);
  assertEquals(localChargeFee(12_666_700), 200_000);
  assertEquals(localChargeFee(500_000_000), 200_000);
});
