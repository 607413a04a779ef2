import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import {
  advertiseUnit,
  agreeSale,
  call,
  listingStatus,
  offerToBuy,
  offerToRent,
  type Sale,
} from "./deals.ts";
import { openWorld } from "../test_database.ts";

Deno.test("sales keep their rules", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const on = <Row = Sale>(by: Actor, name: string, given: Record<string, unknown>) =>
      call<Row>(database, by, name, given);
    const today = nigerianDate(0);
    const completion = { price_kobo: 9_000_000_000, closed_on: today, deed_reference: "LR 12/3" };

    await t.step("an accepted offer to buy begins a sale with seller and buyer", async () => {
      const { sale, listing, unit } = await agreeSale(database, world, people.stranger);
      assertEquals(await listingStatus(database, listing), "under_offer");
      const parties = await as(
        database,
        people.stranger,
        "select role, profile_id, party_org_id from sale_parties where sale_id = $1 order by role",
        [sale],
      );
      assertEquals(parties, [
        { role: "seller", profile_id: null, party_org_id: world.org },
        { role: "buyer", profile_id: people.stranger.user, party_org_id: null },
      ]);
      const [agreed] = await as(
        database,
        people.stranger,
        "select status, price_kobo::text, agreed_on::text from sales where id = $1",
        [sale],
      );
      assertEquals(agreed, { status: "agreed", price_kobo: "9000000000", agreed_on: today });
      const [kept] = await database.query(
        "select expires_at between now() + interval '29 days' and now() + interval '31 days' as a_month from unit_holds where unit_id = $1",
        [unit],
      );
      assertEquals(kept, { a_month: true });
      for (const outsider of [people.otherOwner, people.tenant, people.accountant]) {
        assertEquals(await as(database, outsider, "select 1 from sales where id = $1", [sale]), []);
        assertEquals(
          await as(database, outsider, "select 1 from sale_parties where sale_id = $1", [sale]),
          [],
        );
      }
    });

    await t.step("contract, then completion: the unit is sold for good", async () => {
      const { sale, listing, unit, offer } = await agreeSale(database, world, people.stranger);
      const toLet = await advertiseUnit(database, world, unit, "rent");
      const renter = await offerToRent(database, people.tenant, toLet, {
        starts_on: nigerianDate(30),
      });
      assertEquals(
        await problem(on(people.owner, "accept_offer", { offer_id: renter.id, round: 1 })),
        ["PT409", "offer.unit_taken", "offer_id"],
      );
      const sign = { sale_id: sale, signed_on: today };
      assertEquals((await on(people.agent, "sign_sale", sign)).status, "contract_signed");
      assertEquals((await on(people.agent, "sign_sale", sign)).status, "contract_signed");
      assertEquals(
        await problem(on(people.stranger, "release_offer", { offer_id: offer, reason: "Regret" })),
        ["PT409", "offer.contract_signed", "offer_id"],
      );
      await database.query("select private.expire_holds() where $1", [true]);
      const close = { sale_id: sale, ...completion };
      const closed = await on(people.owner, "close_sale", close);
      assertEquals([closed.status, Number(closed.price_kobo)], ["closed", 9_000_000_000]);
      assertEquals((await on(people.manager, "close_sale", close)).status, "closed");
      assertEquals(
        await problem(on(people.owner, "close_sale", { ...close, price_kobo: 1 })),
        ["PT409", "sale.closed", "sale_id"],
      );
      assertEquals(await listingStatus(database, listing), "sold");
      assertEquals(await listingStatus(database, toLet), "closed");
      const offers = await database.query(
        "select status, decision_reason from offers where unit_id = $1 order by id",
        [unit],
      );
      assertEquals(offers, [
        { status: "converted", decision_reason: "The sale was closed" },
        { status: "declined", decision_reason: "The listing is closed" },
      ]);
      const [occupancy] = await as(
        database,
        people.owner,
        "select status from unit_occupancy where unit_id = $1",
        [unit],
      );
      assertEquals(occupancy, { status: "sold" });
      const [known] = await database.query<{ id: string }>(
        "select id from tenants where user_id = $1",
        [people.tenant.user],
      );
      assertEquals(
        (await problem(as(
          database,
          people.owner,
          "select offer_tenancy($1, $2::text::uuid[], '2030-01-01', 100000000)",
          [unit, `{${known?.id}}`],
        )))[1],
        "unit.already_taken",
      );
      assertEquals(
        await problem(advertiseUnit(database, world, unit, "sale")),
        ["PT409", "listing.unit_sold", "listing_id"],
      );
      const told = await database.query<{ user_id: string }>(
        "select user_id from notifications where subject_id = $1 and kind = 'sale_closed'",
        [sale],
      );
      assertEquals(
        told.map((row) => row.user_id).sort(),
        [people.manager.user, people.agent.user, people.stranger.user].sort(),
      );
    });

    await t.step("a sale that falls through puts the listing back on the market", async () => {
      const { sale, listing, offer } = await agreeSale(database, world, people.stranger);
      const fail = { sale_id: sale, reason: "The search found a caveat" };
      assertEquals(
        await problem(on(people.owner, "fail_sale", { ...fail, reason: "" })),
        ["PT400", "sale.bad_reason", "reason"],
      );
      await on(people.owner, "sign_sale", { sale_id: sale, signed_on: today });
      const failed = await on(people.owner, "fail_sale", fail);
      assertEquals([failed.status, failed.fell_through_reason], ["fallen_through", fail.reason]);
      assertEquals((await on(people.owner, "fail_sale", fail)).status, "fallen_through");
      assertEquals(await listingStatus(database, listing), "published");
      const [lapsed] = await database.query("select status from offers where id = $1", [offer]);
      assertEquals(lapsed, { status: "lapsed" });
      const next = await offerToBuy(database, people.stranger, listing);
      await on(people.owner, "accept_offer", { offer_id: next.id, round: 1 });
      assertEquals(
        await problem(on(people.owner, "close_sale", { sale_id: sale, ...completion })),
        ["PT409", "sale.illegal_transition", "sale_id"],
      );
    });

    await t.step("a hold that lapses ends an agreed sale, not a signed one", async () => {
      const agreed = await agreeSale(database, world, people.stranger);
      const signed = await agreeSale(database, world, people.stranger);
      await on(people.owner, "sign_sale", { sale_id: signed.sale, signed_on: today });
      for (const { unit } of [agreed, signed]) {
        await database.query(
          "update unit_holds set expires_at = now() - interval '1 second' where unit_id = $1 and expires_at is not null",
          [unit],
        );
      }
      await database.query("select private.expire_holds() where $1", [true]);
      const statuses = await database.query<{ status: string }>(
        "select status from sales where id in ($1, $2) order by id",
        [agreed.sale, signed.sale],
      );
      assertEquals(statuses.map((row) => row.status), ["fallen_through", "contract_signed"]);
    });
  } finally {
    await close();
  }
});
