import { EstateError } from "@estate/sdk/catalogue";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { tellSession } from "./session.ts";
import { asksForFactor, withStepUp } from "./step_up.ts";

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

Deno.test("a question ends with the session of its asker: the next person's call is not theirs", async () => {
  tellSession("asker");
  let calls = 0;
  const refused = () => {
    calls++;
    return Promise.reject(new EstateError("No", "auth.insufficient_assurance", 403));
  };
  try {
    const waiting = assertRejects(() => withStepUp(refused), EstateError);
    // The refusal arrives, and the question is open.
    await new Promise((resolve) => setTimeout(resolve));
    tellSession("next");
    await waiting;
    assertEquals(calls, 1);
    // Nor is one asked for a call that was refused after its caller had left.
    const late = withStepUp(() => {
      tellSession("another");
      return refused();
    });
    await assertRejects(() => late, EstateError);
    assertEquals(calls, 2);
  } finally {
    tellSession(undefined);
  }
});
