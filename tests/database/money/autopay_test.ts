/** Autopay: never without consent, never over a limit, never twice, and nobody else's business. */
import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits, reportPayment, type World } from "../world.ts";
import { books, call, demand, differences, pay, settle, start } from "./owed.ts";
import { allow, announce, answer, begin, cardOf, daysLater, plansOf, saveCard } from "./saving.ts";

const tenantOf = (world: World) => world.people.tenant;

/** A world whose tenant has a card and allowed autopay; returns a function that demands what falls due in `days`. */
async function openAutopay(given: Record<string, unknown> = {}) {
  const opened = await openWorld();
  const { database, world } = opened;
  await liftLimits(database);
  const tenant = tenantOf(world);
  const owe = (kobo = 50_000, days = 0, kind = "utility") =>
    demand(database, world.people.owner, world.tenancy, kobo, nigerianDate(days), kind);
  const first = await owe(10_000, 60);
  const { reference } = await saveCard(database, tenant.user, first);
  await settle(database, { reference, kobo: 10_000 });
  const card = await cardOf(database, tenant.user);
  const autopay = await allow(database, tenant, {
    tenancy_id: world.tenancy,
    authorization_id: card,
    ...given,
  });
  /** Demands it and lets its days of notice go by. */
  const due = async (kobo = 50_000) => {
    const charge = await owe(kobo);
    await announce(database);
    await daysLater(database, 3);
    return charge;
  };
  return { ...opened, tenant, card, autopay, owe, due };
}

const newsOf = async (database: Database, user: string) =>
  (await database.query<{ kind: string }>(
    "select kind from notifications where user_id = $1 and kind like 'autopay%' order by id",
    [user],
  )).map((it) => it.kind);
const statusOf = async (database: Database, payment: string) =>
  (await database.query<{ status: string }>("select status::text from payments where id = $1", [
    payment,
  ]))[0]?.status;
const autopayOf = async (database: Database, id: string) => {
  const [row] = await database.query<{ status: string; paused_because: string | null }>(
    "select status::text, paused_because::text from autopays where id = $1",
    [id],
  );
  return [row?.status, row?.paused_because];
};

Deno.test("a card is kept once, after consent that came before the payment, and its token is nobody's to read", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, tenant, stranger, otherTenant, staff } = world.people;
    const owe = () => demand(database, owner, world.tenancy, 50_000, "2026-12-01");
    assertEquals(
      (await saveCard(database, tenant.user, await owe(), { consents: false })).kept,
      false,
    );
    assertEquals((await saveCard(database, tenant.user, await owe())).kept, true);
    assertEquals((await saveCard(database, tenant.user, await owe())).kept, true);
    const { reference } = await saveCard(database, tenant.user, await owe(), { card: "2" });
    await settle(database, { reference, kobo: 50_000 });
    const shown =
      "select brand, last_four, expires_on::text, status::text from saved_authorizations";
    const card = { brand: "visa", last_four: "4081", expires_on: "2031-12-31", status: "usable" };
    assertEquals(await as(database, tenant, shown), [card, card]);
    for (const other of [owner, stranger, otherTenant, staff]) {
      assertEquals(await as(database, other, shown), []);
    }
    // Agreed too late, or for a payment of somebody else: nothing is noted.
    const late = await start(database, tenant.user, [await owe()]);
    await as(
      database,
      "service",
      "select service.open_checkout($1, 'https://checkout.example/1')",
      [
        late.reference,
      ],
    );
    const consent = (reference: string, user: string, version = "2026-11") =>
      as(database, "service", "select service.consent_to_save($1, $2, $3, 'en')", [
        reference,
        user,
        version,
      ]);
    await consent(late.reference, tenant.user);
    const early = await start(database, tenant.user, [await owe()]);
    await consent(early.reference, stranger.user);
    assertEquals(
      await database.query(
        "select 1 from payer_consents as c join payments as p on p.id = c.payment_id where p.reference = any ($1::text::text[])",
        [`{${late.reference},${early.reference}}`],
      ),
      [],
    );
    assertEquals(await problem(consent(early.reference, tenant.user, "2020-01")), [
      "PT400",
      "consent.unknown_text",
      "consent_version",
    ]);
    // Of the same card the newest token is kept.
    const tokens = await database.query<{ place: string }>(
      "select place from private.authorization_tokens where user_id = $1",
      [tenant.user],
    );
    assertEquals(tokens.length, 2);
  } finally {
    await close();
  }
});

