/** Autopay: never without consent, never over a limit, and nobody else's business. */
import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as, problem } from "../actor.ts";
import { call, demand } from "./owed.ts";
import { allow, announce, begin, cardOf, daysLater, plansOf, saveCard } from "./saving.ts";

import { autopayOf, newsOf, openAutopay } from "./autopaying.ts";

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
        [tenant, { consent_language: null }, "consent.unknown_text", "consent_language"],
        [tenant, { consent_language: "xx" }, "consent.unknown_text", "consent_language"],
        [tenant, { consent_version: null }, "consent.unknown_text", "consent_version"],
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
