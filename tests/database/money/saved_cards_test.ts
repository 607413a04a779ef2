/** Saved cards: kept with consent, gone when their owner or bank says so. */
import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";
import { call, demand, differences, settle } from "./owed.ts";
import {
  allow,
  announce,
  answer,
  begin,
  daysLater,
  plansOf,
  saveCard,
  startToKeep,
} from "./saving.ts";

import { autopayOf, newsOf, openAutopay, statusOf } from "./autopaying.ts";

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
    // Of a text that nobody is shown nothing begins; agreed to once it has begun, nothing is noted.
    const charge = await owe();
    const unknown = [
      ["2020-01", "en", "consent_version"],
      ["2026-11", "xx", "consent_language"],
      [null, "en", "consent_version"],
      ["2026-11", null, "consent_language"],
    ] as const;
    for (const [version, language, field] of unknown) {
      assertEquals(
        await problem(
          startToKeep(database, tenant.user, charge, { version, language }),
        ),
        ["PT400", "consent.unknown_text", field],
      );
    }
    const begun = () =>
      database.query<{ reference: string; consents: number }>(
        `select p.reference, (select count(*)::int from payer_consents as c where c.payment_id = p.id) as consents
         from payments as p join payment_items as item on item.payment_id = p.id where item.charge_id = $1`,
        [charge],
      );
    assertEquals(await begun(), []);
    const late = await startToKeep(database, tenant.user, charge, null);
    await startToKeep(database, tenant.user, charge, undefined, "paystack", late);
    assertEquals(await begun(), [{ reference: late, consents: 0 }]);
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
    const unheard = await startToKeep(database, tenant.user, await owe());
    await call(database, tenant, "remove_saved_authorization", { authorization_id: card });
    for (const event of [first?.reference ?? "", reference, unheard]) {
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
