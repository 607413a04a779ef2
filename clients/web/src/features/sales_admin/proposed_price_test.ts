import { assertEquals } from "@std/assert";
import { unchanged } from "./proposed_price.ts";

Deno.test("a price that changes nothing is none to propose; the agreed one takes a proposal back", () => {
  const still = { price_kobo: 100, proposed_price_kobo: null };
  assertEquals(unchanged(still, 100), "agreed");
  assertEquals(unchanged(still, 90), undefined);
  const proposed = { price_kobo: 100, proposed_price_kobo: 90 };
  assertEquals(unchanged(proposed, 90), "proposed");
  assertEquals(unchanged(proposed, 100), undefined);
  assertEquals(unchanged(proposed, 95), undefined);
});
