import { assertEquals } from "@std/assert";
import { call } from "../deals/deals.ts";
import { problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";
import { freshUnit, knownTenant, type Tenancy } from "./tenancies.ts";

Deno.test("a tenancy that is offered again is the one that there is", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, manager } = world.people;
    const unit = await freshUnit(database, world);
    const tenant = await knownTenant(database, world);
    const other = await knownTenant(database, world);
    const terms = {
      unit_id: unit,
      tenant_ids: `{${tenant.id},${other.id}}`,
      starts_on: "2030-01-01",
      rent_kobo: 100_000_000,
    };
    const offer = (changes: Record<string, unknown> = {}, by = owner) =>
      call<Tenancy>(database, by, "offer_tenancy", { ...terms, ...changes });
    const first = await offer();
    assertEquals((await offer()).id, first.id);
    assertEquals((await offer({ tenant_ids: `{${other.id},${tenant.id}}` }, manager)).id, first.id);
    assertEquals((await offer({ term_months: 12, advance_periods: 1 })).id, first.id);
    for (
      const changes of [
        { rent_kobo: 100_000_001 },
        { starts_on: "2030-01-02" },
        { term_months: 13 },
        { advance_periods: 2 },
        { notice_days: 30 },
        { rent_per: "month" },
        { tenant_ids: `{${tenant.id}}` },
      ]
    ) {
      assertEquals(
        (await problem(offer(changes)))[1],
        "unit.already_taken",
        JSON.stringify(changes),
      );
    }
    await call(database, tenant, "accept_tenancy", { tenancy_id: first.id });
    const held = await offer().catch(() => undefined);
    await call(database, owner, "end_tenancy", { tenancy_id: first.id, reason: "A mistake" });
    const anew = await offer();
    assertEquals([anew.id === first.id, held?.id === anew.id], [false, false]);
  } finally {
    await close();
  }
});

Deno.test("numbers that no column holds are refused by their field, of tenancies and renewals", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner } = world.people;
    const tenant = await knownTenant(database, world);
    const unit = await freshUnit(database, world);
    const offer = (changes: Record<string, unknown>) =>
      call<Tenancy>(database, owner, "offer_tenancy", {
        unit_id: unit,
        tenant_ids: `{${tenant.id}}`,
        starts_on: "2026-01-01",
        rent_kobo: 100_000_000,
        ...changes,
      });
    const numbers = ["100000", "99999999999", "-1", "0", "1.5"];
    const codes = {
      notice_days: "tenancy.bad_term",
      term_months: "tenancy.bad_term",
      advance_periods: "tenancy.bad_rent",
    };
    for (const [field, code] of Object.entries(codes)) {
      for (const n of numbers) {
        assertEquals(await problem(offer({ [field]: n })), ["PT400", code, field], `${field} ${n}`);
      }
    }
    const tenancy = await offer({});
    await call(database, tenant, "accept_tenancy", { tenancy_id: tenancy.id });
    for (const [field, code] of Object.entries(codes).slice(1)) {
      for (const n of numbers) {
        assertEquals(
          await problem(call(database, owner, "offer_renewal", {
            tenancy_id: tenancy.id,
            rent_kobo: 100_000_000,
            [field]: n,
          })),
          ["PT400", code, field],
          `${field} ${n}`,
        );
      }
    }
  } finally {
    await close();
  }
});

Deno.test({
  name: "two offers of one tenancy at once make one",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const tenant = await knownTenant(database, world);
      for (let round = 0; round < 10; round++) {
        const unit = await freshUnit(database, world);
        const made = await Promise.all(
          Array.from(
            { length: 4 },
            () =>
              call<Tenancy>(database, world.people.owner, "offer_tenancy", {
                unit_id: unit,
                tenant_ids: `{${tenant.id}}`,
                starts_on: "2030-01-01",
                rent_kobo: 100_000_000,
              }),
          ),
        );
        assertEquals(new Set(made.map((it) => it.id)).size, 1);
      }
    } finally {
      await close();
    }
  },
});
