import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "./actor.ts";
import {
  advertise,
  advertiseUnit,
  agreeSale,
  call,
  dayFromToday,
  listingStatus,
  offerToBuy,
  offerToRent,
  type Sale,
} from "./deals.ts";
import { openTestDatabase } from "./test_database.ts";
import { buildWorld } from "./world.ts";

Deno.test("sales keep their rules", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const world = await buildWorld(database);
    const { people } = world;
    const on = <Row = Sale>(by: Actor, name: string, given: Record<string, unknown>) =>
      call<Row>(database, by, name, given);
    const today = dayFromToday(0);
    const completion = { price_kobo: 8_900_000_000, closed_on: today, deed_reference: "LR 12/3" };

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
        starts_on: dayFromToday(30),
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
      assertEquals([closed.status, Number(closed.price_kobo)], ["closed", 8_900_000_000]);
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

    await t.step("a closed sale and its parties never change, for any role", async () => {
      const { sale } = await agreeSale(database, world, people.stranger);
      await on(people.owner, "close_sale", { sale_id: sale, ...completion });
      const [party] = await database.query<{ id: string }>(
        "select id from sale_parties where sale_id = $1",
        [sale],
      );
      const changes: (() => Promise<unknown>)[] = [
        () => on(people.owner, "fail_sale", { sale_id: sale, reason: "Regret" }),
        () => on(people.owner, "sign_sale", { sale_id: sale, signed_on: today }),
        () =>
          on(people.owner, "add_sale_party", { sale_id: sale, role: "buyer", full_name: "Ngozi" }),
        () => on(people.owner, "remove_sale_party", { party_id: party?.id }),
        () => database.query("update sales set price_kobo = 5 where id = $1", [sale]),
        () => database.query("delete from sales where id = $1", [sale]),
        () =>
          as(database, "service", "update sale_parties set full_name = 'X' where sale_id = $1", [
            sale,
          ]),
      ];
      for (const change of changes) {
        assertEquals(await problem(change()), ["PT409", "sale.closed", "sale_id"]);
      }
    });

    await t.step("completion is refused by the field", async () => {
      const { sale } = await agreeSale(database, world, people.stranger);
      const wrong: [Record<string, unknown>, string, string][] = [
        [{ price_kobo: 0 }, "sale.bad_price", "price_kobo"],
        [{ price_kobo: null }, "sale.bad_price", "price_kobo"],
        [{ closed_on: dayFromToday(1) }, "sale.bad_date", "closed_on"],
        [{ closed_on: dayFromToday(-1) }, "sale.bad_date", "closed_on"],
        [{ closed_on: null }, "sale.bad_date", "closed_on"],
        [{ deed_reference: "x".repeat(201) }, "sale.bad_deed", "deed_reference"],
      ];
      for (const [changes, code, field] of wrong) {
        assertEquals(
          await problem(
            on(people.owner, "close_sale", { sale_id: sale, ...completion, ...changes }),
          ),
          ["PT400", code, field],
        );
      }
      assertEquals(
        await problem(
          on(people.owner, "sign_sale", { sale_id: sale, signed_on: dayFromToday(-1) }),
        ),
        ["PT400", "sale.bad_date", "signed_on"],
      );
    });

    await t.step("no sale closes without seller and buyer; parties need only a name", async () => {
      const { sale } = await agreeSale(database, world, people.stranger);
      const parties = await database.query<{ id: string; role: string }>(
        "select id, role from sale_parties where sale_id = $1",
        [sale],
      );
      const buyer = parties.find((party) => party.role === "buyer")?.id;
      await on(people.agent, "remove_sale_party", { party_id: buyer });
      await on(people.agent, "remove_sale_party", { party_id: buyer });
      assertEquals(
        await problem(on(people.owner, "close_sale", { sale_id: sale, ...completion })),
        ["PT409", "sale.party_missing", "sale_id"],
      );
      const ngozi = { sale_id: sale, role: "buyer", full_name: "Ngozi Eze" };
      const one = await on<{ id: string }>(people.agent, "add_sale_party", ngozi);
      const again = await on<{ id: string; phone: string }>(people.agent, "add_sale_party", {
        ...ngozi,
        phone: "+2348031234567",
      });
      assertEquals([again.id, again.phone], [one.id, "+2348031234567"]);
      const wrong: [Record<string, unknown>, string, string][] = [
        [{ full_name: " " }, "sale.bad_party", "full_name"],
        [{ role: null }, "sale.bad_party", "role"],
        [{ phone: "0803" }, "sale.bad_party", "phone"],
        [{ address: "x" }, "sale.bad_party", "address"],
        [
          { profile_id: people.stranger.user, party_org_id: world.org },
          "sale.bad_party",
          "party_org_id",
        ],
        [{ profile_id: people.otherOwner.user }, "sale.unknown_party", "profile_id"],
        [{ party_org_id: crypto.randomUUID() }, "sale.unknown_party", "party_org_id"],
      ];
      for (const [changes, code, field] of wrong) {
        const refused = await problem(on(people.agent, "add_sale_party", { ...ngozi, ...changes }));
        assertEquals(refused.slice(1), [code, field]);
      }
      assertEquals(
        (await on(people.owner, "close_sale", { sale_id: sale, ...completion })).status,
        "closed",
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

    await t.step("only the seller's members move a sale", async () => {
      const { sale } = await agreeSale(database, world, people.stranger);
      const close = { sale_id: sale, ...completion };
      assertEquals((await problem(on(people.stranger, "close_sale", close)))[1], "auth.forbidden");
      for (const outsider of [people.otherOwner, people.accountant, people.tenant]) {
        assertEquals(await problem(on(outsider, "close_sale", close)), [
          "PT404",
          "sale.not_found",
          "sale_id",
        ]);
      }
      assertEquals(
        (await problem(database.query("update sales set status = 'closed' where id = $1", [sale])))[
          1
        ],
        "sale.direct_change",
      );
      const { listing } = await advertise(database, world, "sale");
      const offer = await offerToBuy(database, people.stranger, listing);
      await on(people.owner, "accept_offer", { offer_id: offer.id, round: 1 });
      assertEquals(
        await problem(on(people.owner, "let_from_offer", { offer_id: offer.id })),
        ["PT409", "offer.not_for_rent", "offer_id"],
      );
    });
  } finally {
    await close();
  }
});
