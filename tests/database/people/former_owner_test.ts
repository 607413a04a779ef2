import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";

Deno.test("an owner who left or was demoted cannot come back by an invitation of their own", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const invite = async (by: Actor, phone: string) => {
      const [issued] = await as<{ token: string }>(
        database,
        by,
        "select token from invite_member($1, 'owner', phone => $2)",
        [org, phone],
      );
      return issued?.token as string;
    };
    const accept = (by: Actor, token: string) =>
      as(database, by, "select id from accept_invitation($1)", [token]);
    const withNumber = async (name: string, number: string) => {
      const user = await createUser(database, name);
      await database.query(
        "update auth.users set phone = null where phone = $1",
        [number],
      );
      await database.query(
        "update auth.users set phone = $2, phone_confirmed_at = now() where id = $1",
        [user, number],
      );
      return { user };
    };
    const endings = {
      removed: "delete from memberships where org_id = $1 and user_id = $2",
      demoted: "update memberships set role = 'agent' where org_id = $1 and user_id = $2",
    };
    for (const [ending, sql] of Object.entries(endings)) {
      await t.step(ending, async () => {
        const partner = await withNumber("partner", "+2348030000031");
        const friend = await withNumber("friend", "+2348030000033");
        const other = await withNumber("other", "+2348030000032");
        await accept(partner, await invite(people.owner, "+2348030000031"));
        const others = await invite(people.owner, "+2348030000032");
        const wayBack = await invite(partner, "+2348030000033");
        await as(database, people.owner, sql, [org, partner.user]);
        assertEquals(await problem(accept(friend, wayBack)), [
          "PT410",
          "invitation.revoked",
          "token",
        ]);
        assertEquals((await accept(other, others)).length, 1, "other invitations stay");
      });
    }
  } finally {
    await close();
  }
});
