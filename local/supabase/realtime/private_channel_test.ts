/** Private channels and tokens, as the real client meets them in both protocol versions. */
import { assertEquals, assertMatch } from "@std/assert";
import type { RealtimeClient } from "@supabase/realtime-js";
import { Events, joined, subscribe, versions, withClients } from "./test_client.ts";
import { publishableKey, secretKey, signToken, startTestServer } from "./test_server.ts";

const server = await startTestServer();
Deno.test.afterAll(() => server.close());

// A member of a topic may do what the row of the membership says.
await server.database.exec(`
  create table public.members (
    topic text, member text, can_read boolean, can_write boolean, can_watch boolean default false
  );
  grant select on public.members to authenticated;
  create policy "read" on realtime.messages for select to authenticated using (
    exists (
      select from public.members m
      where m.topic = (select realtime.topic())
        and m.member = current_setting('request.jwt.claims', true)::jsonb ->> 'sub'
        and case extension when 'broadcast' then m.can_read else m.can_watch end
    )
  );
  create policy "write" on realtime.messages for insert to authenticated with check (
    exists (
      select from public.members m
      where m.topic = (select realtime.topic())
        and m.member = current_setting('request.jwt.claim.sub', true)
        and case extension when 'broadcast' then m.can_write else m.can_watch end
    )
  );
  -- A policy that fails for one topic.
  create policy "broken" on realtime.messages for select to authenticated using (
    case when realtime.topic() = 'broken' then 1 / length(substr(topic, 100)) = 1 else false end
  );
  create policy "broken write" on realtime.messages for insert to authenticated with check (
    case when realtime.topic() like 'broken write%' then 1 / length(substr(topic, 100)) = 1 else false end
  );
`);

async function admit(
  topic: string,
  member: string,
  rights: { read?: boolean; write?: boolean; watch?: boolean },
): Promise<void> {
  await server.database.transaction(async (tx) => {
    await tx.query("delete from public.members where topic = $1 and member = $2", [topic, member]);
    await tx.query(
      `insert into public.members values ($1, $2, $3::text::boolean, $4::text::boolean, $5::text::boolean)`,
      [
        topic,
        member,
        String(rights.read ?? false),
        String(rights.write ?? false),
        String(rights.watch ?? false),
      ],
    );
  });
}

/** Sends as one who may do anything; whoever gets it has got all that was sent before. */
async function sendMarker(connect: () => Promise<RealtimeClient>, topic: string): Promise<void> {
  const { channel } = await joined(await connect(), topic, {
    private: true,
    broadcast: { ack: true },
  });
  assertEquals(await channel.send({ type: "broadcast", event: "marker", payload: {} }), "ok");
}

