/** Private channels, tokens and broadcasts of the database, with the real client in both versions. */
import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { joined, subscribe, type TestChannel, versions, withClients } from "./test_client.ts";
import { secretKey, signToken, startTestServer } from "./test_server.ts";

const server = await startTestServer();
Deno.test.afterAll(() => server.close());

await server.database.exec(`
  create table public.room_members (topic text, member text, primary key (topic, member));
  grant select on public.room_members to authenticated;
  create function public.is_member() returns boolean language sql stable as $$
    select exists (
      select from public.room_members
      where topic = realtime.topic()
        and member = current_setting('request.jwt.claims')::jsonb ->> 'sub'
    )
  $$;
  create policy members_read on realtime.messages for select to authenticated
    using (extension in ('broadcast', 'presence') and (select public.is_member()));
  create policy writers_write on realtime.messages for insert to authenticated
    with check (
      (select public.is_member())
      and (current_setting('request.jwt.claims')::jsonb ->> 'writer')::boolean
    );
  create table public.notes (id int primary key, room text not null, body text);
  create function public.announce_note() returns trigger
  language plpgsql security definer set search_path = '' as $$
  begin
    perform realtime.broadcast_changes(
      coalesce(new.room, old.room), tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
    return null;
  end
  $$;
  create trigger announce_note after insert or update or delete on public.notes
    for each row execute function public.announce_note();
`);

const isPrivate = { private: true } as const;
const acknowledging = { private: true, broadcast: { ack: true } } as const;

async function admit(topic: string, member: string): Promise<void> {
  await server.database.query("insert into public.room_members values ($1::text, $2::text)", [
    topic,
    member,
  ]);
}

async function expel(topic: string, member: string): Promise<void> {
  await server.database.query(
    "delete from public.room_members where topic = $1::text and member = $2::text",
    [topic, member],
  );
}

function send({ channel }: TestChannel, event: string, timeout?: number) {
  const options = timeout === undefined ? {} : { timeout };
  return channel.send({ type: "broadcast", event, payload: {} }, options);
}

/** A new room with these members. */
async function roomOf(...members: string[]): Promise<string> {
  const topic = `room:${crypto.randomUUID()}`;
  for (const member of members) await admit(topic, member);
  return topic;
}

