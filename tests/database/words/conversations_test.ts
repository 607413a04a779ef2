import { assertEquals } from "@std/assert";
import { type Actor, as, become, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

Deno.test("conversations keep their rules", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, conversation, org } = world;
    const say = (by: Actor, body: string, client = crypto.randomUUID()) =>
      as(
        database,
        by,
        "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, $3, $4)",
        [org, conversation, client, body],
      );
    const reads = async (by: Actor) =>
      (await as(database, by, "select id from messages where conversation_id = $1", [conversation]))
        .length;

    await t.step(
      "its parties talk; an accountant, another tenant and a stranger do not",
      async () => {
        await say(people.owner, "Come on Saturday.");
        await say(people.agent, "I will show you round.");
        for (
          const outsider of [
            people.accountant,
            people.otherTenant,
            people.stranger,
            people.otherOwner,
          ]
        ) {
          assertEquals((await refusal(say(outsider, "Let me in"))).code, "42501");
          assertEquals(await reads(outsider), 0);
        }
        assertEquals([await reads(people.tenant), await reads(people.manager)], [3, 3]);
      },
    );

    await t.step(
      "nobody speaks in another's name, and nothing is said twice or empty",
      async () => {
        const forged = as(
          database,
          people.tenant,
          "insert into messages (org_id, conversation_id, client_id, body, sender_id) values ($1, $2, gen_random_uuid(), 'x', $3)",
          [org, conversation, people.owner.user],
        );
        assertEquals((await refusal(forged)).code, "42501");
        const client = crypto.randomUUID();
        await say(people.tenant, "Twice", client);
        assertEquals((await refusal(say(people.tenant, "Twice", client))).code, "23505");
        assertEquals((await refusal(say(people.tenant, "   "))).code, "23514");
      },
    );

    await t.step("a message goes out live and notifies those who have spoken", async () => {
      await database.query("delete from notifications where $1", [true]);
      await say(people.tenant, "See you then.");
      const [sent] = await database.query(
        `select topic, event, private, payload ->> 'body' as body from realtime.messages
         where event = $1 order by inserted_at desc, payload ->> 'id' desc limit 1`,
        ["message_created"],
      );
      assertEquals(sent, {
        topic: `conversation:${conversation}`,
        event: "message_created",
        private: true,
        body: "See you then.",
      });
      const told = await database.query<{ user_id: string }>(
        "select user_id from notifications where kind = $1",
        ["message_received"],
      );
      assertEquals(
        told.map((row) => row.user_id).sort(),
        [people.owner, people.agent].map((it) => it.user).sort(),
      );
    });

    await t.step(
      "a channel is open to its parties only, and nobody may broadcast on it",
      async () => {
        const may = async (who: Actor, verb: "read" | "broadcast" | "presence", topic: string) => {
          try {
            return await database.transaction(async (tx) => {
              const id = crypto.randomUUID();
              await tx.query(
                "insert into realtime.messages (id, topic, extension) values ($1, $2, 'broadcast')",
                [id, topic],
              );
              await become(tx, who);
              await tx.query("select set_config('realtime.topic', $1, true)", [topic]);
              if (verb === "read") {
                return (await tx.query("select 1 from realtime.messages where id = $1", [id]))
                  .length;
              }
              await tx.query("insert into realtime.messages (topic, extension) values ($1, $2)", [
                topic,
                verb,
              ]);
              return 1;
            });
          } catch (error) {
            assertEquals((error as { code?: string }).code, "42501");
            return 0;
          }
        };
        const talk = `conversation:${conversation}`;
        for (const verb of ["read", "broadcast", "presence"] as const) {
          assertEquals(
            [await may(people.tenant, verb, talk), await may(people.stranger, verb, talk)],
            [verb === "broadcast" ? 0 : 1, 0],
            verb,
          );
        }
        const own = `user:${people.tenant.user}`;
        assertEquals(
          [await may(people.tenant, "read", own), await may(people.owner, "read", own)],
          [1, 0],
        );
        assertEquals(await may(people.tenant, "presence", own), 0);
        for (const odd of ["conversation:", "user:me", `${talk}:x`, "*", ""]) {
          assertEquals(await may(people.tenant, "read", odd), 0, odd);
        }
      },
    );
  } finally {
    await close();
  }
});
