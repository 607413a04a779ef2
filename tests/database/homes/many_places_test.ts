import { assert, assertEquals } from "@std/assert";
import { as, idFrom } from "../actor.ts";
import { openWorld } from "../test_database.ts";

/** Where the estate and its homes are. */
const glover = "'14 Glover Road', 'Ikoyi', 'Eti-Osa', 'Lagos', 3.43, 6.45";

Deno.test("many homes of a searched estate that move at once are compared once each", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const searched = async (homes: number) => {
      const [estate] = await database.query<{ id: string }>(
        `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
         values ($1, 'estate', 'Peace', ${glover}) returning id`,
        [org],
      );
      await database.query(
        `insert into properties (org_id, parent_id, kind, name, street, area, lga, state, longitude, latitude)
         select $1, $2, 'house', 'Home ' || n, ${glover} from generate_series(1, $3::int) as n`,
        [org, estate!.id, homes],
      );
      const document = await idFrom(
        database,
        people.owner,
        `select id from add_title_document(property_id => $1, kind => 'governors_consent', holder_name => 'Ada Obi', number => $2)`,
        [estate!.id, crypto.randomUUID()],
      );
      for (const status of ["copy_seen", "searched_clean"]) {
        await as(database, people.staff, "select review_title_document($1, $2, 'As registered')", [
          document,
          status,
        ]);
      }
      return { estate: estate!.id, document };
    };
    /** Writes something and counts how often a place was compared with what was seen. */
    const compared = (sql: string, parameters: readonly unknown[]) =>
      database.transaction(async (tx) => {
        await tx.query("select set_config('track_functions', 'all', true)", []);
        const count = async () =>
          Number(
            (await tx.query<{ n: number }>(
              "select coalesce(pg_stat_get_xact_function_calls('private.is_where_seen'::regproc), 0) as n",
              [],
            ))[0]?.n,
          );
        const before = await count();
        await tx.query(sql, parameters);
        return await count() - before;
      });
    const stateOf = async ({ estate, document }: { estate: string; document: string }) =>
      (await database.query<{ verified: number; again: boolean }>(
        `select (select count(*)::int from properties where (id = $1 or parent_id = $1) and is_verified) as verified,
           (select place_changed_at is not null from title_documents where id = $2) as again`,
        [estate, document],
      ))[0];
    const move = "update properties set street = '3 Awolowo Road' where parent_id = $1";
    const putBack = "update properties set street = '14 Glover Road' where parent_id = $1";
    const one = `update properties set street = $2 where id = (
      select id from properties where parent_id = $1 order by id limit 1)`;

    for (const homes of [10, 40]) {
      await t.step(`${homes} homes in one statement`, async () => {
        const it = await searched(homes);
        assertEquals(await stateOf(it), { verified: homes + 1, again: false });
        const away = await compared(move, [it.estate]);
        assert(away === 2 * homes, `${away} for ${homes} away`);
        assertEquals(await stateOf(it), { verified: 1, again: true });
        const back = await compared(putBack, [it.estate]);
        // Whether anything else is still to be seen is looked through once, too.
        assert(back === 3 * homes + 1, `${back} for ${homes} back`);
        assertEquals(await stateOf(it), { verified: homes + 1, again: false });
      });
    }

    await t.step("one home of many is compared alone", async () => {
      const it = await searched(30);
      const away = await compared(one, [it.estate, "3 Awolowo Road"]);
      assert(away === 2, `${away}`);
      assertEquals(await stateOf(it), { verified: 30, again: true });
      await compared(one, [it.estate, "14 Glover Road"]);
      assertEquals(await stateOf(it), { verified: 31, again: false });
    });

    await t.step("what is put in, taken out or deleted in one statement is followed", async () => {
      const [it, other] = [await searched(3), await searched(2)];
      await database.query(
        `insert into properties (org_id, parent_id, kind, name, street, area, lga, state, longitude, latitude)
         select $1, $2, 'house', 'New ' || n, ${glover} from generate_series(1, 2) as n`,
        [org, it.estate],
      );
      assertEquals(await stateOf(it), { verified: 4, again: true });
      await database.query(
        "update properties set parent_id = $2 where parent_id = $1 and name like 'New%'",
        [it.estate, other.estate],
      );
      assertEquals(await stateOf(it), { verified: 4, again: false });
      assertEquals(await stateOf(other), { verified: 3, again: true });
      await database.query("delete from properties where parent_id = $1 and name like 'New%'", [
        other.estate,
      ]);
      assertEquals(await stateOf(other), { verified: 3, again: false });
    });

    await t.step("homes of two organizations in one statement", async () => {
      const it = await searched(2);
      await database.query(
        `update properties set street = '3 Awolowo Road'
         where parent_id = $1 or org_id <> $2 or id = $3`,
        [it.estate, org, world.property],
      );
      assertEquals(await stateOf(it), { verified: 1, again: true });
    });
  } finally {
    await close();
  }
});