Deno.test("a payer removes a card: its token is gone at once, autopay pauses, and nobody else can", async () => {
  const { database, world, tenant, card, autopay, close } = await openAutopay();
  try {
    const remove = (by: { user: string }) =>
      call<{ status: string }>(database, by, "remove_saved_authorization", {
        authorization_id: card,
      });
    assertEquals((await problem(remove(world.people.owner)))[1], "saved_authorization.not_found");
    assertEquals((await remove(tenant)).status, "removed");
    assertEquals((await remove(tenant)).status, "removed");
    assertEquals(
      await database.query(
        "select 1 from private.authorization_tokens where authorization_id = $1",
        [
          card,
        ],
      ),
      [],
    );
    assertEquals(await autopayOf(database, autopay.id), ["paused", "card_removed"]);
    assertEquals(
      (await problem(
        allow(database, tenant, { tenancy_id: world.tenancy, authorization_id: card }),
      ))[1],
      "saved_authorization.unusable",
    );
  } finally {
    await close();
  }
});

Deno.test("terms are the payer's own: their tenancy, their card, limits that can be, one payer for a home", async () => {
  const { database, world, tenant, card, close } = await openAutopay();
  try {
    const { stranger, owner, otherTenant } = world.people;
    const refused = async (by: { user: string }, given: Record<string, unknown>) => {
      const [, code, field] = await problem(
        allow(database, by, { tenancy_id: world.tenancy, authorization_id: card, ...given }),
      );
      return [code, field];
    };
    for (
      const [by, given, code, field] of [
        [stranger, {}, "tenancy.not_found", "tenancy_id"],
        [owner, {}, "tenancy.not_found", "tenancy_id"],
        [otherTenant, {}, "tenancy.not_found", "tenancy_id"],
        [
          tenant,
          { authorization_id: crypto.randomUUID() },
          "saved_authorization.not_found",
          "authorization_id",
        ],
        [tenant, { authorization_id: null }, "saved_authorization.not_found", "authorization_id"],
        [tenant, { kinds: "{}" }, "autopay.bad_terms", "kinds"],
        [tenant, { kinds: null }, "autopay.bad_terms", "kinds"],
        [tenant, { kinds: "{sale_deposit}" }, "autopay.bad_terms", "kinds"],
        [tenant, { most_per_charge_kobo: 0 }, "autopay.bad_terms", "most_per_charge_kobo"],
        [tenant, { most_per_charge_kobo: null }, "autopay.bad_terms", "most_per_charge_kobo"],
        [tenant, { most_per_month_kobo: 99_999 }, "autopay.bad_terms", "most_per_month_kobo"],
        [tenant, { most_per_month_kobo: null }, "autopay.bad_terms", "most_per_month_kobo"],
        [tenant, { day_offset: 15 }, "autopay.bad_terms", "day_offset"],
        [tenant, { day_offset: null }, "autopay.bad_terms", "day_offset"],
        [tenant, { consent_version: "2020-01" }, "consent.unknown_text", "consent_version"],
        [tenant, { consent_language: null }, "consent.unknown_text", "consent_version"],
      ] as const
    ) assertEquals(await refused(by, given), [code, field]);

    // A second tenant of the same home, with a card of their own.
    const [party] = await database.query<{ id: string }>(
      "insert into tenants (org_id, full_name, user_id, address) values ($1, 'Bisi Bello', $2, '4 Akoka Road, Yaba') returning id",
      [world.org, stranger.user],
    );
    await as(database, owner, "select add_tenancy_party($1, $2)", [world.tenancy, party?.id]);
    const charge = await demand(database, owner, world.tenancy, 50_000, "2026-12-01");
    await saveCard(database, stranger.user, charge, { card: "9" });
    assertEquals(
      await refused(stranger, { authorization_id: await cardOf(database, stranger.user) }),
      ["autopay.taken", "tenancy_id"],
    );
    const shown = "select tenancies_on_autopay($1) as tenancy";
    assertEquals(await as(database, owner, shown, [world.org]), [{ tenancy: world.tenancy }]);
    assertEquals(await as(database, world.people.agent, shown, [world.org]), []);
    for (const other of [owner, stranger]) {
      assertEquals(await as(database, other, "select 1 from autopays"), []);
      assertEquals(await as(database, other, "select 1 from autopay_plans"), []);
      assertEquals(
        await as(database, other, "select 1 from payer_consents where purpose = 'autopay'"),
        [],
      );
    }
    const stop = (by: { user: string }) =>
      call<{ status: string }>(database, by, "stop_autopay", { tenancy_id: world.tenancy });
    assertEquals((await problem(stop(owner)))[1], "autopay.not_found");
    assertEquals((await stop(tenant)).status, "ended");
    assertEquals((await stop(tenant)).status, "ended");
    assertEquals(await as(database, owner, shown, [world.org]), []);
  } finally {
    await close();
  }
});

