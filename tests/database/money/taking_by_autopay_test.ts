/** Autopay takes a charge once, never over a limit, and says what became of it. */
import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as, problem, refusal } from "../actor.ts";
import { reportPayment } from "../world.ts";
import { books, call, differences, pay, settle, start } from "./owed.ts";
import { allow, announce, answer, begin, daysLater, hoursLater, plansOf } from "./saving.ts";

import { autopayOf, newsOf, openAutopay, statusOf } from "./autopaying.ts";

Deno.test("a charge is taken once: the payment stands before the provider is asked, and its settlement ends the plan", async () => {
  const { database, world, tenant, due, close } = await openAutopay();
  try {
    const charge = await due();
    assertEquals(await begin(database, ["flutterwave"]), undefined, "the card is with Paystack");
    const begun = await begin(database);
    assertEquals([begun?.provider, begun?.amount_kobo, begun?.email], [
      "paystack",
      50_000,
      "payer@example.ng",
    ]);
    assertEquals(await statusOf(database, begun?.payment_id ?? ""), "created");
    assertEquals(await begin(database), undefined, "one at a time");
    const [plan] = await plansOf(database, tenant.user);
    assertEquals([plan?.status, plan?.payment_id], ["trying", begun?.payment_id ?? null]);
    assertEquals(
      (await problem(call(database, tenant, "skip_autopay", { plan_id: plan?.id })))[1],
      "autopay.too_late",
    );
    assertEquals(
      await settle(database, { reference: begun?.reference ?? "", kobo: 50_000 }),
      "settled",
    );
    assertEquals(await answer(database, begun?.payment_id ?? "", "declined", "Too late"), "closed");
    assertEquals(await begin(database), undefined);
    assertEquals((await plansOf(database, tenant.user))[0]?.status, "taken");
    const [paid] = await database.query<{ open: number }>(
      "select payable_kobo as open from charge_balances where charge_id = $1",
      [charge],
    );
    assertEquals(paid?.open, 0);
    assertEquals(await differences(database, world.org), []);
  } finally {
    await close();
  }
});

Deno.test("what was paid, taken back or may be paid otherwise is not charged", async (t) => {
  const { database, world, tenant, due, close } = await openAutopay();
  try {
    const statusOfPlan = async (charge: string) =>
      (await plansOf(database, tenant.user)).find((it) => it.charge_id === charge)?.status;
    await t.step("paid meanwhile", async () => {
      const charge = await due();
      await pay(database, tenant.user, [charge]);
      assertEquals(await begin(database), undefined);
      assertEquals(await statusOfPlan(charge), "dropped");
    });
    await t.step("taken back meanwhile", async () => {
      const charge = await due();
      await as(database, world.people.owner, "select reverse_charge($1, 'A mistake')", [charge]);
      assertEquals(await begin(database), undefined);
      assertEquals(await statusOfPlan(charge), "dropped");
    });
    await t.step("an open checkout is waited for; both that settle are kept", async () => {
      const charge = await due();
      const checkout = await start(database, tenant.user, [charge]);
      assertEquals(await begin(database), undefined);
      assertEquals(await statusOfPlan(charge), "announced");
      await database.query("select private.move_payment($1, 'abandoned', 'Nobody paid')", [
        checkout.id,
      ]);
      assertEquals(await begin(database), undefined, "not in the next half hour");
      await daysLater(database, 1);
      const begun = await begin(database);
      assertEquals(begun?.amount_kobo, 50_000);
      await settle(database, { reference: begun?.reference ?? "", kobo: 50_000 });
      // The page that was given up is paid after all.
      assertEquals(await settle(database, checkout), "settled");
      assertEquals((await books(database, world.org))["tenant_credit"], -50_000);
      assertEquals(await differences(database, world.org), []);
    });
    await t.step("a transfer that was reported", async () => {
      const charge = await due();
      await reportPayment(database, tenant, world.org, { charge, kobo: 50_000 });
      assertEquals(await begin(database), undefined);
      assertEquals(await statusOfPlan(charge), "announced");
    });
  } finally {
    await close();
  }
});

