import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import {
  advertiseUnit,
  call,
  listingStatus,
  type Offer,
  offerToBuy,
  offerToRent,
} from "./deals.ts";
import { knownTenant, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";

Deno.test("a home is sold with its tenants in it, and not let anew meanwhile", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, stranger, otherTenant } = world.people;
    const accept = (offer: Offer) =>
      call<Offer>(database, owner, "accept_offer", { offer_id: offer.id, round: 1 });
    const occupancy = async (unit: string) => {
      const [row] = await as<{ status: string }>(
        database,
        owner,
        "select status, next_free_on from unit_occupancy where unit_id = $1",
        [unit],
      );
      return row?.status;
    };
    const saleOf = async (offer: Offer, by: Actor = owner) => {
      const [sale] = await as<{ id: string; status: string; is_tenanted: boolean }>(
        database,
        by,
        "select id, status, is_tenanted from sales where offer_id = $1",
        [offer.id],
      );
      return sale;
    };
    const isTenanted = async (listing: string) => {
      const [row] = await database.query<{ page: { is_tenanted: boolean } }>(
        "select private.listing_page($1) as page",
        [listing],
      );
      return row?.page.is_tenanted;
    };
    const offerTenancy = async (unit: string) =>
      as<{ id: string }>(
        database,
        owner,
        "select id from offer_tenancy($1, array[$2]::uuid[], $3, 100000000)",
        [unit, (await knownTenant(database, world)).id, nigerianDate(40)],
      );

    await t.step(
      "visitors read whether the tenants come with it, as soon as that changes",
      async () => {
        const { unit, tenancy } = await letSince(database, world, 2);
        const listing = await advertiseUnit(database, world, unit, "sale");
        assertEquals(await isTenanted(listing), true);
        await on(database, owner, "end_tenancy($1, 'They moved out')", tenancy.id);
        assertEquals(await isTenanted(listing), false);
        const toLet = await advertiseUnit(database, world, unit, "rent");
        assertEquals(await isTenanted(toLet), false);
      },
    );

    await t.step(
      "the sale goes to its end beside the tenancy; the unit is sold, once",
      async () => {
        const { unit, tenant, tenancy } = await letSince(database, world, 2);
        const listing = await advertiseUnit(database, world, unit, "sale");
        const [first, second] = [
          await offerToBuy(database, stranger, listing),
          await offerToBuy(database, otherTenant, listing),
        ];
        assertEquals((await accept(first)).status, "accepted");
        assertEquals(await problem(accept(second)), ["PT409", "offer.unit_taken", "offer_id"]);
        const sale = await saleOf(first, stranger);
        assertEquals([sale?.status, sale?.is_tenanted], ["agreed", true]);
        assertEquals(await occupancy(unit), "let");

        // Nobody new comes in: not beside the tenants, nor after them, nor by a renewal.
        const renewal = await on(database, owner, "offer_renewal($1, 10000000)", tenancy.id);
        assertEquals(
          (await problem(on(database, tenant, "accept_tenancy($1)", renewal.id)))[1],
          "unit.already_taken",
        );
        await on(database, owner, "end_tenancy($1, 'They moved out')", tenancy.id);
        assertEquals(await occupancy(unit), "reserved");
        assertEquals((await problem(offerTenancy(unit)))[1], "unit.already_taken");
        const toLet = await advertiseUnit(database, world, unit, "rent");
        const renter = await offerToRent(database, otherTenant, toLet);
        assertEquals((await problem(accept(renter)))[1], "offer.unit_taken");
        assertEquals(
          (await problem(
            as(database, owner, "select block_dates($1, $2, $3)", [
              unit,
              nigerianDate(1),
              nigerianDate(9),
            ]),
          ))[1],
          "unit.already_taken",
        );

        await call(database, owner, "close_sale", {
          sale_id: sale?.id,
          price_kobo: 9_000_000_000,
          closed_on: nigerianDate(),
        });
        assertEquals(await occupancy(unit), "sold");
        assertEquals(await listingStatus(database, listing), "sold");
      },
    );

    await t.step(
      "who is there at completion stays, and the unit is sold all the same",
      async () => {
        const { unit, tenancy } = await letSince(database, world, 2);
        const offer = await offerToBuy(
          database,
          stranger,
          await advertiseUnit(database, world, unit, "sale"),
        );
        await accept(offer);
        await call(database, owner, "close_sale", {
          sale_id: (await saleOf(offer))?.id,
          price_kobo: 9_000_000_000,
          closed_on: nigerianDate(),
        });
        const [kept] = await database.query(
          "select status, is_in_force from tenancies where id = $1",
          [tenancy.id],
        );
        assertEquals(kept, { status: "active", is_in_force: true });
        assertEquals(await occupancy(unit), "sold");
        await on(database, owner, "end_tenancy($1, 'They moved out')", tenancy.id);
        assertEquals((await problem(offerTenancy(unit)))[1], "unit.already_taken");
      },
    );

    await t.step("a sale that falls through gives the unit back, whether let or not", async () => {
      const { unit, tenancy } = await letSince(database, world, 2);
      const offer = await offerToBuy(
        database,
        stranger,
        await advertiseUnit(database, world, unit, "sale"),
      );
      await accept(offer);
      await on(database, owner, "end_tenancy($1, 'They moved out')", tenancy.id);
      await call(database, owner, "fail_sale", {
        sale_id: (await saleOf(offer))?.id,
        reason: "No money",
      });
      assertEquals(await occupancy(unit), "vacant");
      assertEquals((await offerTenancy(unit)).length, 1);
    });

    await t.step("what is only offered to a tenant, or held for one, is not sold", async () => {
      const { unit } = await letSince(database, world, 2);
      await database.query(
        "select private.move_tenancy(id, 'ended', 'For the test') from tenancies where unit_id = $1",
        [unit],
      );
      const offer = await offerToBuy(
        database,
        stranger,
        await advertiseUnit(database, world, unit, "sale"),
      );
      const [offered] = await offerTenancy(unit);
      assertEquals(await problem(accept(offer)), ["PT409", "offer.unit_taken", "offer_id"]);
      await on(database, owner, "end_tenancy($1, 'Withdrawn')", offered?.id);
      const renter = await offerToRent(
        database,
        otherTenant,
        await advertiseUnit(database, world, unit, "rent"),
      );
      await accept(renter);
      assertEquals(await problem(accept(offer)), ["PT409", "offer.unit_taken", "offer_id"]);
      await call(database, owner, "release_offer", { offer_id: renter.id, reason: "Changed" });
      assertEquals((await accept(offer)).status, "accepted");
      assertEquals((await saleOf(offer))?.is_tenanted, false);
    });
  } finally {
    await close();
  }
});
