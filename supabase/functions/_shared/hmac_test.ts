import { assert, assertEquals } from "@std/assert";
import { constantTimeEqual, hmacSha512Hex, verifyHmacSha512 } from "./hmac.ts";

// Known-answer vector of a Paystack webhook.
const body = new TextEncoder().encode(
  '{"event":"charge.success","data":{"reference":"RENT-0001","amount":5000000}}',
);
const signature =
  "ceb1b4b268943286c84e29ac87a07cd42297c2a2563752f736ccb9119c4f0dc7f08ddd78b217a3ba167b4780b8a95c8745cf93694c49012c6f59c0ea68e7e9d5";

Deno.test("hmacSha512Hex() gives the known answer", async () => {
  assertEquals(await hmacSha512Hex("sk_test_vector", body), signature);
});

Deno.test("verifyHmacSha512() takes either key of a rotation and nothing else", async () => {
  assert(await verifyHmacSha512(["sk_test_new", "sk_test_vector"], body, signature));
  assert(!await verifyHmacSha512(["sk_test_new"], body, signature));
  assert(!await verifyHmacSha512(["sk_test_vector"], body, signature.slice(0, -1)));
  assert(!await verifyHmacSha512(["sk_test_vector"], body, ""));
  assert(!await verifyHmacSha512(["sk_test_vector"], new Uint8Array([...body, 32]), signature));
});

Deno.test("constantTimeEqual() compares bytes, not prefixes", () => {
  assert(constantTimeEqual("secret", "secret"));
  assert(!constantTimeEqual("secret", "secre"));
  assert(!constantTimeEqual("secret", "Secret"));
});