for (const vsn of versions) {
  Deno.test(`${vsn}: a stranger is refused and gets in by rejoining once admitted`, () =>
    withClients(server, async (connect) => {
      const topic = await roomOf();
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { statuses } = subscribe(client, topic, isPrivate);
      const { status, message } = await statuses.take();
      assertEquals(status, "CHANNEL_ERROR");
      assertEquals(
        message,
        `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`,
      );
      await admit(topic, "ada");
      await statuses.take(({ status }) => status === "SUBSCRIBED");
    }));

  Deno.test(`${vsn}: the API key alone does not open a private channel`, () =>
    withClients(server, async (connect) => {
      const { statuses } = subscribe(await connect({ vsn }), await roomOf("ada"), isPrivate);
      assertMatch((await statuses.take()).message ?? "", /^Unauthorized/);
    }));

  Deno.test(`${vsn}: a member who may only read is heard neither by socket nor by REST`, () =>
    withClients(server, async (connect) => {
      const topic = await roomOf("reader", "writer");
      const readerToken = await signToken({ sub: "reader" });
      const writerToken = await signToken({ sub: "writer", writer: true });
      const reader = await joined(await connect({ vsn, token: readerToken }), topic, acknowledging);
      const writer = await joined(await connect({ vsn, token: writerToken }), topic, acknowledging);
      assertEquals(await send(reader, "whisper", 300), "timed out");
      assertEquals(await reader.channel.track({}), "error");
      await assertRejects(() => reader.channel.httpSend("whisper", {}), Error, "Unauthorized");
      const unjoined = (await connect({ vsn, token: readerToken })).channel(topic, {
        config: isPrivate,
      });
      assertEquals(await send({ ...reader, channel: unjoined }, "whisper"), "ok");

      assertEquals(await send(writer, "shout"), "ok");
      assertEquals((await reader.broadcasts.take()).event, "shout");
      assertEquals(await writer.channel.track({}), "ok");
      assertEquals(await writer.channel.httpSend("shout", {}), { success: true });
      assertEquals((await writer.broadcasts.take()).event, "shout");
    }));

  Deno.test(`${vsn}: a channel whose database fails crashes alone and is joined again`, () =>
    withClients(server, async (connect) => {
      const topic = await roomOf("ada");
      const client = await connect({
        vsn,
        token: await signToken({ sub: "ada", writer: true }),
      });
      const steady = await joined(client, "steady");
      const shaky = await joined(client, topic, acknowledging);
      server.loseConnectionOnce();
      await send(shaky, "lost", 300);
      await shaky.statuses.take(({ status }) => status === "CHANNEL_ERROR");
      await shaky.statuses.take(({ status }) => status === "SUBSCRIBED");
      assertEquals(await send(shaky, "found"), "ok");
      assertEquals(steady.statuses.pending, []);
    }));

  Deno.test(`${vsn}: a refreshed token brings its new rights`, () =>
    withClients(server, async (connect) => {
      const topic = await roomOf("ada");
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const channel = await joined(client, topic, acknowledging);
      assertEquals(await send(channel, "before", 300), "timed out");
      await client.setAuth(await signToken({ sub: "ada", writer: true }));
      assertEquals(await send(channel, "after"), "ok");
    }));

  Deno.test(`${vsn}: a refresh after losing the right to read closes the channel`, () =>
    withClients(server, async (connect) => {
      const topic = await roomOf("ada");
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { systems, statuses } = await joined(client, topic, isPrivate);
      await expel(topic, "ada");
      await client.setAuth(await signToken({ sub: "ada", refreshed: true }));
      const { status, extension, message } = await systems.take();
      assertEquals([status, extension], ["error", "system"]);
      assertEquals(
        message,
        `You no longer have permission to read from this Channel topic: ${topic}`,
      );
      assertEquals((await statuses.take()).status, "CLOSED");
    }));

  Deno.test(`${vsn}: a token that runs out closes its channels, a refreshed one does not`, () =>
    withClients(server, async (connect) => {
      const expiring = await connect({ vsn, token: await signToken({ sub: "ada" }, 2) });
      const refreshed = await connect({ vsn, token: await signToken({ sub: "ada" }, 2) });
      const ends = await joined(expiring, "expiring");
      const stays = await joined(refreshed, "refreshed", { broadcast: { ack: true } });
      await refreshed.setAuth(await signToken({ sub: "ada" }));
      const { message } = await ends.systems.take();
      assertMatch(message, /^Token has expired \d+ seconds ago$/);
      assertEquals((await ends.statuses.take()).status, "CLOSED");
      assertEquals(await send(stays, "still here"), "ok");
      assertEquals(stays.statuses.pending, []);
    }));

  Deno.test(`${vsn}: an expired or forged token is refused at the join and at a refresh`, () =>
    withClients(server, async (connect) => {
      const expired = await signToken({ sub: "ada" }, -30);
      const forged = (await signToken({ sub: "ada" })).slice(0, -4) + "AAAA";
      for (
        const [token, code, reason] of [
          [expired, "InvalidJWTToken", /Token has expired 3\d seconds ago$/],
          [forged, "JwtSignatureError", /Failed to validate JWT signature$/],
        ] as const
      ) {
        const late = subscribe(await connect({ vsn, token }), "late");
        const { status, message } = await late.statuses.take();
        assertEquals([status, message?.split(":")[0]], ["CHANNEL_ERROR", code]);
        assertMatch(message ?? "", reason);
        const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
        const { systems, statuses } = await joined(client, "refresh");
        await client.setAuth(token);
        assertMatch((await systems.take()).message, reason);
        assertEquals((await statuses.take()).status, "CLOSED");
      }
    }));

  Deno.test(`${vsn}: what SQL sends arrives after commit, in order, and never when rolled back`, () =>
    withClients(server, async (connect) => {
      const topic = await roomOf("ada");
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { broadcasts } = await joined(client, topic, isPrivate);
      const open = await joined(await connect({ vsn }), topic);
      const sql =
        "select realtime.send(jsonb_build_object('n', $1::text), 'note', $2::text, $3::text::boolean)";
      await assertRejects(() =>
        server.database.transaction(async (tx) => {
          await tx.query(sql, ["rolled back", topic, "true"]);
          throw new Error("No");
        })
      );
      await server.database.transaction(async (tx) => {
        for (const n of ["1", "2"]) await tx.query(sql, [n, topic, "true"]);
        assertEquals(broadcasts.pending, []);
      });
      await server.database.query(sql, ["public", topic, "false"]);
      for (const n of ["1", "2"]) {
        const { event, payload, meta } = await broadcasts.take();
        assertEquals([event, payload.n, payload.id], ["note", n, meta.id]);
      }
      assertEquals((await open.broadcasts.take()).payload.n, "public");
      assertEquals(broadcasts.pending, []);
    }));

  Deno.test(`${vsn}: broadcast_changes tells members what a trigger saw`, () =>
    withClients(server, async (connect) => {
      const topic = await roomOf("ada");
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { broadcasts } = await joined(client, topic, isPrivate);
      const id = Math.floor(Math.random() * 1e9);
      const { database } = server;
      await assertRejects(() =>
        database.transaction(async (tx) => {
          await tx.query("insert into public.notes values ($1::text::int, $2::text)", [
            `${id}`,
            topic,
          ]);
          throw new Error("No");
        })
      );
      await database.query("insert into public.notes values ($1::text::int, $2::text, 'a')", [
        `${id}`,
        topic,
      ]);
      await database.query("update public.notes set body = 'b' where id = $1::text::int", [
        `${id}`,
      ]);
      await database.query("delete from public.notes where id = $1::text::int", [`${id}`]);
      const row = (body: string) => ({ id, room: topic, body });
      for (
        const [operation, record, old] of [
          ["INSERT", row("a"), null],
          ["UPDATE", row("b"), row("a")],
          ["DELETE", null, row("b")],
        ] as const
      ) {
        const { event, payload: { id: _, ...payload } } = await broadcasts.take();
        assertEquals(event, operation);
        assertEquals(payload, {
          operation,
          schema: "public",
          table: "notes",
          record,
          "old_record": old,
        });
      }
    }));

  Deno.test(`${vsn}: replay gives the newest messages since a time, oldest first, then live ones`, () =>
    withClients(server, async (connect) => {
      const topic = await roomOf("ada");
      const say = (text: string) =>
        server.database.query(
          "select realtime.send(jsonb_build_object('text', $1::text), 'say', $2::text)",
          [text, topic],
        );
      for (const text of ["one", "two", "three"]) await say(text);
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const since = Date.now() - 60_000;
      const { broadcasts } = await joined(client, topic, {
        private: true,
        broadcast: { replay: { since, limit: 2 } },
      });
      await say("four");
      for (const [text, replayed] of [["two", true], ["three", true], ["four", undefined]]) {
        const { payload, meta } = await broadcasts.take();
        assertEquals([payload.text, meta.replayed], [text, replayed]);
      }
      const wrong = subscribe(await connect({ vsn, apikey: secretKey }), topic, {
        private: true,
        broadcast: { replay: { since, limit: 99 } },
      });
      assertEquals(
        (await wrong.statuses.take()).message,
        "UnableToReplayMessages: Replay params are not valid",
      );
    }));
}

Deno.test("send_binary of SQL reaches protocol 2.0.0 as bytes", () =>
  withClients(server, async (connect) => {
    const topic = await roomOf("ada");
    const client = await connect({ vsn: "2.0.0", token: await signToken({ sub: "ada" }) });
    const { broadcasts } = await joined(client, topic, isPrivate);
    await server.database.query(
      "select realtime.send_binary(decode('00ff10', 'hex'), 'raw', $1::text)",
      [topic],
    );
    const { event, payload, meta } = await broadcasts.take();
    assertEquals([event, typeof meta.id], ["raw", "string"]);
    assertEquals(new Uint8Array(payload), new Uint8Array([0, 255, 16]));
  }));

Deno.test("asking for rights leaves nothing behind in realtime.messages", async () => {
  const rows = await server.database.query(
    "select id from realtime.messages where event is null and payload is null and binary_payload is null",
  );
  assertEquals(rows, []);
});
