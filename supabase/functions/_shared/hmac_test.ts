import { assertEquals } from "@std/assert";
import { constantTimeEqual, verifyHmacSha512 } from "./hmac.ts";

const body = new TextEncoder().encode(
  '{"event":"charge.success","data":{"reference":"RENT-0001","amount":5000000}}',
);
const signature =
  "ceb1b4b268943286c84e29ac87a07cd42297c2a2563752f736ccb9119c4f0dc7f08ddd78b217a3ba167b4780b8a95c8745cf93694c49012c6f59c0ea68e7e9d5";

Deno.test("Paystack's known signature is accepted under the current and the previous key", async () => {
  assertEquals(await verifyHmacSha512(["sk_test_vector"], body, signature), true);
  assertEquals(await verifyHmacSha512(["sk_new", "sk_test_vector"], body, signature), true);
});

Deno.test("another key, no key, an empty key, a changed byte or a cut signature is refused", async () => {
  const changed = body.slice();
  changed[10] = 0x20;
  assertEquals(await verifyHmacSha512(["sk_other"], body, signature), false);
  assertEquals(await verifyHmacSha512([], body, signature), false);
  assertEquals(await verifyHmacSha512([""], body, ""), false);
  assertEquals(await verifyHmacSha512(["sk_test_vector"], changed, signature), false);
  assertEquals(await verifyHmacSha512(["sk_test_vector"], body, signature.slice(0, -1)), false);
  assertEquals(await verifyHmacSha512(["sk_test_vector"], body, ""), false);
});

Deno.test("only equal strings compare as equal", () => {
  assertEquals(constantTimeEqual("₦1", "₦1"), true);
  assertEquals(constantTimeEqual("a", "b"), false);
  assertEquals(constantTimeEqual("a", "aa"), false);
});
