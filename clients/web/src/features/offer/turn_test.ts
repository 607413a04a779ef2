import { assertEquals } from "@std/assert";
import { actsOf, turnOf } from "./turn.ts";

const now = Date.parse("2026-11-27T12:00:00Z");
const offer = (
  side: "owner" | "offeror",
  status: "open" | "accepted" | "declined" = "open",
  expires_at = "2026-11-30T12:00:00Z",
) => ({
  status,
  expires_at,
  rounds: [{ made_by_side: "offeror" as const }, { made_by_side: side }],
});

Deno.test("who did not propose last is to answer", () => {
  assertEquals(turnOf(offer("owner"), now), "mine");
  assertEquals(actsOf(offer("owner"), now), ["accept", "counter", "withdraw"]);
  assertEquals(turnOf(offer("offeror"), now), "theirs");
  assertEquals(actsOf(offer("offeror"), now), ["withdraw"]);
});

Deno.test("what was not answered in time is over before the database has noticed", () => {
  const late = offer("owner", "open", "2026-11-27T12:00:00Z");
  assertEquals(turnOf(late, now), "over");
  assertEquals(actsOf(late, now), []);
});

Deno.test("what was accepted can be given back, what ended cannot", () => {
  assertEquals(actsOf(offer("owner", "accepted"), now), ["release"]);
  assertEquals(actsOf(offer("owner", "declined"), now), []);
  const signed = { ...offer("owner", "accepted"), sale: { status: "contract_signed" as const } };
  assertEquals(actsOf(signed, now), []);
});
