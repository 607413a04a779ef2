import { assertEquals } from "@std/assert";
import type { ChargeBalance, ListedPayment } from "@estate/sdk";
import { leftToPay, owed, stillOwed, undecided } from "./owed.ts";

const charge = (
  id: string,
  due: string,
  payable: number,
  status = "open",
): ChargeBalance => ({
  charge_id: id,
  due_on: due,
  payable_kobo: payable,
  open_kobo: payable,
  status,
  amount_kobo: 100,
  application_id: null,
  kind: "rent",
  org_id: "o",
  paid_kobo: 0,
  period: null,
  sale_id: null,
  schedule_id: null,
  tenancy_id: "t",
  wht_kobo: 0,
});

Deno.test("what is due by today is owed now, the rest later, and nothing that is paid or taken back", () => {
  const { now, later, nowKobo, overdueSince } = owed([
    charge("later", "2026-12-01", 7),
    charge("today", "2026-11-27", 2),
    charge("late", "2026-10-01", 3, "overdue"),
    charge("paid", "2026-09-01", 0, "paid"),
    charge("reversed", "2026-09-01", 9, "reversed"),
    charge("withheld", "2026-09-01", 0, "withheld"),
  ], "2026-11-27");
  assertEquals(now.map((it) => it.charge_id), ["late", "today"]);
  assertEquals(later.map((it) => it.charge_id), ["later"]);
  assertEquals([nowKobo, overdueSince], [5, "2026-10-01"]);
});

Deno.test("what is due today is not late, and nothing is owed of nothing", () => {
  assertEquals(owed([charge("a", "2026-11-27", 2)], "2026-11-27").overdueSince, undefined);
  assertEquals(owed([], "2026-11-27"), {
    now: [],
    later: [],
    nowKobo: 0,
    overdueSince: undefined,
  });
});

Deno.test("what was reported is not to be paid again, what was begun is, and what is over says nothing", () => {
  const payment = (method: string, status: string, kobo: number) =>
    ({
      method,
      status,
      items: [{ charge_id: "a", amount_kobo: kobo }],
    }) as unknown as ListedPayment;
  const { begun, reported } = undecided([
    payment("paystack", "pending", 7),
    payment("cash", "pending", 3),
    payment("cash", "failed", 4),
    payment("flutterwave", "abandoned", 4),
  ]);
  assertEquals([begun.length, reported.length], [1, 1]);
  const { now } = owed([charge("a", "2026-11-27", 7), charge("b", "2026-11-27", 2)], "2026-11-27");
  assertEquals(leftToPay(now, []), 9);
  assertEquals(leftToPay(now, reported), 6);
  assertEquals(leftToPay(now, [payment("cash", "pending", 8)]), 2);
});

Deno.test("what came to nothing matters while something of it is neither paid nor reported anew", () => {
  const payment = (id: string, charge_id: string, status = "abandoned", kobo = 5) =>
    ({
      id,
      method: "cash",
      status,
      items: [{ charge_id, amount_kobo: kobo }],
    }) as unknown as ListedPayment;
  const charges = [
    charge("open", "2026-11-27", 5),
    charge("paid", "2026-11-27", 0, "paid"),
    charge("anew", "2026-11-27", 5),
    charge("part", "2026-11-27", 5),
  ];
  const found = stillOwed(charges, [
    payment("1", "open"),
    payment("2", "paid"),
    payment("3", "anew"),
    payment("4", "part"),
    payment("again", "anew", "pending"),
    payment("less", "part", "pending", 4),
  ]);
  assertEquals(["1", "2", "3", "4"].filter((id) => found.has(id)), ["1", "4"]);
});
