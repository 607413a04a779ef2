import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { naira, nairaShort } from "./naira.ts";

Deno.test("naira are written as on a receipt, kobo only where there are some", () => {
  assertEquals(naira(120_000_000), "₦1,200,000");
  assertEquals(naira(120_000_050), "₦1,200,000.50");
  assertEquals(naira(5), "₦0.05");
  assertEquals(naira(0), "₦0");
  assertEquals(naira(-150_000), "−₦1,500");
});

Deno.test("every amount can be read back from what is written", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000_000_000_000 }), (kobo) => {
    const [whole = "", rest = "00"] = naira(kobo).replace(/[₦,]/g, "").split(".");
    assertEquals(BigInt(whole) * 100n + BigInt(rest), BigInt(kobo));
  }));
});

Deno.test("pins are short, and never say 1000k for a million", () => {
  assertEquals(nairaShort(95_000_000), "₦950k");
  assertEquals(nairaShort(120_000_000), "₦1.2m");
  assertEquals(nairaShort(99_999_900), "₦1m");
  assertEquals(nairaShort(3_500_000_000), "₦35m");
  assertEquals(nairaShort(250_000_000_000), "₦2.5bn");
  assertEquals(nairaShort(50_000), "₦500");
});
