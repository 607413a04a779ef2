/** Broadcast from the database and replay, as the real client sees them in both protocol versions. */
import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { joined, subscribe, versions, withClients } from "./test_client.ts";
import { secretKey, signToken, startTestServer } from "./test_server.ts";

const server = await startTestServer();
const { database } = server;
Deno.test.afterAll(() => server.close());

await database.exec(`
  create policy "everybody reads" on realtime.messages for select to authenticated using (true);
  create table public.notes (id int primary key, body text);
  create function public.tell_notes() returns trigger
  language plpgsql security definer set search_path = '' as $$
  begin
    perform realtime.broadcast_changes(
      coalesce(new.body, old.body), tg_op, tg_op, tg_table_name, tg_table_schema, new, old
    );
    return null;
  end
  $$;
  create trigger tell_notes after insert or update or delete on public.notes
    for each row execute function public.tell_notes();
`);

const send = "select realtime.send($1::text::jsonb, $2, $3, $4::text::boolean)";

for (const vsn of versions) {
  const room = () => `database ${vsn} ${crypto.randomUUID()}`;

  Deno.test(`${vsn}: realtime.send is delivered in commit order, and never when rolled back`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { broadcasts } = await joined(client, topic, { private: true });
      const openly = await joined(client, `${topic} open`);
      await assertRejects(
        () =>
          database.transaction(async (tx) => {
            await tx.query(send, ['{"n": 0}', "rolled back", topic, "true"]);
            throw new Error("Changed my mind");
          }),
        Error,
        "Changed my mind",
      );
      await database.transaction(async (tx) => {
        for (const n of [1, 2, 3]) {
          await tx.query(send, [JSON.stringify({ n, id: `note ${n}` }), "count", topic, "true"]);
        }
      });
      await database.query("select realtime.send('{}', 'last', $1)", [topic]);
      for (const n of [1, 2, 3]) {
        const { type, event, payload, meta } = await broadcasts.take();
        assertEquals({ type, event, payload }, {
          type: "broadcast",
          event: "count",
          payload: { n, id: `note ${n}` },
        });
        assertMatch(meta.id, /^[0-9a-f-]{36}$/);
      }
      const last = await broadcasts.take();
      assertEquals(last.event, "last");
      assertEquals(
        last.payload.id,
        last.meta.id,
        "A payload without an id gets that of the message",
      );
      // Public messages go to the public room, and the private ones before did not.
      await database.query(send, ["{}", "private", `${topic} open`, "true"]);
      await database.query(send, ["{}", "public", `${topic} open`, "false"]);
      assertEquals((await openly.broadcasts.take()).event, "public");
    }));

  Deno.test(`${vsn}: broadcast_changes tells of committed rows only`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { broadcasts } = await joined(client, topic, { private: true });
      const id = crypto.getRandomValues(new Uint16Array(1))[0]!;
      const insert = "insert into public.notes values ($1::text::int, $2)";
      await database.transaction(async (tx) => {
        await tx.query(insert, [String(id + 1), topic]);
        throw new Error("Changed my mind");
      }).catch(() => {});
      await database.query(insert, [String(id), topic]);
      await database.query("update public.notes set id = id where body = $1", [topic]);
      await database.query("delete from public.notes where body = $1", [topic]);
      const row = { id, body: topic };
      for (
        const [operation, record, oldRecord] of [
          ["INSERT", row, null],
          ["UPDATE", row, row],
          ["DELETE", null, row],
        ]
      ) {
        const { event, payload, meta } = await broadcasts.take();
        assertEquals(event, operation);
        assertEquals(payload, {
          id: meta.id,
          record,
          "old_record": oldRecord,
          operation,
          table: "notes",
          schema: "public",
        });
      }
    }));

  Deno.test(`${vsn}: a late joiner gets the newest messages replayed, oldest first, and once`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const since = Date.now() - 60_000;
      const early = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { broadcasts: heard } = await joined(early, topic, { private: true });
      await database.query(
        `insert into realtime.messages (topic, event, payload, private, extension, inserted_at)
         values ($1, 'old', '{}', true, 'broadcast', localtimestamp - interval '1 hour')`,
        [topic],
      );
      for (const n of [1, 2, 3]) {
        await database.query(send, [JSON.stringify({ n }), "count", topic, "true"]);
      }
      await database.query(send, ["{}", "public", topic, "false"]);
      // Who was there has heard it all: what comes to the late one from here on is replayed, or new.
      for (const event of ["old", "count", "count", "count"]) {
        assertEquals((await heard.take()).event, event);
      }
      const client = await connect({ vsn, token: await signToken({ sub: "bola" }) });
      const { broadcasts } = await joined(client, topic, {
        private: true,
        broadcast: { replay: { since, limit: 2 } },
      });
      for (const n of [2, 3]) {
        const { event, payload, meta } = await broadcasts.take();
        assertEquals({ event, n: payload.n, replayed: meta.replayed }, {
          event: "count",
          n,
          replayed: true,
        });
      }
      await database.query(send, ["{}", "live", topic, "true"]);
      const { event, meta } = await broadcasts.take();
      assertEquals({ event, replayed: meta.replayed }, { event: "live", replayed: undefined });
    }));

  Deno.test(`${vsn}: a replay that cannot be is refused with the reason`, () =>
    withClients(server, async (connect) => {
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { statuses, channel } = subscribe(client, room(), {
        private: true,
        broadcast: { replay: { since: Date.now(), limit: 26 } },
      });
      const { status, message } = await statuses.take();
      assertEquals(status, "CHANNEL_ERROR");
      assertEquals(message, "UnableToReplayMessages: Replay params are not valid");
      await channel.unsubscribe();
    }));
}

