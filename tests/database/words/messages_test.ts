import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createOrganization, createUser, openConversation } from "../world.ts";

interface Told {
  readonly user_id: string;
  readonly title: string;
  readonly message_id: string;
  readonly number: number;
}

/** A firm of twenty who may talk for it, and a visitor who has opened a conversation about a listing of it. */
async function openFirm() {
  const { database, world, close } = await openWorld();
  const visitor = world.people.stranger;
  const org = await createOrganization(database, world.people.staff, "Twenty Homes");
  const members: { user: string }[] = [world.people.staff];
  while (members.length < 20) members.push({ user: await createUser(database, "member") });
  await database.query(
    `insert into memberships (org_id, user_id, role)
     select $1, id, 'agent' from unnest($2::text::uuid[]) as id`,
    [org, `{${members.slice(1).map((member) => member.user)}}`],
  );
  const [listing] = await database.query<{ id: string }>(
    `with property as (
       insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
       values ($1, 'house', 'Peace', '1 Glover Road', 'Ikoyi', 'Eti-Osa', 'Lagos', 3.43, 6.45)
       returning id
     ), unit as (
       insert into units (org_id, property_id, label, kind) select $1, id, 'Flat 1', 'flat' from property returning id
     )
     select id from unit`,
    [org],
  ).then(([unit]) =>
    database.query<{ id: string }>(
      `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
       values ($1, $2, 'rent', 'A flat to talk about', 100000000, 'year') returning id`,
      [org, unit?.id],
    )
  );
  await as(database, members[0] as Actor, "select move_listing($1, 'published')", [listing?.id]);
  const conversation = await openConversation(database, visitor, listing?.id as string);
  const say = async (by: Actor, client = crypto.randomUUID()) => {
    const [said] = await as<{ id: string }>(
      database,
      by,
      `insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, $3, 'Hello') returning id`,
      [org, conversation, client],
    );
    return said?.id as string;
  };
  const unread = (who?: { user: string }) =>
    database.query<Told>(
      `select user_id, title, payload ->> 'message_id' as message_id, (payload ->> 'number')::int as number
       from notifications where subject_id = $1 and read_at is null and ($2::uuid is null or user_id = $2)`,
      [conversation, who?.user ?? null],
    );
  return { database, close, world, org, visitor, members, conversation, say, unread };
}

Deno.test("a message is told to those whom it concerns, in one notification until they read it", async (t) => {
  const { database, close, visitor, members, conversation, say, unread } = await openFirm();
  try {
    const [first, second, third] = members as [Actor & object, Actor & object, Actor & object];
    /** Rows written outside of the conversation by `work`: notifications and broadcasts. */
    const cost = async (work: () => Promise<unknown>) => {
      const count = async () => {
        const [row] = await database.query<{ rows: number; sent: number }>(
          `select (select count(*)::int from notifications) as rows, (select count(*)::int from realtime.messages) as sent
           where $1`,
          [true],
        );
        return row as { rows: number; sent: number };
      };
      const before = await count();
      await work();
      const after = await count();
      return [after.rows - before.rows, after.sent - before.sent];
    };

    let opening = "";
    await t.step("until somebody answers, everyone who may answer knows of it once", async () => {
      assertEquals(await cost(async () => opening = await say(visitor)), [20, 21]);
      assertEquals(await cost(() => say(visitor)), [0, 1]);
      assertEquals(await cost(() => say(visitor)), [0, 1]);
      const waiting = await unread();
      assertEquals(waiting.map((told) => told.user_id).sort(), members.map((it) => it.user).sort());
      assertEquals(new Set(waiting.map((told) => told.message_id)), new Set([opening]));
    });

    await t.step("who answers has read, and takes care of it from then on", async () => {
      assertEquals(await cost(() => say(first)), [1, 2]);
      assertEquals((await unread(first)).length, 0);
      assertEquals((await unread(visitor)).length, 1);
      assertEquals((await unread(second)).length, 1);
      assertEquals(await cost(() => say(visitor)), [1, 2]);
      assertEquals((await unread(visitor)).length, 0);
      assertEquals((await unread(first)).length, 1);
    });

    await t.step(
      "what waits is told once more when it is more than one, and then no more",
      async () => {
        const known = (await unread(first))[0];
        assertEquals(await cost(() => say(visitor)), [0, 2]);
        assertEquals(await unread(first), [{ ...known, title: "New messages" } as Told]);
        const [live] = await database.query<{ event: string; title: string; message: string }>(
          `select event, payload ->> 'title' as title, payload -> 'payload' ->> 'message_id' as message from realtime.messages
         where topic = 'user:' || $1 order by inserted_at desc limit 1`,
          [first.user],
        );
        assertEquals(live, {
          event: "notification_renewed",
          title: "New messages",
          message: known!.message_id,
        });
        assertEquals(await cost(() => say(visitor)), [0, 1]);
        assertEquals(await unread(first), [{ ...known, title: "New messages" } as Told]);
        assertEquals(
          await cost(() =>
            as(
              database,
              first,
              "select read_notifications(array(select id from notifications where read_at is null))",
            )
          ),
          [0, 0],
        );
        assertEquals(await cost(() => say(visitor)), [1, 2]);
        const [said] = await database.query<{ n: number }>(
          "select message_count as n from conversations where id = $1",
          [conversation],
        );
        assertEquals((await unread(first)).map((it) => [it.title, it.number]), [
          ["New message", said?.n],
        ]);
      },
    );

    await t.step("a colleague who joins in is told too, others are not", async () => {
      await say(second);
      const waiting = (await unread(third))[0];
      // The first one has a notification that says so already.
      assertEquals(await cost(() => say(visitor)), [1, 2]);
      assertEquals(await unread(third), [waiting as Told]);
    });

    await t.step("when nobody is left who took care of it, everyone knows again", async () => {
      await database.query(
        "delete from memberships where user_id in ($1, $2) and role = 'agent'",
        [second.user, third.user],
      );
      await database.query("update memberships set role = 'owner' where user_id = $1", [
        members[5]?.user,
      ]);
      await database.query("delete from memberships where user_id = $1", [first.user]);
      await database.query("update notifications set read_at = now() where subject_id = $1", [
        conversation,
      ]);
      assertEquals((await cost(() => say(visitor)))[0], 17);
      assertEquals((await unread(second)).length, 0);
    });
  } finally {
    await close();
  }
});