for (const vsn of versions) {
  const room = () => `private ${vsn} ${crypto.randomUUID()}`;

  Deno.test(`${vsn}: a refused join succeeds by itself once the rows allow it`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { statuses } = subscribe(client, topic, { private: true });
      const { status, message } = await statuses.take();
      assertEquals(status, "CHANNEL_ERROR");
      assertEquals(
        message,
        `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`,
      );
      await admit(topic, "ada", { read: true });
      await statuses.take(({ status }) => status === "SUBSCRIBED");
    }));

  Deno.test(`${vsn}: a member without the right to write is not heard, one with it is`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      await admit(topic, "ada", { read: true, write: true });
      await admit(topic, "bola", { read: true });
      const join = async (sub: string) =>
        await joined(await connect({ vsn, token: await signToken({ sub }) }), topic, {
          private: true,
        });
      const ada = await join("ada");
      const bola = await join("bola");
      await bola.channel.send({ type: "broadcast", event: "unheard", payload: {} });
      // Handled after the broadcast, and answered: the broadcast is through by then.
      assertEquals(await bola.channel.track({}), "error");
      await ada.channel.send({ type: "broadcast", event: "heard", payload: { n: 1 } });
      assertEquals((await bola.broadcasts.take()).payload, { n: 1 });
      await sendMarker(() => connect({ vsn, apikey: secretKey }), topic);
      assertEquals((await ada.broadcasts.take()).event, "marker");
    }));

  Deno.test(`${vsn}: presence of a private channel is for those with the right to it`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      await admit(topic, "ada", { read: true, watch: true });
      await admit(topic, "bola", { read: true });
      const join = async (sub: string) => {
        const seen = new Events<string>(`presence seen by ${sub}`);
        const client = await connect({ vsn, token: await signToken({ sub }) });
        const config = { private: true, presence: { key: sub } };
        const { channel, broadcasts } = await joined(client, topic, config, (channel) => {
          channel.on("presence", { event: "join" }, ({ key }) => seen.add(key));
        });
        return { channel, broadcasts, seen };
      };
      const ada = await join("ada");
      const bola = await join("bola");
      assertEquals(await bola.channel.track({}), "error");
      assertEquals(await ada.channel.track({}), "ok");
      assertEquals(await ada.seen.take(), "ada");
      await sendMarker(() => connect({ vsn, apikey: secretKey }), topic);
      assertEquals((await bola.broadcasts.take()).event, "marker");
      assertEquals(bola.seen.pending, []);
    }));

  Deno.test(`${vsn}: a refreshed token brings new rights and is not answered`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      await admit(topic, "ada", { read: true });
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const ada = await joined(client, topic, { private: true, presence: { enabled: true } });
      assertEquals(await ada.channel.track({}), "error");
      await admit(topic, "ada", { read: true, watch: true });
      assertEquals(
        await ada.channel.track({}),
        "error",
        "The right is kept until the token changes",
      );
      await client.setAuth(await signToken({ sub: "ada", session: "second" }));
      assertEquals(await ada.channel.track({}), "ok");
      assertEquals(ada.statuses.pending, []);
    }));

  Deno.test(`${vsn}: a refreshed token that no longer may read ends the channel`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      await admit(topic, "ada", { read: true });
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { systems, statuses } = await joined(client, topic, { private: true });
      await admit(topic, "ada", {});
      await client.setAuth(await signToken({ sub: "ada", session: "second" }));
      const { status, message, extension, channel } = await systems.take();
      assertEquals({ status, message, extension, channel }, {
        status: "error",
        message: `You no longer have permission to read from this Channel topic: ${topic}`,
        extension: "system",
        channel: topic,
      });
      assertEquals((await statuses.take()).status, "CLOSED");
    }));

  Deno.test(`${vsn}: the API key alone opens no private channel`, () =>
    withClients(server, async (connect) => {
      const { statuses } = subscribe(await connect({ vsn }), room(), { private: true });
      assertMatch((await statuses.take()).message ?? "", /^Unauthorized: /);
    }));

  Deno.test(`${vsn}: an expired or forged token is refused at the join and ends a channel`, () =>
    withClients(server, async (connect) => {
      const expired = await signToken({ sub: "ada" }, -5);
      const forged = (await signToken({ sub: "ada" })).slice(0, -4) + "AAAA";
      for (
        const [token, code, reason] of [
          [expired, "InvalidJWTToken", /Token has expired \d+ seconds ago$/],
          [forged, "JwtSignatureError", /Failed to validate JWT signature$/],
        ] as const
      ) {
        const refused = subscribe(await connect({ vsn, token }), room());
        const { status, message } = await refused.statuses.take();
        assertEquals([status, message?.split(":")[0]], ["CHANNEL_ERROR", code]);
        assertMatch(message ?? "", reason);
        const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
        const { systems, statuses } = await joined(client, room());
        await client.setAuth(token);
        const told = await systems.take();
        assertEquals(told.status, "error");
        assertMatch(told.message, reason);
        assertEquals((await statuses.take()).status, "CLOSED");
      }
    }));

  Deno.test(`${vsn}: a channel ends when its token expires, and not when it was refreshed`, () =>
    withClients(server, async (connect) => {
      const short = async () => await connect({ vsn, token: await signToken({ sub: "ada" }, 2) });
      const [expiring, refreshed] = [await short(), await short()];
      const { systems, statuses } = await joined(expiring, room());
      const stays = await joined(refreshed, room(), { broadcast: { ack: true } });
      await refreshed.setAuth(await signToken({ sub: "ada" }));
      const { status, message, extension } = await systems.take();
      assertEquals({ status, extension }, { status: "error", extension: "system" });
      assertMatch(message, /^Token has expired \d+ seconds ago$/);
      assertEquals((await statuses.take()).status, "CLOSED");
      const still = { type: "broadcast", event: "still here", payload: {} } as const;
      assertEquals(await stays.channel.send(still), "ok");
      assertEquals(stays.statuses.pending, []);
    }));

  Deno.test(`${vsn}: a channel joins again by itself after a failure of the database`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      await admit(topic, "ada", { read: true, write: true });
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const ada = await joined(client, topic, { private: true, broadcast: { self: true } });
      server.loseConnectionOnce();
      await ada.channel.send({ type: "broadcast", event: "lost", payload: {} });
      assertEquals((await ada.statuses.take()).status, "CHANNEL_ERROR");
      assertEquals((await ada.statuses.take()).status, "SUBSCRIBED");
      await ada.channel.send({ type: "broadcast", event: "back", payload: {} });
      assertEquals((await ada.broadcasts.take()).event, "back");
    }));

  Deno.test(`${vsn}: a policy that fails refuses the join and nothing else`, () =>
    withClients(server, async (connect) => {
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const { statuses, channel } = subscribe(client, "broken", { private: true });
      const { status, message } = await statuses.take();
      assertEquals({ status, message }, {
        status: "CHANNEL_ERROR",
        message: "Unknown Error on Channel",
      });
      await channel.unsubscribe();
      const topic = `broken write ${room()}`;
      await admit(topic, "ada", { read: true });
      const other = await joined(client, topic, { private: true });
      await other.channel.send({ type: "broadcast", event: "dropped", payload: {} });
      assertEquals(await other.channel.track({}), "error");
      assertEquals(other.statuses.pending, []);
    }));
}