Deno.test("realtime.send_binary reaches protocol 2.0.0 as bytes and 1.0.0 not at all", () =>
  withClients(server, async (connect) => {
    const topic = `bytes ${crypto.randomUUID()}`;
    const token = await signToken({ sub: "ada" });
    const second = await joined(await connect({ vsn: "2.0.0", token }), topic, { private: true });
    const first = await joined(await connect({ vsn: "1.0.0", token }), topic, { private: true });
    await database.query("select realtime.send_binary('\\x00ff10', 'raw', $1)", [topic]);
    await database.query(send, ["{}", "marker", topic, "true"]);
    const { event, payload, meta } = await second.broadcasts.take();
    assertEquals(event, "raw");
    assertEquals(new Uint8Array(payload), new Uint8Array([0, 255, 16]));
    assertMatch(meta.id, /^[0-9a-f-]{36}$/);
    assertEquals((await first.broadcasts.take()).event, "marker");
  }));

Deno.test("a caller whom no policy lets write sends nothing through realtime.send", () =>
  withClients(server, async (connect) => {
    const topic = `denied ${crypto.randomUUID()}`;
    const client = await connect({ vsn: "2.0.0", apikey: secretKey });
    const { broadcasts } = await joined(client, topic, { private: true });
    await database.transaction(async (tx) => {
      await tx.query("select set_config('role', 'authenticated', true)", []);
      await tx.query("select realtime.send('{}', 'forged', $1)", [topic]);
    });
    await database.query("select realtime.send('{}', 'genuine', $1)", [topic]);
    assertEquals((await broadcasts.take()).event, "genuine");
  }));

Deno.test("broadcast_changes refuses statements and other operations", async () => {
  const call = (operation: string, level: string) =>
    database.query(
      `select realtime.broadcast_changes('t', 'e', $1, 'notes', 'public',
         null::public.notes, null::public.notes, $2)`,
      [operation, level],
    );
  await assertRejects(() => call("TRUNCATE", "ROW"), Error, "Unexpected operation type: TRUNCATE");
  await assertRejects(() => call("INSERT", "STATEMENT"), Error, "not for each statement");
});

Deno.test("a message that nobody can read is skipped and the next one delivered", () =>
  withClients(server, async (connect) => {
    const topic = `skipped ${crypto.randomUUID()}`;
    const client = await connect({ vsn: "2.0.0", apikey: secretKey });
    const { broadcasts } = await joined(client, topic, { private: true });
    await database.query(
      "insert into realtime.messages (topic, event, private, extension) values ($1, 'empty', true, 'broadcast')",
      [topic],
    );
    await database.query("select pg_notify('realtime_messages', 'not an id')");
    await database.query("select pg_notify('realtime_messages', gen_random_uuid()::text)");
    await database.query("select realtime.send('{}', 'next', $1)", [topic]);
    assertEquals((await broadcasts.take()).event, "next");
  }));

Deno.test("the schema can be installed again over itself", async () => {
  await database.exec(await Deno.readTextFile(new URL("./schema.sql", import.meta.url)));
  const [found] = await database.query<{ triggers: number }>(
    `select count(*)::int as triggers from pg_trigger
     where tgrelid = 'realtime.messages'::regclass and tgname = 'notify_message'`,
  );
  assertEquals(found?.triggers, 1);
});
