import { assertEquals } from "@std/assert";
import { isRecorded } from "./recorded_payment.ts";

Deno.test("what the payee's side recorded has no payer who reported it; a card that is charged has none either", () => {
  assertEquals(isRecorded({ reference: "OFF-1", payer_id: null }), true);
  assertEquals(isRecorded({ reference: "OFF-1", payer_id: "me" }), false);
  assertEquals(isRecorded({ reference: "EST-1", payer_id: null }), false);
});
