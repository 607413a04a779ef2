import { assert, assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { type Said, send } from "./talking.ts";

Deno.test("what was said is answered, edited and deleted, and nothing is lost of it", async (t) => {
  const { database, close, world } = await openWorld();
  try {
    const { people, conversation, org } = world;
    const edit = async (by: Actor, id: string, body: string | null) =>
      (await as<{ said: Said }>(database, by, "select edit_message($1, $2) as said", [id, body]))[
        0
      ]!
        .said;
    const remove = async (by: Actor, id: string) =>
      (await as<{ said: Said }>(database, by, "select delete_message($1) as said", [id]))[0]!.said;
    const history = async (by: Actor, id: string) =>
      (await as<{ body: string }>(database, by, "select body from message_history($1)", [id]))
        .map((row) => row.body);
    const live = async () =>
      (await database.query<{ event: string; payload: Said }>(
        "select event, payload from realtime.messages where topic = $1 order by (payload ->> 'change_number')::int desc nulls last limit 1",
        [`conversation:${conversation}`],
      ))[0]!;

    await t.step("sent again with the same id, the same message comes back", async () => {
      const client = crypto.randomUUID();
      const first = await send(database, people.tenant, conversation, "Is it free?", { client });
      assertEquals(
        await send(database, people.tenant, conversation, "Is it free?", { client }),
        first,
      );
      assertEquals((await live()).payload.id, first.id);
      const [row] = await as<Said>(database, people.owner, "select * from messages where id = $1", [
        first.id,
      ]);
      assertEquals([row?.client_id, row?.number], [client, first.number]);
    });

    await t.step("an id that said one thing says no other", async () => {
      const client = crypto.randomUUID();
      const first = await send(database, people.tenant, conversation, "Is it free?", { client });
      const used = ["PT409", "message.client_id_used", "client_id"];
      const again = (body: string, more: { replyTo?: string } = {}) =>
        send(database, people.tenant, conversation, body, { client, ...more });
      assertEquals(await problem(again("Is it let?")), used);
      assertEquals(await problem(again("Is it free?", { replyTo: first.id })), used);
      await edit(people.tenant, first.id, "Is it still free?");
      assertEquals((await again("Is it free?")).body, "Is it still free?", "the lost first try");
      assertEquals(await problem(again("Is it still free?")), used);
      await edit(people.tenant, first.id, "Is it free, or let?");
      assertEquals((await again("Is it free?")).id, first.id);
      await remove(people.tenant, first.id);
      assertEquals((await again("Is it free?")).body, null);
    });

    await t.step("a reply names a message of the same conversation", async () => {
      const question = await send(database, people.tenant, conversation, "Is there water?");
      const reply = await send(database, people.owner, conversation, "Borehole", {
        replyTo: question.id,
      });
      assertEquals(reply.reply_to_id, question.id);
      const [other] = await database.query<{ id: string; opened_by: string }>(
        "select id, opened_by from conversations where id <> $1 and not is_joint limit 1",
        [conversation],
      );
      const elsewhere = send(database, { user: other!.opened_by }, other!.id, "And mine?", {
        replyTo: question.id,
      });
      assertEquals(await problem(elsewhere), ["PT404", "message.not_found", "reply_to_id"]);
      assertEquals(
        await problem(send(database, people.stranger, conversation, "Me too")),
        ["PT404", "conversation.not_found", "conversation_id"],
      );
      assertEquals(
        await problem(send(database, people.tenant, conversation, "   ")),
        ["PT400", "message.bad_fact", "body"],
      );
    });

    await t.step("an edit shows what is meant and keeps what stood there", async () => {
      const said = await send(database, people.tenant, conversation, "I come on Satuday");
      const edited = await edit(people.tenant, said.id, "I come on Saturday");
      assertEquals([edited.body, edited.edited_at !== null], ["I come on Saturday", true]);
      assert(edited.change_number > said.change_number && edited.number === said.number);
      assertEquals(await edit(people.tenant, said.id, "I come on Saturday"), edited);
      assertEquals(await history(people.owner, said.id), ["I come on Satuday"]);
      assertEquals([(await live()).event, (await live()).payload.body], [
        "message_changed",
        "I come on Saturday",
      ]);
      assertEquals((await problem(edit(people.owner, said.id, "Never")))[1], "message.not_yours");
      assertEquals(
        (await problem(edit(people.stranger, said.id, "Never")))[1],
        "message.not_found",
      );
      assertEquals((await problem(history(people.stranger, said.id)))[1], "message.not_found");
      assertEquals(await problem(edit(people.tenant, said.id, null)), [
        "PT400",
        "message.bad_fact",
        "body",
      ]);
    });

    /** As if it had been said a while ago. */
    const age = (id: string, by: string) =>
      database.transaction(async (tx) => {
        await tx.exec("set local session_replication_role = replica");
        await tx.query(
          "update messages set created_at = created_at - $2::text::interval where id = $1",
          [id, by],
        );
      });

    await t.step("after a quarter of an hour it stands, after a day it stays", async () => {
      const said = await send(database, people.tenant, conversation, "I take it");
      await age(said.id, "16 minutes");
      assertEquals(
        (await problem(edit(people.tenant, said.id, "I do not")))[1],
        "message.too_late",
      );
      await age(said.id, "24 hours");
      assertEquals((await problem(remove(people.tenant, said.id)))[1], "message.too_late");
    });

    await t.step("what is deleted leaves a mark, and its text to moderators alone", async () => {
      const said = await send(database, people.tenant, conversation, "A secret");
      const gone = await remove(people.tenant, said.id);
      assertEquals([gone.body, gone.number], [null, said.number]);
      assert(gone.deleted_at !== null);
      assertEquals(await remove(people.tenant, said.id), gone);
      assertEquals(await history(people.owner, said.id), []);
      assertEquals((await problem(edit(people.tenant, said.id, "Back")))[1], "message.deleted");
      const [kept] = await database.query<{ body: string }>(
        "select body from private.message_versions where message_id = $1",
        [said.id],
      );
      assertEquals(kept?.body, "A secret");
    });

    await t.step("nobody changes a message or a version past the functions", async () => {
      const said = await send(database, people.tenant, conversation, "Stands");
      for (
        const sql of [
          "update messages set body = 'Other' where id = $1",
          "delete from messages where id = $1",
        ]
      ) assertEquals((await refusal(database.query(sql, [said.id]))).hint, "record.append_only");
      const denied = as(
        database,
        people.tenant,
        "update messages set body = 'Other' where id = $1",
        [
          said.id,
        ],
      );
      assertEquals((await refusal(denied)).code, "42501");
      assertEquals(
        (await refusal(
          database.query("update private.message_versions set body = 'x' where $1", [true]),
        )).hint,
        "record.append_only",
      );
    });

    await t.step("changes are numbered without gaps, and ids follow them", async () => {
      await as(
        database,
        people.tenant,
        `insert into messages (org_id, conversation_id, client_id, body)
         select $1, $2, gen_random_uuid(), 'Row ' || n from generate_series(1, 5) as n`,
        [org, conversation],
      );
      const rows = await database.query<Said>(
        "select id, number, change_number from messages where conversation_id = $1 order by id",
        [conversation],
      );
      assertEquals(rows.map((row) => row.number), rows.map((_, n) => n + 1));
      const [talk] = await database.query<{ change_count: number }>(
        "select change_count from conversations where id = $1",
        [conversation],
      );
      assertEquals(
        Number(talk?.change_count),
        Math.max(...rows.map((row) => Number(row.change_number))),
      );
    });
  } finally {
    await close();
  }
});

Deno.test("an id comes after the last one, even when the clock goes back", async () => {
  const { database, close } = await openWorld();
  try {
    const after = async (last: string) =>
      (await database.query<{ id: string }>("select private.id_after($1::text::uuid)::text as id", [
        last,
      ]))[0]!.id;
    assertEquals(
      await after("ffffffff-ffff-7fff-bfff-00000000000f"),
      "ffffffff-ffff-7fff-bfff-000000000010",
    );
    assert(await after("00000000-0000-0000-0000-000000000000") > "01900000");
  } finally {
    await close();
  }
});

Deno.test({
  name:
    "many at once, and who reads from the last change that they know misses nothing and reads nothing twice",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close, world } = await openWorld();
    try {
      await database.query("update private.person_limits set burst = null where $1", [true]);
      const { people, conversation, org } = world;
      const senders = [people.tenant, people.owner, people.manager, people.agent];
      let writing = true;
      const seen: { id: string; change_number: string }[] = [];
      const [start] = await database.query<{ n: string }>(
        "select change_count as n from conversations where id = $1",
        [conversation],
      );
      let last = String(start?.n);
      const readOn = async () => {
        const rows = await as<{ id: string; change_number: string }>(
          database,
          people.tenant,
          "select id, change_number from messages where conversation_id = $1 and change_number > $2 order by change_number limit 7",
          [conversation, last],
        );
        seen.push(...rows);
        last = String(rows.at(-1)?.change_number ?? last);
        return rows.length;
      };
      const reader = (async () => {
        while (writing || await readOn() > 0) await readOn();
      })();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 120 }, (_, n) =>
          database.transaction(async (tx) => {
            const who = senders[n % senders.length]!;
            await tx.query(
              "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)",
              [JSON.stringify({ role: "authenticated", sub: who.user })],
            );
            await tx.query(
              "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), $3)",
              [org, conversation, `Message ${n}`],
            );
            // Some commit late, after those that began later.
            await tx.query("select pg_sleep($1::text::float8)", [String((n % 5) / 200)]);
            if (n % 10 === 9) throw new Error("given up");
          })),
      );
      writing = false;
      await reader;
      assertEquals(outcomes.filter((it) => it.status === "fulfilled").length, 108);
      assertEquals(seen.length, 108);
      assertEquals(new Set(seen.map((it) => it.id)).size, 108);
      assertEquals(
        seen.map((it) => Number(it.change_number)),
        seen.map((_, n) => Number(start?.n) + 1 + n),
        "without a gap",
      );
      assertEquals(
        seen.map((it) => it.id),
        seen.map((it) => it.id).toSorted(),
        "ids in the same order",
      );
    } finally {
      await close();
    }
  },
});