Deno.test("a token with a role of the database that is not of the API cannot join", () =>
  withClients(server, async (connect) => {
    const token = await signToken({ sub: "ada", role: "postgres" });
    const { statuses } = subscribe(await connect({ vsn: "2.0.0", token }), "anything");
    const { status, message } = await statuses.take();
    assertEquals(status, "CHANNEL_ERROR");
    assertEquals(message, 'InvalidJWTToken: Role "postgres" of the JWT is not known');
  }));

Deno.test("a REST broadcast to a private channel needs the right to write", () =>
  withClients(server, async (connect) => {
    const topic = `rest ${crypto.randomUUID()}`;
    await admit(topic, "ada", { read: true, write: true });
    await admit(topic, "bola", { read: true });
    const token = await signToken({ sub: "bola" });
    const bola = await joined(await connect({ vsn: "2.0.0", token }), topic, { private: true });
    const post = async (sub: string, path: string, body: unknown) => {
      const response = await fetch(`${server.url.replace("ws:", "http:")}/api/broadcast${path}`, {
        method: "POST",
        headers: {
          apikey: publishableKey,
          authorization: `Bearer ${await signToken({ sub })}`,
          "content-type": "application/json",
        },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.text() };
    };
    const path = `/${encodeURIComponent(topic)}/events/single?private=true`;
    const messages = [{ topic, event: "batch", payload: {}, private: true }];
    assertEquals(await post("bola", path, {}), {
      status: 403,
      body: '{"message":"Unauthorized"}',
    });
    assertEquals((await post("bola", "", { messages })).status, 202);
    assertEquals((await post("ada", path, {})).status, 202);
    assertEquals((await bola.broadcasts.take()).event, "single");
    assertEquals((await post("ada", "", { messages })).status, 202);
    assertEquals((await bola.broadcasts.take()).event, "batch");
    assertEquals(bola.broadcasts.pending, []);
  }));
