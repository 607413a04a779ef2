import { assert, assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { open, send } from "./talking.ts";

interface Waiting {
  readonly id: string;
  readonly unread: number;
  readonly last_body: string;
}

Deno.test("what waits to be read is counted for each of us", async (t) => {
  const { database, close, world } = await openWorld();
  try {
    const { people, conversation } = world;
    const unread = async (by: Actor, talk = conversation) =>
      (await as<{ conversation_id: string; unread: number }>(
        database,
        by,
        "select * from my_unread()",
      )).find((it) => it.conversation_id === talk)?.unread ?? 0;
    const list = (by: Actor, only = false, before: Partial<Record<"at" | "id", string>> = {}) =>
      as<Waiting & { at: string }>(
        database,
        by,
        "select *, to_char(last_message_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as at from my_conversations($1::text::boolean, $2, $3, 2)",
        [String(only), before.at ?? null, before.id ?? null],
      );
    const read = (by: Actor, message: string | null, talk = conversation) =>
      as(database, by, "select read_conversation($1, $2)", [talk, message]);

    await t.step("what one says oneself has been read, and so has what came before", async () => {
      const said = [];
      for (let n = 0; n < 3; n++) {
        said.push(await send(database, people.owner, conversation, `No ${n}`));
      }
      assertEquals([await unread(people.tenant), await unread(people.owner)], [3, 0]);
      await read(people.tenant, said[1]!.id);
      assertEquals(await unread(people.tenant), 1);
      await read(people.tenant, said[0]!.id);
      assertEquals(await unread(people.tenant), 1, "never back");
      await send(database, people.tenant, conversation, "Thank you");
      assertEquals([await unread(people.tenant), await unread(people.owner)], [0, 1]);
    });

    await t.step("a colleague of whoever answered has nothing waiting from before", async () => {
      assertEquals(await unread(people.manager), 1);
      await send(database, people.agent, conversation, "We do");
      assertEquals(await unread(people.manager), 0);
      await send(database, people.tenant, conversation, "When?");
      assertEquals([await unread(people.manager), await unread(people.accountant)], [1, 0]);
    });

    await t.step("reading tells the others live and reads the notification", async () => {
      const said = await send(database, people.owner, conversation, "On Saturday");
      await read(people.tenant, said.id);
      const [seen] = await as<{ message_id: string }>(
        database,
        people.owner,
        "select message_id from conversation_reads where conversation_id = $1 and user_id = $2",
        [conversation, people.tenant.user],
      );
      assertEquals(seen?.message_id, said.id);
      const [live] = await database.query<{ payload: { message_id: string; user_id: string } }>(
        "select payload from realtime.messages where event = 'conversation_read' and topic = $1 order by inserted_at desc limit 1",
        [`conversation:${conversation}`],
      );
      assertEquals([live?.payload.message_id, live?.payload.user_id], [
        said.id,
        people.tenant.user,
      ]);
      const waiting = await database.query(
        "select 1 from notifications where subject_id = $1 and user_id = $2 and kind = 'message_received' and read_at is null",
        [conversation, people.tenant.user],
      );
      assertEquals(waiting.length, 0);
      assertEquals((await problem(read(people.stranger, said.id)))[1], "message.not_found");
      assertEquals(
        (await problem(read(people.tenant, crypto.randomUUID())))[1],
        "message.not_found",
      );
      assertEquals((await problem(read(people.tenant, null)))[1], "message.not_found");
    });

    await t.step("a list in pages shows each conversation once, newest first", async () => {
      const tenancy = await open(database, people.tenant, { tenancy_id: world.tenancy });
      await send(database, people.tenant, tenancy, "The tap drips");
      const all =
        (await as<Waiting>(database, people.owner, "select * from my_conversations(most => 200)"))
          .map((it) => it.id);
      assert(all.length > 2 && new Set(all).size === all.length);
      const paged: string[] = [];
      let before = {};
      while (true) {
        const page = await list(people.owner, false, before);
        if (page.length === 0) break;
        paged.push(...page.map((it) => it.id));
        before = { at: page.at(-1)!.at, id: page.at(-1)!.id };
      }
      assertEquals(paged, all);
      assertEquals((await list(people.owner))[0]?.last_body, "The tap drips");
      assertEquals((await list(people.owner, true)).every((it) => it.unread > 0), true);
      assertEquals(await list(people.stranger), []);
    });
  } finally {
    await close();
  }
});

Deno.test("people find words in their own conversations only", async (t) => {
  const { database, close, world } = await openWorld();
  try {
    const { people, conversation } = world;
    const find = async (by: Actor, words: string | null, talk: string | null = null) =>
      (await as<{ id: string }>(database, by, "select id from search_messages($1, $2)", [
        words,
        talk,
      ]))
        .map((row) => row.id);
    const said = await send(
      database,
      people.tenant,
      conversation,
      "Is the borehole dey run? Ọjà dey near",
    );
    await send(database, people.owner, conversation, "The borehole runs");

    await t.step("by words, a phrase, marks or not", async () => {
      assertEquals((await find(people.tenant, "borehole")).length, 2);
      assertEquals(await find(people.owner, "borehole dey"), [said.id]);
      assertEquals(await find(people.owner, '"borehole runs"').then((it) => it.length), 1);
      assertEquals(await find(people.tenant, "oja"), [said.id]);
      assertEquals(await find(people.tenant, "ọjà", conversation), [said.id]);
      assertEquals(await find(people.tenant, "borehole -runs"), [said.id]);
    });
    await t.step("nobody else's, and nothing by what nobody can type", async () => {
      for (const by of [people.stranger, people.otherTenant, people.accountant, people.staff]) {
        assertEquals(await find(by, "borehole"), []);
        assertEquals(await find(by, "borehole", conversation), []);
      }
      for (const odd of [null, "", "   ", `#org ${world.org}`, "' | '", "!!!", "'#talk"]) {
        assertEquals(await find(people.stranger, odd), [], String(odd));
      }
    });
    await t.step("an edit is found by what it says now, what is deleted not at all", async () => {
      await as(database, people.tenant, "select edit_message($1, 'Is there a well?')", [said.id]);
      assertEquals(await find(people.tenant, "oja"), []);
      assertEquals(await find(people.tenant, "well"), [said.id]);
      await as(database, people.tenant, "select delete_message($1)", [said.id]);
      assertEquals(await find(people.tenant, "well"), []);
    });
  } finally {
    await close();
  }
});
