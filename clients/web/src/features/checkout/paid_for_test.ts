import { assertEquals } from "@std/assert";
import { homeOf } from "./paid_for.ts";

Deno.test("who paid is led back to what it was for", () => {
  assertEquals(homeOf({ kind: "tenancy", id: "t" }), "/home/t/money?tab=payments");
  assertEquals(homeOf({ kind: "sale", id: "s", offerId: "o" }), "/offers/o/purchase");
  assertEquals(homeOf({ kind: "application", id: "a", listingId: "l" }), "/l/l/apply");
});