Deno.test("a message sent again is not said twice, for three days", async () => {
  const { database, close, visitor, members, say } = await openFirm();
  try {
    const client = crypto.randomUUID();
    await say(visitor, client);
    assertEquals((await refusal(say(visitor, client))).code, "23505");
    // Another person's device may have made the same id.
    await say(members[0] as Actor, client);
    const applyRetention = async () => {
      const [job] = await database.query<{ command: string }>(
        "select command from cron.job where jobname = $1",
        ["apply-retention"],
      );
      await database.exec(job?.command as string);
    };
    const keys = async () =>
      (await database.query("select 1 from private.message_keys where client_id = $1", [client]))
        .length;
    await database.query(
      "update private.message_keys set sent_at = now() - interval '71 hours' where sender_id = $1",
      [visitor.user],
    );
    await applyRetention();
    assertEquals(await keys(), 2);
    await database.query(
      "update private.message_keys set sent_at = now() - interval '73 hours' where sender_id = $1",
      [visitor.user],
    );
    await applyRetention();
    assertEquals(await keys(), 1);
  } finally {
    await close();
  }
});

Deno.test({
  name: "many messages at once: each said once, one notification for each reader",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close, visitor, members, conversation, say, unread } = await openFirm();
    try {
      await say(members[0] as Actor);
      const client = crypto.randomUUID();
      const outcomes = await Promise.allSettled([
        ...Array.from({ length: 20 }, () => say(visitor)),
        ...Array.from({ length: 10 }, () => say(visitor, client)),
      ]);
      assertEquals(outcomes.filter((outcome) => outcome.status === "fulfilled").length, 21);
      const [said] = await database.query<{ n: number }>(
        "select count(*)::int as n from messages where conversation_id = $1",
        [conversation],
      );
      assertEquals(said?.n, 22);
      assertEquals((await unread()).map((told) => [told.user_id, told.title, told.number]), [
        [members[0]?.user, "New messages", 2],
      ]);
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "whoever reads while another speaks is told of what they have not read",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close, visitor, members, conversation, say, unread } = await openFirm();
    try {
      const reader = members[0] as Actor & { user: string };
      await say(reader);
      for (let round = 0; round < 12; round++) {
        const last = await say(visitor);
        const waiting = await database.query<{ id: string }>(
          "select id from notifications where user_id = $1 and read_at is null",
          [reader.user],
        );
        await Promise.all([
          say(visitor),
          round % 2 === 0
            ? as(database, reader, "select read_conversation($1, $2)", [conversation, last])
            : as(database, reader, "select read_notifications($1::text::uuid[])", [
              `{${waiting.map((it) => it.id)}}`,
            ]),
          say(visitor),
        ]);
        const [state] = await database.query<{ waits: boolean; newest: string }>(
          `select talk.message_count > coalesce(mine.number, 0) as waits, talk.last_message_id as newest
           from conversations as talk
           left join conversation_reads as mine on mine.conversation_id = talk.id and mine.user_id = $2
           where talk.id = $1`,
          [conversation, reader.user],
        );
        assertEquals(state?.waits, true);
        // Who saw the notification after both were said has seen it; by the conversation only what was named is read.
        if (round % 2 === 0) assertEquals((await unread(reader)).length, 1, `round ${round}`);
        await as(database, reader, "select read_conversation($1, $2)", [
          conversation,
          state!.newest,
        ]);
        assertEquals((await unread(reader)).length, 0);
      }
    } finally {
      await close();
    }
  },
});
