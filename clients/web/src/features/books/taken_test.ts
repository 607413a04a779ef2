import { assertEquals } from "@std/assert";
import type { ChargeBalance, OfflinePayment } from "@estate/sdk";
import { openCharges, unsettled } from "./taken.ts";

const charge = (charge_id: string, due_on: string, facts: Partial<ChargeBalance> = {}) =>
  ({
    charge_id,
    due_on,
    org_id: "ours",
    status: "open",
    payable_kobo: 1,
    ...facts,
  }) as ChargeBalance;

Deno.test("cash pays what is open and one's own, the oldest first", () => {
  const found = openCharges([
    charge("new", "2026-12-01"),
    charge("paid", "2026-01-01", { payable_kobo: 0 }),
    charge("back", "2026-01-01", { status: "reversed" }),
    charge("theirs", "2026-01-01", { org_id: "owner" }),
    charge("old", "2026-11-01"),
  ], "ours");
  assertEquals(found.map((it) => it.charge_id), ["old", "new"]);
});

Deno.test("what is decided waits no more", () => {
  const said = ["submitted", "needs_more", "recorded", "disputed", "confirmed", "rejected"]
    .map((status) => ({ status }) as OfflinePayment);
  assertEquals(unsettled(said).map((it) => it.status), [
    "submitted",
    "needs_more",
    "recorded",
    "disputed",
  ]);
});
