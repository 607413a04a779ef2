import { assertEquals } from "@std/assert";
import { EstateError } from "@estate/sdk/catalogue";
import { isRefused } from "./answered.ts";

Deno.test("a refusal takes the key with it; a lost or broken answer keeps it", () => {
  const refused = (status: number) => isRefused(new EstateError("x", "x.y", status));
  assertEquals([400, 409, 422, 429, 499].map(refused), [true, true, true, true, true]);
  assertEquals([0, 500, 502, 503, 504].map(refused), [false, false, false, false, false]);
  assertEquals(isRefused(new EstateError("x", "idempotency.in_progress", 409)), false);
  assertEquals(isRefused(new TypeError("no")), false);
});