Deno.test("no checkout is begun beside a charge by autopay that is under way", async (t) => {
  const { database, tenant, due, owe, close } = await openAutopay();
  try {
    const charge = await due();
    const other = await owe(10_000, 30);
    const refused = async (charges: readonly string[] = [charge]) => {
      const { code, hint, message, detail } = await refusal(start(database, tenant.user, charges));
      assertEquals([code, hint], ["PT409", "payment.autopay_under_way"]);
      assert(message.includes(charge));
      assertEquals(JSON.parse(detail), { field: "charge_ids", charge_id: charge });
    };
    const ofCheckout = async () => {
      const { id } = await start(database, tenant.user, [charge]);
      await database.query("select private.move_payment($1, 'failed', 'Left')", [id]);
      await daysLater(database, 1);
    };
    const again = async () => (await begin(database))?.payment_id ?? "";

    await t.step("being sent; other charges are not kept waiting", async () => {
      const payment = await again();
      await refused();
      await refused([other, charge]);
      await start(database, tenant.user, [other]);
      await answer(database, payment, "not_sent");
    });
    await t.step("the provider heard nothing of it", async () => {
      await ofCheckout();
    });
    await t.step("nobody knows what became of it", async () => {
      const payment = await again();
      await answer(database, payment, "unsure");
      await refused();
      // The provider says that it knows of none.
      await database.query(
        "update private.payment_checks set last_answer = 'unknown' where payment_id = $1",
        [payment],
      );
      await database.query("select private.move_payment($1, 'abandoned', 'Unknown')", [payment]);
      await ofCheckout();
    });
    await t.step(
      "the payer is to confirm it; who does not gets another try, and may pay otherwise",
      async () => {
        const payment = await again();
        await answer(database, payment, "action", "Enter OTP");
        await refused();
        await database.query("select private.move_payment($1, 'abandoned', 'Nobody paid')", [
          payment,
        ]);
        // Before autopay has heard of it, too.
        await ofCheckout();
        await begin(database);
        await daysLater(database, 1);
        assert(![payment, ""].includes(await again()), "a new attempt");
        await refused();
      },
    );
    await t.step("declined", async () => {
      const [plan] = await plansOf(database, tenant.user);
      await answer(database, plan?.payment_id ?? "", "declined", "Insufficient Funds");
      await ofCheckout();
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "autopay and a checkout at the same moment: one of them begins",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, tenant, due, close } = await openAutopay({
      most_per_month_kobo: 10_000_000,
    });
    try {
      const won = { autopay: 0, checkout: 0 };
      for (let round = 0; round < 8; round++) {
        const charge = await due();
        const checkout = () =>
          start(database, tenant.user, [charge]).then(() => "begun", (error) => error.hint);
        const first = round % 2 === 0 ? undefined : checkout();
        const autopay = begin(database);
        const [begun, started] = await Promise.all([autopay, first ?? checkout()]);
        const isAutopay = begun !== undefined;
        assertEquals(started, isAutopay ? "payment.autopay_under_way" : "begun");
        won[isAutopay ? "autopay" : "checkout"] += 1;
        const [open] = await database.query(
          `select count(*)::int as n from payment_items as item join payments as payment on payment.id = item.payment_id
           where item.charge_id = $1 and payment.status = 'created'`,
          [charge],
        );
        assertEquals(open, { n: 1 });
      }
      assertEquals(won.autopay + won.checkout, 8);
    } finally {
      await close();
    }
  },
});

Deno.test("never more than was announced, allowed for a charge, or allowed for a month", async () => {
  const { database, tenant, due, owe, close } = await openAutopay({
    most_per_charge_kobo: 60_000,
    most_per_month_kobo: 100_000,
  });
  try {
    const [first, second] = [await due(), await due(50_001)];
    const begun = await begin(database);
    assert(begun !== undefined);
    assertEquals(await begin(database), undefined, "the second one is over the month's limit");
    const statuses = async () =>
      Object.fromEntries(
        (await plansOf(database, tenant.user)).map((it) => [it.charge_id, it.status]),
      );
    assertEquals(await statuses(), { [first]: "trying", [second]: "over_limit" });
    // What was declined does not count; a third one has room.
    assertEquals(
      await answer(database, begun?.payment_id ?? "", "declined", "Insufficient Funds"),
      "declined",
    );
    const third = await owe(50_000);
    await announce(database);
    await database.query(
      "update autopay_plans set take_on = private.lagos_date() where charge_id = $1",
      [
        third,
      ],
    );
    assertEquals((await begin(database))?.amount_kobo, 50_000);

    // More is open than was announced: told anew, and not taken today.
    const fourth = await owe(20_000);
    await announce(database);
    await database.query(
      "update autopay_plans set take_on = private.lagos_date(), amount_kobo = 10000 where charge_id = $1",
      [fourth],
    );
    assertEquals(await begin(database), undefined);
    const plan = (await plansOf(database, tenant.user)).find((it) => it.charge_id === fourth);
    assertEquals([plan?.amount_kobo, plan?.take_on], [20_000, nigerianDate(3)]);
  } finally {
    await close();
  }
});

Deno.test("after a decline it is tried on days 1, 3 and 5, once a day, then autopay pauses", async () => {
  const { database, tenant, autopay, due, world, card, close } = await openAutopay();
  try {
    const charge = await due();
    const day = nigerianDate();
    const tries: number[] = [];
    for (let today = 0; today <= 8; today++) {
      const begun = await begin(database);
      if (begun !== undefined) {
        tries.push(today);
        assertEquals(
          await answer(database, begun.payment_id, "declined", "Insufficient Funds"),
          "declined",
        );
        assertEquals(await begin(database), undefined, "not twice on a day");
      }
      await daysLater(database, 1);
    }
    assertEquals([tries, day], [[0, 1, 3, 5], nigerianDate()]);
    assertEquals(await autopayOf(database, autopay.id), ["paused", "declined"]);
    assertEquals(await newsOf(database, tenant.user), [
      "autopay_announced",
      "autopay_declined",
      "autopay_declined",
      "autopay_declined",
      "autopay_paused",
    ]);
    const [plan] = await plansOf(database, tenant.user);
    assertEquals([plan?.status, plan?.declines, plan?.last_answer], [
      "given_up",
      4,
      "Insufficient Funds",
    ]);
    // Allowed again, it is announced anew, with its days of notice.
    await allow(database, tenant, { tenancy_id: world.tenancy, authorization_id: card });
    await announce(database);
    const [anew] = await plansOf(database, tenant.user);
    assertEquals([anew?.charge_id, anew?.status, anew?.take_on], [
      charge,
      "announced",
      nigerianDate(3),
    ]);
  } finally {
    await close();
  }
});

Deno.test("the provider was away: no try is counted, and the same payment is tried again", async () => {
  const { database, tenant, due, close } = await openAutopay();
  try {
    await due();
    const first = await begin(database);
    assertEquals(await answer(database, first?.payment_id ?? "", "not_sent"), "not_sent");
    assertEquals(await begin(database), undefined, "not at once");
    await database.query("update autopay_plans set not_before = now() where $1", [true]);
    const again = await begin(database);
    assertEquals([again?.reference, again?.payment_id], [first?.reference, first?.payment_id]);
    const [plan] = await plansOf(database, tenant.user);
    assertEquals([plan?.status, plan?.declines], ["trying", 0]);
  } finally {
    await close();
  }
});

Deno.test("while nobody knows what became of a payment there is no other, and the provider is asked by its reference", async () => {
  const { database, tenant, due, close } = await openAutopay();
  try {
    await due();
    const lost = await begin(database);
    const payment = lost?.payment_id ?? "";
    assertEquals(await answer(database, payment, "unsure"), "unsure");
    for (let day = 0; day < 5; day++) {
      await daysLater(database, 1);
      assertEquals(await begin(database), undefined);
    }
    const [asked] = await database.query<{ waits: boolean }>(
      "select next_at > now() as waits from private.payment_checks where payment_id = $1",
      [payment],
    );
    assertEquals(asked?.waits, true);
    const told = (what: string) =>
      as(database, "service", "select service.record_payment_answer($1, $2)", [payment, what]);
    await told("unknown");
    assertEquals(await begin(database), undefined, "it may only be late");
    // A day later it never was: the provider heard of nothing, so nothing was declined.
    await hoursLater(database, payment, 25);
    await told("unknown");
    assertEquals(await statusOf(database, payment), "abandoned");
    const next = await begin(database);
    assert(next !== undefined && next.reference !== lost?.reference);
    const [plan] = await plansOf(database, tenant.user);
    assertEquals([plan?.declines, plan?.payment_id], [0, next?.payment_id ?? null]);
    // Should the lost one have been charged after all, both are kept.
    await settle(database, { reference: next?.reference ?? "", kobo: 50_000 });
    assertEquals(
      await settle(database, { reference: lost?.reference ?? "", kobo: 50_000 }),
      "settled",
    );
  } finally {
    await close();
  }
});

Deno.test("a payment that waited for days and is sent at last has its day from then", async () => {
  const { database, tenant, due, close } = await openAutopay();
  try {
    await due();
    const waited = await begin(database);
    const payment = waited?.payment_id ?? "";
    await answer(database, payment, "not_sent");
    const told = async (what: string) => {
      const [row] = await as<{ outcome: string }>(
        database,
        "service",
        "select service.record_payment_answer($1, $2) as outcome",
        [payment, what],
      );
      return row?.outcome;
    };
    // The key is refused from Friday to Sunday, to whoever asks too.
    await hoursLater(database, payment, 49);
    await daysLater(database, 2);
    assertEquals(await told("unreachable"), "waiting");
    const sent = await begin(database);
    assertEquals(sent?.reference, waited?.reference);
    // It was asked in the same moment, before it had the charge.
    assertEquals(await told("unknown"), "waiting");
    await answer(database, payment, "unsure");
    assertEquals(await told("unknown"), "waiting");
    await daysLater(database, 1);
    assertEquals(await begin(database), undefined, "the first one may be charged yet");
    assertEquals(
      await settle(database, { reference: sent?.reference ?? "", kobo: 50_000 }),
      "settled",
    );
    await begin(database);
    assertEquals((await plansOf(database, tenant.user)).map((it) => it.status), ["taken"]);
  } finally {
    await close();
  }
});

Deno.test("what a bank does not decide for days may be taken yet: it is given up, counted, and its payer told", async () => {
  const { database, world, tenant, card, due, close } = await openAutopay({
    most_per_month_kobo: 100_000,
  });
  try {
    const [slow, next] = [await due(), await due()];
    const begun = await begin(database);
    await answer(database, begun?.payment_id ?? "", "pending");
    await hoursLater(database, begun?.payment_id ?? "", 73);
    await as(database, "service", "select service.record_payment_answer($1, 'pending')", [
      begun?.payment_id,
    ]);
    assertEquals(await statusOf(database, begun?.payment_id ?? ""), "abandoned");
    assertEquals((await begin(database))?.amount_kobo, 50_000, "the other one goes on");
    const plan = async (charge: string) =>
      (await plansOf(database, tenant.user)).find((it) => it.charge_id === charge);
    assertEquals([(await plan(slow))?.status, (await plan(slow))?.declines], ["given_up", 0]);
    assertEquals((await plan(next))?.status, "trying");
    assertEquals((await newsOf(database, tenant.user)).at(-1), "autopay_declined");
    // Both count in the month: there is no room for a third.
    const third = await due(1_000);
    assertEquals(await begin(database), undefined);
    assertEquals((await plan(third))?.status, "over_limit");
    // It is tried again only when the payer allows it anew, with its days of notice.
    await allow(database, tenant, { tenancy_id: world.tenancy, authorization_id: card });
    await announce(database);
    assertEquals([(await plan(slow))?.status, (await plan(slow))?.take_on], [
      "announced",
      nigerianDate(3),
    ]);
  } finally {
    await close();
  }
});

Deno.test("a try that the provider never heard of counts in the month that pays it", async () => {
  const { database, tenant, due, close } = await openAutopay({ most_per_month_kobo: 100_000 });
  try {
    await due();
    const lastMonth = await begin(database);
    await answer(database, lastMonth?.payment_id ?? "", "not_sent");
    await database.query(
      "update private.autopay_attempts set tried_on = (date_trunc('month', private.lagos_date()::timestamp) - interval '1 day')::date where $1",
      [true],
    );
    // This month's limit is taken up by another charge first.
    const other = await due(60_000);
    const later = (days: number) =>
      database.query(
        "update autopay_plans set not_before = now() + make_interval(days => $1) where charge_id <> $2",
        [days, other],
      );
    await later(1);
    assertEquals((await begin(database))?.amount_kobo, 60_000);
    await later(0);
    assertEquals(await begin(database), undefined);
    assertEquals(await statusOf(database, lastMonth?.payment_id ?? ""), "failed");
    const plans = await plansOf(database, tenant.user);
    assertEquals(plans.map((it) => it.status), ["over_limit", "trying"]);
  } finally {
    await close();
  }
});

Deno.test("nothing is tried again when autopay was stopped meanwhile", async (t) => {
  for (const what of ["not_sent", "unsure"]) {
    await t.step(what, async () => {
      const { database, world, tenant, due, close } = await openAutopay();
      try {
        await due();
        const begun = await begin(database);
        const payment = begun?.payment_id ?? "";
        await call(database, tenant, "stop_autopay", { tenancy_id: world.tenancy });
        await answer(database, payment, what);
        if (what === "unsure") {
          await hoursLater(database, payment, 25);
          await as(database, "service", "select service.record_payment_answer($1, 'unknown')", [
            payment,
          ]);
          assertEquals(await begin(database), undefined);
        }
        assertEquals((await plansOf(database, tenant.user)).map((it) => it.status), ["dropped"]);
      } finally {
        await close();
      }
    });
  }
});

Deno.test("a bank that wants its customer to confirm: the payer gets the address, and has days to use it", async () => {
  const { database, tenant, due, close } = await openAutopay();
  try {
    await due();
    const begun = await begin(database);
    const payment = begun?.payment_id ?? "";
    assertEquals(await answer(database, payment, "action", "Enter OTP"), "action");
    assertEquals(await statusOf(database, payment), "pending");
    const [news] = await as<{ url: string }>(
      database,
      tenant,
      "select payload ->> 'checkout_url' as url from notifications where kind = 'autopay_action'",
    );
    assertEquals(news?.url, "https://bank.example/confirm");
    await daysLater(database, 1);
    assertEquals(await begin(database), undefined, "nothing else meanwhile");
    await database.query("select private.move_payment($1, 'abandoned', 'Nobody confirmed')", [
      payment,
    ]);
    await begin(database);
    const [plan] = await plansOf(database, tenant.user);
    assertEquals([plan?.status, plan?.declines], ["announced", 1]);
  } finally {
    await close();
  }
});

Deno.test({
  name: "of many workers at once one begins the payment of a charge",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, due, close } = await openAutopay({ most_per_month_kobo: 120_000 });
    try {
      // Three charges, of which the month's limit has room for two.
      for (let n = 0; n < 3; n++) await due();
      await database.query("update autopay_plans set take_on = private.lagos_date() where $1", [
        true,
      ]);
      const begun = [];
      for (let round = 0; round < 6; round++) {
        begun.push(...await Promise.all(Array.from({ length: 8 }, () => begin(database))));
      }
      const made = begun.filter((it) => it !== undefined);
      assertEquals([made.length, new Set(made.map((it) => it.reference)).size], [2, 2]);
      const [counts] = await database.query(
        `select count(*)::int as attempts, count(distinct charge_id)::int as charges from private.autopay_attempts where $1`,
        [true],
      );
      assertEquals(counts, { attempts: 2, charges: 2 });
    } finally {
      await close();
    }
  },
});
