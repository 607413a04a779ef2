import { assertEquals } from "@std/assert";
import { signPaystackBody } from "./signature.ts";

Deno.test("the signature of a known body under a known key is the known one", async () => {
  const body = '{"event":"charge.success","data":{"reference":"RENT-0001","amount":5000000}}';
  assertEquals(
    await signPaystackBody("sk_test_vector", new TextEncoder().encode(body)),
    "ceb1b4b268943286c84e29ac87a07cd42297c2a2563752f736ccb9119c4f0dc7" +
      "f08ddd78b217a3ba167b4780b8a95c8745cf93694c49012c6f59c0ea68e7e9d5",
  );
});
