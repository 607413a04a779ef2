import { assertEquals } from "@std/assert";
import { type Actor, as } from "../actor.ts";
import { freshUnit, knownTenant, letSince, on } from "./tenancies.ts";
import { openWorld } from "../test_database.ts";

Deno.test("an advance over the law's limit is marked and not refused", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, stranger } = world.people;
    const marks = async (by: Actor, tenancy: string) => {
      const [row] = await as<{
        said: { is_sitting_tenant: boolean; marks: { rule: string }[] } | null;
      }>(database, by, "select tenancy_marks($1) as said", [tenancy]);
      return row?.said === null
        ? null
        : [row?.said.is_sitting_tenant, row?.said.marks.map((mark) => mark.rule)];
    };
    const offer = async (per: string, advance: number) =>
      await on(
        database,
        owner,
        `offer_tenancy($1, array[$2]::uuid[], private.lagos_date()::text, 10000000, $3::text::price_period, 24, $4)`,
        await freshUnit(database, world),
        (await knownTenant(database, world)).id,
        per,
        advance,
      );

    await t.step("new tenants: a year and no more", async () => {
      for (
        const [per, advance, marked] of [
          ["year", 1, false],
          ["year", 2, true],
          ["month", 12, false],
          ["month", 13, true],
        ] as const
      ) {
        const { id } = await offer(per, advance);
        assertEquals(await marks(owner, id), [false, marked ? ["advance_rent_months"] : []]);
      }
    });

    await t.step("sitting tenants: six months by the month, a year by the year", async () => {
      for (
        const [per, advance, marked] of [
          ["month", 6, []],
          ["month", 7, ["sitting_advance_months_monthly"]],
          ["year", 1, []],
          ["year", 2, ["sitting_advance_months_yearly"]],
        ] as const
      ) {
        const { tenancy, tenant } = await letSince(database, world, 11, { per });
        const renewal = await on(
          database,
          owner,
          "offer_renewal($1, 12000000, term_months => 24, advance_periods => $2)",
          tenancy.id,
          advance,
        );
        assertEquals(await marks(tenant, renewal.id), [true, marked], `${advance} by the ${per}`);
      }
    });

    await t.step("who stays after the term is a sitting tenant without a renewal", async () => {
      const { tenancy } = await letSince(database, world, 13);
      assertEquals(await marks(owner, tenancy.id), [true, []]);
    });

    await t.step("the law leaves areas out, and strangers see nothing", async () => {
      const { id } = await offer("year", 2);
      assertEquals(await marks(stranger, id), null);
      await database.query(
        "update properties set longitude = 3.43, latitude = 6.45 where id = $1",
        [world.property],
      );
      assertEquals(await marks(owner, id), [false, []], "in Ikoyi");
    });
  } finally {
    await close();
  }
});
