import { assertEquals } from "@std/assert";
import { mayDispute } from "./may_dispute.ts";

const deduction = { created_at: "2026-11-10T08:00:00+00:00", dispute_by: null };
const back = {
  status: "confirmed" as const,
  decided_by: "me",
  answer_by: "2026-11-20T08:00:00+00:00",
  created_at: "2026-11-12T08:00:00+00:00",
};
const now = Date.parse("2026-11-15T08:00:00Z");
const ask = (
  held_kobo: number,
  returns: readonly (Omit<typeof back, "status" | "decided_by"> & {
    status: "confirmed" | "recorded";
    decided_by: string | null;
  })[],
  dispute_by: string | null = null,
  at = now,
) =>
  mayDispute(
    { ...deduction, dispute_by },
    { deposit: { held_kobo }, returns },
    "me",
    at,
    "2026-11-15",
  );

Deno.test("a deduction is disputed until its last day, or until the deposit is closed", () => {
  assertEquals(ask(0, []), true, "all of it was kept");
  assertEquals(ask(0, [], "2026-11-15"), true);
  assertEquals(ask(0, [], "2026-11-14"), false);
  assertEquals(ask(5, [back]), true, "only a part came back");
  assertEquals(ask(0, [back]), false, "I said that the rest is back");
  assertEquals(ask(0, [{ ...back, status: "recorded" }]), true);
  assertEquals(ask(0, [{ ...back, created_at: "2026-11-09T08:00:00+00:00" }]), true);
  assertEquals(
    ask(0, [back, { ...back, status: "recorded" }]),
    true,
    "of the rest I have said nothing",
  );
  const byOther = { ...back, decided_by: "other" };
  assertEquals(ask(0, [byOther]), true);
  assertEquals(ask(0, [byOther], null, Date.parse(back.answer_by)), false);
});
