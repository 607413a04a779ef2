import { assertEquals } from "@std/assert";
import type { OfferRound } from "@estate/sdk";
import { actsOf, mayAct, offerActs, turnOf } from "./offer_turn.ts";

const now = new Date("2026-11-27T09:00:00Z");
const round = (round: number, made_by_side: OfferRound["made_by_side"]) =>
  ({ round, made_by_side }) as OfferRound;
const offer = {
  status: "open" as const,
  purpose: "rent" as const,
  round: 2,
  expires_at: "2026-11-28T09:00:00Z",
  rounds: [round(1, "owner"), round(2, "offeror")],
};

Deno.test("whoever did not make the latest round answers it", () => {
  assertEquals(turnOf(offer, now), "ours");
  assertEquals(actsOf(offer, now), ["accept", "counter", "decline"]);
  const theirs = { ...offer, round: 1 };
  assertEquals(turnOf(theirs, now), "theirs");
  assertEquals(actsOf(theirs, now), ["decline"]);
});

Deno.test("what was not answered in time is over, whether or not it is marked so", () => {
  assertEquals(turnOf(offer, new Date("2026-11-28T09:00:00Z")), "expired");
  assertEquals(actsOf(offer, new Date("2026-11-28T09:00:00Z")), []);
});

Deno.test("what is agreed becomes a tenancy, or has a sale of its own", () => {
  const agreed = { ...offer, status: "accepted" as const };
  assertEquals(actsOf(agreed, now), ["let", "release"]);
  assertEquals(actsOf({ ...agreed, purpose: "sale" }, now), []);
});

Deno.test("an agency negotiates where it lists, and binds the owner where it signs", () => {
  const acts = (deal: boolean, lets: boolean, isOwn: boolean, scopes: readonly string[]) =>
    offerActs.filter((act) =>
      mayAct(act, { deal, let: lets, isOwn, scope: (it) => isOwn || scopes.includes(it) })
    );
  assertEquals(acts(true, true, true, []), [...offerActs]);
  assertEquals(acts(true, false, true, []), ["accept", "counter", "decline", "release"]);
  assertEquals(acts(true, true, false, ["list"]), ["counter", "decline"]);
  assertEquals(acts(true, true, false, ["sign"]), ["accept", "let", "release"]);
  assertEquals(acts(true, true, false, ["show", "collect"]), []);
  assertEquals(acts(true, false, false, ["list", "sign"]), ["counter", "decline"]);
});
