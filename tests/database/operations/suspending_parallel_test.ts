import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { freshListing } from "../deals/prospects.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

Deno.test({
  name: "what is published at the instant of a suspension does not slip past it",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { people, org } = world;
      const paused = async () => {
        const id = await freshListing(database, world);
        await as(database, people.owner, "select move_listing($1, 'paused')", [id]);
        return id;
      };
      const publish = (id: string) =>
        as(database, people.owner, "select move_listing($1, 'published')", [id]);
      const suspend = () =>
        as(database, people.staff, "select suspend_organization($1, 'No mandate')", [org]);
      const restore = () =>
        as(database, people.staff, "select restore_organization($1, 'Mandates shown')", [org]);
      const statusOf = async (id: string) =>
        (await database.query<{ status: string }>("select status from listings where id = $1", [
          id,
        ]))[0]?.status;
      /** Whether `work` is still not done after a while. */
      const waits = (work: Promise<unknown>) =>
        Promise.race([
          work.then(() => false),
          new Promise((resolve) => setTimeout(() => resolve(true), 400)),
        ]);
      const become =
        "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)";
      const claims = (by: { user: string }) =>
        JSON.stringify({ role: "authenticated", sub: by.user, aal: "aal2" });

      await t.step("a publish that is not through yet is waited for, and taken along", async () => {
        const id = await paused();
        let suspending: Promise<unknown> = Promise.resolve();
        await database.transaction(async (tx) => {
          await tx.query(become, [claims(people.owner)]);
          await tx.query("select move_listing($1, 'published')", [id]);
          suspending = suspend();
          assertEquals(await waits(suspending), true);
        });
        await suspending;
        assertEquals(await statusOf(id), "suspended");
        await restore();
        assertEquals(await statusOf(id), "published");
      });

      await t.step("a suspension that is not through yet is waited for, and holds", async () => {
        const id = await paused();
        let publishing: Promise<unknown> = Promise.resolve();
        await database.transaction(async (tx) => {
          await tx.query(become, [claims(people.staff)]);
          await tx.query("select suspend_organization($1, 'No mandate')", [org]);
          publishing = publish(id);
          assertEquals(await waits(publishing), true);
        });
        await publishing;
        assertEquals(await statusOf(id), "pending_review");
        await restore();
      });

      await t.step("many at once neither slip past nor deadlock", async () => {
        for (let round = 0; round < 6; round++) {
          const ids = await Promise.all(Array.from({ length: 6 }, paused));
          await Promise.all([
            ...ids.slice(0, 3).map(publish),
            suspend(),
            ...ids.slice(3).map(publish),
          ]);
          const [shown] = await database.query<{ n: number }>(
            "select count(*)::int as n from listings where org_id = $1 and status = 'published'",
            [org],
          );
          assertEquals(shown?.n, 0);
          await Promise.all([restore(), ...ids.map((id) => publish(id).catch(() => undefined))]);
        }
      });
    } finally {
      await close();
    }
  },
});
