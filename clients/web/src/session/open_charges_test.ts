import { assertEquals } from "@std/assert";
import type { ChargeBalance } from "@estate/sdk";
import { openCharges } from "./open_charges.ts";

const charge = (charge_id: string, due_on: string, facts: Partial<ChargeBalance> = {}) =>
  ({ charge_id, due_on, status: "open", payable_kobo: 1, ...facts }) as ChargeBalance;

Deno.test("what is open is paid, the oldest first", () => {
  const found = openCharges([
    charge("new", "2026-12-01"),
    charge("paid", "2026-01-01", { payable_kobo: 0 }),
    charge("unknown", "2026-01-01", { payable_kobo: null }),
    charge("back", "2026-01-01", { status: "reversed" }),
    charge("old", "2026-11-01"),
  ]);
  assertEquals(found.map((it) => it.charge_id), ["old", "new"]);
});