Deno.test("the payer is told days before, and skips what they want; over the limit nothing is taken", async () => {
  const { database, tenant, owe, close } = await openAutopay();
  try {
    const [small, large, , rent] = [
      await owe(50_000),
      await owe(100_001),
      await owe(50_000, 4),
      await owe(40_000, 0, "other"),
    ];
    await announce(database);
    await announce(database);
    const plans = await plansOf(database, tenant.user);
    assertEquals(plans.map((it) => [it.charge_id, it.status, it.take_on]), [
      [small, "announced", nigerianDate(3)],
      [large, "over_limit", nigerianDate(3)],
    ]);
    assert(!plans.some((it) => it.charge_id === rent), "a kind that was not chosen");
    assertEquals((await newsOf(database, tenant.user)).sort(), [
      "autopay_announced",
      "autopay_over_limit",
    ]);
    assertEquals(await begin(database), undefined, "not before its day");
    const skip = (plan: string) =>
      call<{ status: string }>(database, tenant, "skip_autopay", { plan_id: plan });
    assertEquals((await skip(plans[0]?.id ?? "")).status, "skipped");
    assertEquals((await skip(plans[0]?.id ?? "")).status, "skipped");
    assertEquals((await problem(skip(crypto.randomUUID())))[1], "autopay.plan_not_found");
    await daysLater(database, 3);
    assertEquals(await begin(database), undefined);
  } finally {
    await close();
  }
});

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

Deno.test("a bank's last word ends the card at once", async () => {
  const { database, tenant, card, autopay, due, close } = await openAutopay();
  try {
    await due();
    const begun = await begin(database);
    assertEquals(
      await answer(database, begun?.payment_id ?? "", "refused", "Stolen card"),
      "refused",
    );
    assertEquals(await autopayOf(database, autopay.id), ["paused", "card_refused"]);
    assertEquals(
      await database.query(
        `select status::text, (select count(*)::int from private.authorization_tokens where authorization_id = s.id) as tokens
         from saved_authorizations as s where id = $1`,
        [card],
      ),
      [{ status: "refused", tokens: 0 }],
    );
    assertEquals(await newsOf(database, tenant.user), ["autopay_announced", "autopay_paused"]);
    await daysLater(database, 9);
    assertEquals(await begin(database), undefined);
  } finally {
    await close();
  }
});

Deno.test("a card whose token no key opens is given up, and its payer is told to save it again", async () => {
  const { database, world, tenant, card, autopay, due, owe, close } = await openAutopay();
  try {
    const charge = await due();
    const begun = await begin(database);
    const payment = begun?.payment_id ?? "";
    assertEquals(await answer(database, payment, "unopened"), "unopened");
    assertEquals(await statusOf(database, payment), "failed");
    assertEquals(await autopayOf(database, autopay.id), ["paused", "card_lost"]);
    const [plan] = await plansOf(database, tenant.user);
    assertEquals([plan?.status, plan?.declines], ["given_up", 0]);
    assertEquals(await newsOf(database, tenant.user), ["autopay_announced", "autopay_paused"]);
    const [news] = await as<{ title: string }>(
      database,
      tenant,
      "select title from notifications where kind = 'autopay_paused'",
    );
    assertEquals(news?.title, "Autopay paused: save your card again");
    await daysLater(database, 9);
    assertEquals(await begin(database), undefined);
    // The same card once more: its newest token charges it, on the very day if need be.
    await saveCard(database, tenant.user, await owe(10_000, 90));
    await allow(database, tenant, { tenancy_id: world.tenancy, authorization_id: card });
    await announce(database);
    await daysLater(database, 3);
    const again = await begin(database);
    assertEquals([again?.amount_kobo, again?.reference === begun?.reference], [50_000, false]);
    assertEquals(
      (await plansOf(database, tenant.user)).find((it) => it.payment_id === again?.payment_id)
        ?.charge_id,
      charge,
    );
  } finally {
    await close();
  }
});

