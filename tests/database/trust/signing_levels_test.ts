import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { problem } from "../actor.ts";
import { advertise, call, type Offer, offerToRent } from "../deals/deals.ts";
import { freshUnit, knownTenant, type Tenancy } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { hold } from "./proven.ts";

Deno.test("who signs a tenancy is asked by the rent of a year, however often it is paid", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner } = world.people;
    const tenant = await knownTenant(database, world);
    const fiveMillion = 500_000_000;
    await hold(database, "sign", "identity", fiveMillion);
    const offer = async (rent_kobo: number, rent_per: string) =>
      await call<Tenancy>(database, owner, "offer_tenancy", {
        unit_id: await freshUnit(database, world),
        tenant_ids: `{${tenant.id}}`,
        starts_on: nigerianDate(0),
        rent_kobo,
        rent_per,
      });
    const asked = (field: string) => ["PT403", "trust.level_missing", field];
    for (
      const [rent, per] of [
        [500_000_000, "year"],
        [250_000_000, "half_year"],
        [125_000_000, "quarter"],
        [41_700_000, "month"],
        [10_000_000, "week"],
        // A year of it is more than any amount that is compared.
        [100_000_000_000_000, "week"],
      ] as const
    ) {
      assertEquals(await problem(offer(rent, per)), asked("unit_id"), per);
    }
    const less = await offer(41_600_000, "month");
    await call(database, tenant, "accept_tenancy", { tenancy_id: less.id });
    const renew = { tenancy_id: less.id, rent_kobo: 41_700_000 };
    assertEquals(
      await problem(call(database, owner, "offer_renewal", renew)),
      asked("tenancy_id"),
    );
    await hold(database, "sign", "identity", 100_000_000);
    const { listing } = await advertise(database, world);
    const made = await offerToRent(database, world.people.stranger, listing);
    await call<Offer>(database, owner, "accept_offer", { offer_id: made.id, round: 1 });
    assertEquals(
      await problem(call(database, owner, "let_from_offer", {
        offer_id: made.id,
        address: "9 Bode Thomas, Surulere",
      })),
      asked("offer_id"),
    );
  } finally {
    await close();
  }
});
