import { assertEquals } from "@std/assert";
import { saidName } from "@estate/sdk";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

Deno.test("who signs up without a name has said none, until they say it", async () => {
  const { database, world, close } = await openWorld();
  try {
    const signUp = async (said: Record<string, unknown>) => {
      const [account] = await database.query<{ id: string }>(
        `insert into auth.users (id, email, raw_user_meta_data)
         values (gen_random_uuid(), gen_random_uuid() || '@example.ng', $1::text::jsonb) returning id`,
        [JSON.stringify(said)],
      );
      return account!.id;
    };
    const nameOf = async (user: string) =>
      (await as<{ display_name: string }>(
        database,
        { user },
        "select display_name from profiles where id = $1",
        [user],
      ))[0]?.display_name;
    // What the database writes for a name that is missing, the SDK knows again.
    for (const said of [{}, { display_name: "" }, { display_name: "  " }, { display_name: null }]) {
      assertEquals(saidName(await nameOf(await signUp(said))), undefined);
    }
    assertEquals(saidName(await nameOf(await signUp({ display_name: " Ada Obi " }))), "Ada Obi");
    const ada = await signUp({});
    const say = (name: string, of = ada) =>
      as(
        database,
        { user: ada },
        "update profiles set display_name = $2 where id = $1 returning id",
        [of, name],
      );
    assertEquals((await say("Ada Obi")).length, 1);
    assertEquals(saidName(await nameOf(ada)), "Ada Obi");
    assertEquals((await say("Thief", world.people.owner.user)).length, 0);
    assertEquals((await refusal(say(" "))).code, "23514");
  } finally {
    await close();
  }
});
