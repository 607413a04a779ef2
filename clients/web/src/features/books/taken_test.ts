import { assertEquals } from "@std/assert";
import type { OfflinePayment } from "@estate/sdk";
import { unsettled } from "./taken.ts";

Deno.test("what is decided waits no more", () => {
  const said = ["submitted", "needs_more", "recorded", "disputed", "confirmed", "rejected"]
    .map((status) => ({ status }) as OfflinePayment);
  assertEquals(unsettled(said).map((it) => it.status), [
    "submitted",
    "needs_more",
    "recorded",
    "disputed",
  ]);
});
