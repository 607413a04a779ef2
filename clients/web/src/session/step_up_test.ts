import { EstateError } from "@estate/sdk/catalogue";
import { assert, assertEquals } from "@std/assert";
import { asksForFactor } from "./step_up.ts";

Deno.test("the house's refusal for want of a second factor is known, and Auth's", () => {
  assert(asksForFactor(new EstateError("No", "auth.insufficient_assurance", 403)));
  assert(asksForFactor(new EstateError("No", "insufficient_aal", 401)));
});

Deno.test("another refusal is not one", () => {
  const others = [
    new EstateError("No", "auth.forbidden", 403),
    new TypeError("insufficient_aal"),
    null,
  ];
  assertEquals(others.filter(asksForFactor), []);
});
