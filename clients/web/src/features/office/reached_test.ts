import { assertEquals } from "@std/assert";
import { reachedOf } from "./reached.ts";

Deno.test("what is reached is added up over languages; a price that is not known is none", () => {
  const one = { people: 3, by_sms: 2, by_email: 3, sms: "Water", pages: 1, price_kobo: 1000 };
  assertEquals(
    reachedOf([
      { ...one, language: "en" },
      { ...one, language: "ha", sms: null, pages: null, price_kobo: null },
    ]),
    { people: 6, bySms: 4, byEmail: 6, priceKobo: 1000 },
  );
});
