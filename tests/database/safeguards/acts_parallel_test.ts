import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser, liftLimits } from "../world.ts";

Deno.test({
  name:
    "acts at the same moment are sealed one after another, and nobody waits for an act that is going on",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { people, org } = world;
      const someone = await Promise.all(
        Array.from({ length: 24 }, () => createUser(database, "somebody")),
      );
      const suspend = (who: string) =>
        as(database, people.staff, "select suspend_person($1, 'All at once')", [
          who,
        ]);
      const set = (isOn: boolean) =>
        as(database, people.staff, "select set_listing_review($1, $2)", [
          org,
          isOn,
        ]);
      // The first acts of chains that are not there yet are among them.
      await Promise.all([
        ...someone.map(suspend),
        ...someone.map((_, n) => set(n % 2 === 0)),
      ]);
      assertEquals(
        await database.query("select * from private.check_acts(null)"),
        [],
      );
      const [count] = await database.query<{ acts: number; seals: number }>(
        `select (select count(*)::int from private.acts) as acts, (select count(*)::int from private.act_seals) as seals
         where $1`,
        [true],
      );
      assertEquals(count?.acts, count?.seals);
      // One that is not through yet holds no chain: others are sealed meanwhile.
      await database.transaction(async (tx) => {
        await tx.query(
          "select private.begin_act('set_listing_review', $1, $1, 'Takes its time')",
          [
            org,
          ],
        );
        await as(
          database,
          people.staff,
          "select set_listing_review($1, false)",
          [org],
        );
      });
      assertEquals(
        await database.query("select * from private.check_acts(null)"),
        [],
      );
      const [line] = await database.query<{ seqs: number[] }>(
        "select array_agg(seq::int order by seq) as seqs from private.act_seals where chain = 'org:' || $1",
        [org],
      );
      assertEquals(
        line?.seqs,
        Array.from({ length: line?.seqs.length ?? 0 }, (_, n) => n + 1),
      );
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "who acts for several organizations in another order at once does not end in a deadlock",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      // A commit that takes its time: without one order for all, each would hold what the other one waits for.
      await database.exec(
        `create function private.take_time() returns trigger language plpgsql set search_path = ''
         as $$ begin perform pg_sleep(0.05); return null; end $$;
         create trigger take_time after insert on private.act_seals
           for each row execute function private.take_time();`,
      );
      // One of them has no chain yet.
      const orgs = [world.org, crypto.randomUUID()];
      const act = (subjects: readonly string[]) =>
        database.transaction(async (tx) => {
          for (const subject of subjects) {
            await tx.query("select private.begin_act('set_listing_review', $1, $1, 'At once')", [
              subject,
            ]);
          }
        });
      await Promise.all(
        Array.from({ length: 8 }, (_, n) => act(n % 2 === 0 ? orgs : orgs.toReversed())),
      );
      const sealed = await database.query<{ n: number }>(
        `select count(*)::int as n from private.act_seals where chain = any ($1) group by chain`,
        [orgs.map((org) => `org:${org}`)],
      );
      assertEquals(sealed.map(({ n }) => n), [8, 8]);
      assertEquals(await database.query("select * from private.check_acts(null)"), []);
    } finally {
      await close();
    }
  },
});
