import { assertEquals } from "@std/assert";
import type { ChargeBalance, ListedPayment } from "@estate/sdk";
import type { Answers } from "./attempt.ts";
import { attemptsFor, isLocked, isStillDue, payables, tickedAtFirst, tickedOf } from "./payable.ts";

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
    reference: `${method} ${status}`,
    checkout_url: method === "paystack" ? "https://checkout.example/1" : null,
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

Deno.test("what was reported in full is never paid again, whatever an address says", () => {
  const reported = (...others: ListedPayment[]) =>
    payables([charge("due", "2026-11-01", 1)], [...others, paid("cash", "created", "due")]);
  for (const it of [reported(), reported(payment("pending", "due"))]) {
    assertEquals(it.map((one) => [one.reported?.method, one.isReported]), [["cash", true]]);
    assertEquals(tickedOf(it, "due", "2026-11-27", true), []);
    assertEquals(it.map((one) => isLocked(one, true)), [true]);
  }
  const online = payables([charge("due", "2026-11-01", 2)], [payment("pending", "due")]);
  assertEquals(online.map((one) => [isLocked(one, false), isLocked(one, true)]), [[true, false]]);
});

Deno.test("of what was reported in part the rest stays payable, and it alone", () => {
  const [rent] = payables([charge("rent", "2026-11-01", 10)], [
    paid("cash", "pending", "rent"),
    paid("pos", "created", "rent"),
    paid("cash", "failed", "rent"),
  ]);
  assertEquals([rent?.kobo, rent?.reportedKobo, rent?.isReported], [8, 2, false]);
  assertEquals(tickedOf([rent!], undefined, "2026-11-27").map(({ kobo }) => kobo), [8]);
});

Deno.test("a checkout in which nobody has paid keeps nothing from being paid", () => {
  const begun = payment("pending", "due");
  const said = (answer: string | null, status = "pending"): Answers =>
    new Map([[begun.reference, { answer, status }]]) as unknown as Answers;
  const states = (answers?: Answers) =>
    payables([charge("due", "2026-11-01", 1), charge("next", "2027-01-01", 3)], [begun], answers)
      .map((it) => [it.id, it.coming?.state]);
  assertEquals(states(), [["due", "begun"], ["next", undefined]]);
  for (const unpaid of ["unknown", "not_begun"]) {
    const all = payables([charge("due", "2026-11-01", 1)], [begun], said(unpaid));
    assertEquals(all.map(({ coming }) => coming), [undefined]);
    // The same press as before: by the same key it is the same checkout.
    assertEquals(tickedAtFirst(all, "2026-11-27"), ["due"]);
  }
  for (const coming of ["pending", "succeeded"]) {
    assertEquals(states(said(coming))[0], ["due", "on_its_way"]);
  }
  assertEquals(states(said("failed", "failed"))[0], ["due", undefined]);
  assertEquals(states(said(null, "succeeded"))[0], ["due", "on_its_way"]);
  assertEquals(states(said("unreachable"))[0], ["due", "begun"]);
});

Deno.test("a checkout is gone on with only while all of what it is for is still to be paid", () => {
  const open = [{ payment: payment("pending", "a", "b"), state: "unfinished" as const }];
  const both = payables([charge("a", "2026-11-01", 1), charge("b", "2026-11-01", 1)], []);
  assertEquals(isStillDue(open[0]!.payment, both), true);
  assertEquals(isStillDue(open[0]!.payment, both.slice(1)), false);
  assertEquals(attemptsFor(open, both.slice(1)), open);
  assertEquals(attemptsFor(open, all), []);
});
