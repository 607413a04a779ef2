import { assertEquals } from "@std/assert";
import { isOpen, mayBegin, stateOf, type StepFacts } from "./step_state.ts";

const now = Date.parse("2026-11-27T12:00:00Z");
const fresh: StepFacts = { is_on: true, status: null, verified_at: null, expires_at: null };
const verified: StepFacts = {
  is_on: true,
  status: "verified",
  verified_at: "2026-11-01T00:00:00Z",
  expires_at: "2028-11-01T00:00:00Z",
};

Deno.test("a step that was never begun can be, unless it is switched off", () => {
  assertEquals(stateOf(fresh, now), "todo");
  assertEquals(mayBegin(fresh, now), true);
  const off = { ...fresh, is_on: false };
  assertEquals([stateOf(off, now), mayBegin(off, now)], ["off", false]);
});

Deno.test("what is verified is not begun again before its last month", () => {
  assertEquals([stateOf(verified, now), mayBegin(verified, now)], ["verified", false]);
  const ending = { ...verified, expires_at: "2026-12-20T00:00:00Z" };
  assertEquals([stateOf(ending, now), mayBegin(ending, now)], ["ending", true]);
  const forGood = { ...verified, status: null, expires_at: null };
  assertEquals(stateOf(forGood, now), "verified");
});

Deno.test("while it waits nothing of its kind is begun", () => {
  for (const status of ["consented", "submitted", "provider_pending"] as const) {
    assertEquals([stateOf({ ...fresh, status }, now), isOpen(status)], ["asking", true]);
    assertEquals(mayBegin({ ...fresh, status }, now), false);
  }
  for (const status of ["manual_review", "appealed"] as const) {
    assertEquals([stateOf({ ...fresh, status }, now), isOpen(status)], ["person", true]);
  }
  // A verification that is renewed is still one.
  const renewed: StepFacts = { ...verified, status: "submitted" };
  assertEquals([stateOf(renewed, now), mayBegin(renewed, now)], ["verified", false]);
});

Deno.test("what was refused or has ended can be begun again", () => {
  const states = (["failed", "rejected", "expired", "revoked", "verified"] as const)
    .map((status) => ({ ...fresh, status }));
  assertEquals(states.map((it) => stateOf(it, now)), [
    "refused",
    "rejected",
    "expired",
    "revoked",
    "expired",
  ]);
  assertEquals(states.map((it) => mayBegin(it, now)), [true, true, true, true, true]);
});
