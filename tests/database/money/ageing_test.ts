import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { demand, owedBy, pay } from "./owed.ts";

Deno.test("what is owed is told by its age", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant, agent, tenant } = world.people;
    const { tenancy, tenant: payer } = await letSince(database, world, 0);
    const [rent] = await owedBy(database, tenancy.id, "rent");
    await pay(database, payer.user, [rent?.id as string]);
    const ageing = async (by: { user: string } = owner) =>
      (await as<Record<string, unknown>>(
        database,
        by,
        `select not_due_kobo::text as ahead, overdue_kobo::text as late, days_1_to_30_kobo::text as month, days_31_to_60_kobo::text as second,
           days_61_to_90_kobo::text as third, over_90_days_kobo::text as old,
           (private.lagos_date() - oldest_due_on) as days, credit_kobo::text as credit
         from ageing where tenancy_id = $1`,
        [tenancy.id],
      ))[0];

    await t.step("nothing open, no row", async () => assertEquals(await ageing(), undefined));

    await t.step("each on its side of 30, 60 and 90 days; due today is not late", async () => {
      let kobo = 1;
      const charges: string[] = [];
      for (const days of [-5, 0, 1, 30, 31, 60, 61, 90, 91, 400]) {
        const [row] = await database.query<{ day: string }>(
          "select (private.lagos_date() - $1::int)::text as day",
          [days],
        );
        charges.push(await demand(database, owner, tenancy.id, kobo, row?.day as string));
        kobo *= 10;
      }
      assertEquals(await ageing(), {
        ahead: "11",
        late: "1111111100",
        month: "1100",
        second: "110000",
        third: "11000000",
        old: "1100000000",
        days: 400,
        credit: "0",
      });
      await as(database, owner, "select reverse_charge($1, 'Wrong flat')", [charges[9]]);
      await pay(database, payer.user, [charges[8] as string]);
      const now = await ageing(accountant);
      assertEquals([now?.["late"], now?.["old"], now?.["days"]], ["11111100", "0", 90]);
      const [status] = await as<{ arrears: string }>(
        database,
        owner,
        "select arrears_kobo::text as arrears from rent_status where tenancy_id = $1",
        [tenancy.id],
      );
      assertEquals(status?.arrears, "11111100", "as where the rent stands says it");
    });

    await t.step("its tenants see it, others do not", async () => {
      assertEquals((await ageing({ user: payer.user }))?.["late"], "11111100");
      for (const by of [agent, tenant, world.people.otherOwner]) {
        assertEquals(await ageing(by), undefined);
      }
    });
  } finally {
    await close();
  }
});
