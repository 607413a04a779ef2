import { assertEquals } from "@std/assert";
import type { ChargeBalance, ListedPayment } from "@estate/sdk";
import { isLocked, payables, tickedAtFirst, tickedOf } from "./payable.ts";

const charge = (id: string, due: string, kobo: number, status = "open") =>
  ({
    charge_id: id,
    due_on: due,
    payable_kobo: kobo,
    kind: "rent",
    period: null,
    status,
  }) as ChargeBalance;
const payment = (status: string, ...ids: string[]) => paid("paystack", status, ...ids);
const paid = (method: string, status: string, ...ids: string[]) =>
  ({
    method,
    status,
    items: ids.map((charge_id) => ({ charge_id, amount_kobo: 1 })),
  }) as unknown as ListedPayment;

const charges = [
  charge("next", "2027-01-01", 3),
  charge("due", "2026-11-01", 2),
  charge("coming", "2026-10-01", 1),
  charge("paid", "2026-09-01", 0, "paid"),
];
const all = payables(charges, [payment("pending", "coming"), payment("failed", "due")]);

Deno.test("what is on its way is not ticked: paying it again would be twice", () => {
  assertEquals(all.map(({ id }) => id), ["coming", "due", "next"]);
  assertEquals(all.map((it) => it.coming !== undefined), [true, false, false]);
  assertEquals(tickedAtFirst(all, "2026-11-27"), ["due"]);
  assertEquals(tickedOf(all, "coming,next,other", "2026-11-27").map(({ id }) => id), ["next"]);
  assertEquals(tickedOf(all, "coming", "2026-11-27", true).map(({ id }) => id), ["coming"]);
});

Deno.test("who comes back from a checkout has nothing ticked that they did not choose", () => {
  const back = payables(
    [charge("due", "2026-11-01", 2), charge("next", "2027-01-01", 3)],
    [payment("pending", "due")],
  );
  assertEquals(tickedAtFirst(back, "2026-11-27"), []);
});

Deno.test("when nothing is due, what falls due next is ticked, all of that day", () => {
  const later = payables([
    charge("a", "2027-01-01", 3),
    charge("b", "2027-01-01", 4),
    charge("c", "2027-02-01", 5),
  ], []);
  assertEquals(tickedAtFirst(later, "2026-11-27"), ["a", "b"]);
  assertEquals(tickedAtFirst([], "2026-11-27"), []);
});

Deno.test("what was reported is never paid again, whatever an address says", () => {
  const reported = (...others: ListedPayment[]) =>
    payables([charge("due", "2026-11-01", 2)], [
      ...others,
      paid("cash", "created", "due"),
    ]);
  for (const it of [reported(), reported(payment("pending", "due"))]) {
    assertEquals(it.map(({ coming }) => coming?.method), ["cash"]);
    assertEquals(tickedOf(it, "due", "2026-11-27", true), []);
    assertEquals(it.map((one) => isLocked(one, true)), [true]);
  }
  const online = payables([charge("due", "2026-11-01", 2)], [payment("pending", "due")]);
  assertEquals(online.map((one) => [isLocked(one, false), isLocked(one, true)]), [[true, false]]);
});
