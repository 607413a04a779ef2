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

Deno.test("an agency renews, and takes back nothing but its own offer", () => {
  assertEquals(movesOfAgency(["renew", "notice", "end"], true), ["renew"]);
  assertEquals(movesOfAgency(["activate", "withdraw"], true), ["withdraw"]);
  assertEquals(movesOfAgency(["activate", "withdraw"], false), []);
});