Deno.test("an expired card, a tenancy that ended and a payer who moved out are not charged", async (t) => {
  for (
    const [name, change, ends] of [
      [
        "expired",
        "update saved_authorizations set expires_on = private.lagos_date() - 1 where user_id = $1",
        ["paused", "card_expired"],
      ],
      ["moved out", "delete from private.tenancy_people where user_id = $1", ["ended", null]],
    ] as const
  ) {
    await t.step(name, async () => {
      const { database, tenant, autopay, due, close } = await openAutopay();
      try {
        await due();
        await database.query(change, [tenant.user]);
        assertEquals(await begin(database), undefined);
        assertEquals(await autopayOf(database, autopay.id), [...ends]);
        assertEquals(
          await database.query("select 1 from private.autopay_attempts where $1", [true]),
          [],
        );
      } finally {
        await close();
      }
    });
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
    await database.query(
      "update payments set created_at = created_at - interval '25 hours' where id = $1",
      [
        payment,
      ],
    );
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

Deno.test("what a bank does not decide for days may be taken yet: it is given up, counted, and its payer told", async () => {
  const { database, world, tenant, card, due, close } = await openAutopay({
    most_per_month_kobo: 100_000,
  });
  try {
    const [slow, next] = [await due(), await due()];
    const begun = await begin(database);
    await answer(database, begun?.payment_id ?? "", "pending");
    await database.query(
      "update payments set created_at = created_at - interval '73 hours' where id = $1",
      [begun?.payment_id],
    );
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
          await database.query(
            "update payments set created_at = created_at - interval '25 hours' where id = $1",
            [payment],
          );
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

Deno.test("a card that was taken away does not come back when its event is worked off again", async () => {
  const { database, world, tenant, card, owe, close } = await openAutopay();
  try {
    const again = (reference: string) =>
      as<{ kept: boolean }>(
        database,
        "service",
        `select service.save_authorization($1, 'paystack', 'card', 'visa', 'TEST BANK', '4081', '2031-12-31', 'payer@example.ng',
           encode(sha256('1'), 'hex'), 'test.AAAAAAAAAAAAAAAA.MQ==') as kept`,
        [reference],
      );
    const [first] = await database.query<{ reference: string }>(
      `select p.reference from payments as p join payer_consents as c on c.payment_id = p.id where c.user_id = $1`,
      [tenant.user],
    );
    // Paid with once more, with consent: the same card.
    const { reference, kept } = await saveCard(database, tenant.user, await owe());
    assertEquals(kept, true);
    assertEquals(await again(reference), [{ kept: true }], "safe to repeat");
    // Agreed to and paid before the card is taken away; nobody has heard of that payment yet.
    const unheard = await start(database, tenant.user, [await owe()]);
    await as(database, "service", "select service.consent_to_save($1, $2, '2026-11', 'en')", [
      unheard.reference,
      tenant.user,
    ]);
    await call(database, tenant, "remove_saved_authorization", { authorization_id: card });
    for (const event of [first?.reference ?? "", reference, unheard.reference]) {
      assertEquals(await again(event), [{ kept: false }]);
    }
    assertEquals(
      await as(database, tenant, "select status::text from saved_authorizations"),
      [{ status: "removed" }],
    );
    // With a new consent it is a new card.
    assertEquals((await saveCard(database, tenant.user, await owe())).kept, true);
    assertEquals(await differences(database, world.org), []);
  } finally {
    await close();
  }
});

Deno.test({
  name: "autopay that is allowed while its card is taken away is off in the end",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, tenant, owe, close } = await openAutopay();
    try {
      for (let round = 0; round < 20; round++) {
        if (round % 2 === 0) {
          await call(database, tenant, "stop_autopay", { tenancy_id: world.tenancy });
        }
        await saveCard(database, tenant.user, await owe(), { card: `new ${round}` });
        const authorization = await cardOf(database, tenant.user);
        const terms = { tenancy_id: world.tenancy, authorization_id: authorization };
        if (round % 2 === 1) await allow(database, tenant, terms);
        const outcomes = await Promise.allSettled([
          allow(database, tenant, terms),
          call(database, tenant, "remove_saved_authorization", { authorization_id: authorization }),
        ]);
        for (const it of outcomes) {
          if (it.status === "rejected") {
            assertEquals(it.reason.hint, "saved_authorization.unusable", String(it.reason));
          }
        }
        assertEquals(
          await database.query(
            "select 1 from autopays where authorization_id = $1 and status = 'on'",
            [authorization],
          ),
          [],
        );
      }
    } finally {
      await close();
    }
  },
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
