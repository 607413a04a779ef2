import { assertEquals } from "@std/assert";
import { movesOf, movesOfAgency } from "./letting_acts.ts";

const party = (accepted_at: string | null, user_id: string | null) => ({
  accepted_at,
  tenant: { user_id },
});

Deno.test("only who has no account is spoken for by a paper", () => {
  const offered = (...parties: ReturnType<typeof party>[]) =>
    movesOf({ status: "offered", parties }, []);
  assertEquals(offered(party(null, null)), ["activate", "withdraw"]);
  assertEquals(offered(party(null, null), party("2026-11-01", "u")), ["activate", "withdraw"]);
  assertEquals(offered(party(null, "u"), party(null, null)), ["withdraw"]);
});

Deno.test("what is renewed is not renewed again; after a notice possession comes back", () => {
  const of = (status: "active" | "holding_over" | "notice_given" | "ended") => ({
    status,
    parties: [party("2026-11-01", "u")],
  });
  assertEquals(movesOf(of("active"), []), ["renew", "notice", "end"]);
  assertEquals(movesOf(of("active"), [{ status: "offered" }]), ["end"]);
  assertEquals(movesOf(of("holding_over"), [{ status: "cancelled" }]), ["renew", "notice", "end"]);
  assertEquals(movesOf(of("notice_given"), []), ["end"]);
  assertEquals(movesOf(of("ended"), []), []);
});

Deno.test("an agency renews what has begun, and takes back nothing but its own offer", () => {
  const of = (moves: ReturnType<typeof movesOf>, hasBegun: boolean, hasOffered: boolean) =>
    movesOfAgency(moves, { hasBegun, hasOffered });
  assertEquals(of(["renew", "notice", "end"], true, true), ["renew"]);
  assertEquals(of(["renew", "notice", "end"], false, true), []);
  assertEquals(of(["activate", "withdraw"], false, true), ["withdraw"]);
  assertEquals(of(["activate", "withdraw"], false, false), []);
});
