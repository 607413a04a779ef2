import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { formatNaira, koboToNaira, nairaToKobo, safeKobo } from "./money.ts";

Deno.test("naira are formatted as people write them", () => {
  assertEquals(formatNaira(120_000_000), "₦1,200,000.00");
  assertEquals(formatNaira(5), "₦0.05");
  assertEquals(formatNaira(-123_456n), "-₦1,234.56");
});

Deno.test("any amount of kobo survives the way to a provider's naira and back", () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (kobo) => {
    assertEquals(nairaToKobo(koboToNaira(kobo)), kobo);
    assertEquals(nairaToKobo(formatNaira(kobo)), kobo);
  }));
});

Deno.test("naira are read with and without commas, sign and kobo", () => {
  assertEquals(nairaToKobo("1500.5"), 150_050n);
  assertEquals(nairaToKobo(" NGN 1,200,000 "), 120_000_000n);
  assertEquals(nairaToKobo("0.1000"), 10n);
});

Deno.test("what is no amount of naira, or splits a kobo, is refused", () => {
  for (const text of ["", "1,20", "1.005", "1e5", "NaN", "--1", "12.", "0x10", "1 000"]) {
    assertThrows(() => nairaToKobo(text), SyntaxError, "Cannot read", text);
  }
});

Deno.test("fractions of a kobo and unsafe numbers are refused", () => {
  assertThrows(() => formatNaira(0.5), RangeError);
  assertThrows(() => koboToNaira(2 ** 53), RangeError);
  assertThrows(() => safeKobo(2n ** 53n), RangeError);
  assertEquals(safeKobo(2n ** 53n - 1n), Number.MAX_SAFE_INTEGER);
});
