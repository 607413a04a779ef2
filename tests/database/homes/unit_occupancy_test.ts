import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";

Deno.test("the status of a unit and its next free day follow its holds", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const status = async (unit = world.vacantUnit) => {
      const [row] = await as<{ status: string; next: string | null }>(
        database,
        people.accountant,
        `select status, (next_free_on - private.lagos_date())::text as next
         from unit_occupancy where unit_id = $1`,
        [unit],
      );
      return [row?.status, row?.next];
    };
    const hold = (
      reason: string,
      from: number,
      to: number | null,
      lapses: string | null = null,
    ) =>
      database.query(
        `insert into unit_holds (org_id, unit_id, period, reason, expires_at)
         values ($1, $2, daterange(private.lagos_date() + $3::int, private.lagos_date() + $4::int), $5,
           now() + $6::interval)`,
        [org, world.vacantUnit, from, to, reason, lapses],
      );
    const clear = () =>
      database.query("delete from unit_holds where unit_id = $1", [world.vacantUnit]);
    assertEquals(await status(), ["vacant", null]);
    await hold("shortlet", 5, 8);
    assertEquals(await status(), ["vacant", null]);
    await hold("shortlet", -1, 2);
    assertEquals(await status(), ["stay", "2"]);
    await hold("shortlet", 2, 5);
    assertEquals(await status(), ["stay", "8"], "stays that follow each other leave no free day");
    await clear();
    await hold("offer", 0, 3, "1 hour");
    assertEquals(await status(), ["reserved", "3"]);
    await clear();
    await hold("payment", 0, null, "1 hour");
    assertEquals(await status(), ["reserved", null]);
    await clear();
    await hold("payment", 0, 3, "-1 second");
    assertEquals(await status(), ["vacant", null], "a lapsed hold does not count");
    await clear();
    await hold("tenancy", 0, null);
    assertEquals(await status(), ["let", null]);
    const [counted] = await as<Record<string, number>>(
      database,
      people.agent,
      `select units::int, let::int, vacant::int, (reserved + stay + sold)::int as other
       from property_occupancy where property_id = $1`,
      [world.property],
    );
    const units = await as<{ status: string }>(
      database,
      people.agent,
      "select status from unit_occupancy where property_id = $1",
      [world.property],
    );
    const many = (what: string) => units.filter((it) => it.status === what).length;
    assertEquals(counted, {
      units: units.length,
      let: many("let"),
      vacant: many("vacant"),
      other: units.length - many("let") - many("vacant"),
    });
    assertEquals(await as(database, people.stranger, "select from property_occupancy"), []);
  } finally {
    await close();
  }
});
