import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { publish, save } from "./seekers.ts";
import { openWorld } from "../test_database.ts";
import { createUser, liftLimits } from "../world.ts";

Deno.test({
  name: "many matchers at once make one alert and one notification for each match",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      await database.query("delete from saved_searches where $1", [true]);
      const people = 20;
      for (let n = 0; n < people; n++) {
        const user = { user: await createUser(database, `seeker-${n}`) };
        await save(database, user, { purpose: "rent", area: "Yaba" });
        await save(database, user, {
          purpose: "rent",
          near: { longitude: 3.379, latitude: 6.512 },
          radius_m: 5000,
        });
      }
      await database.query("delete from private.listings_to_match where $1", [true]);
      const listings: string[] = [];
      for (let n = 0; n < 10; n++) {
        listings.push(await publish(database, world, { title: `House number ${n}` }));
      }
      // Prices change while small batches of several runs are under way.
      const changes = listings.flatMap((listing) =>
        [1, 2, 3].map((n) =>
          as(database, world.people.owner, "update listings set price_kobo = $2 where id = $1", [
            listing,
            100_000_000 + n,
          ])
        )
      );
      const runs = Array.from(
        { length: 30 },
        () => database.query("select private.match_saved_searches(3)", []),
      );
      await Promise.all([...changes, ...runs]);
      await database.query("select private.match_saved_searches(2000)", []);
      const [counted] = await database.query(
        `select (select count(*)::int from search_alerts) as alerts,
           (select count(*)::int from notifications where kind = 'search_matched'
              and user_id in (select user_id from saved_searches)) as notices,
           (select count(*)::int from private.listings_to_match) as waiting where $1`,
        [true],
      );
      const matches = people * 2 * listings.length;
      assertEquals(counted, { alerts: matches, notices: matches, waiting: 0 });
    } finally {
      await close();
    }
  },
});
