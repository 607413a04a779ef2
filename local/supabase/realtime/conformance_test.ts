/** Joins, broadcasts and presence, as the real client sees them in both protocol versions. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { RealtimeClient } from "@supabase/realtime-js";
import { Events, joined, subscribe, versions, withClients } from "./test_client.ts";
import { publishableKey, secretKey, signToken, startTestServer } from "./test_server.ts";

const server = await startTestServer();
Deno.test.afterAll(() => server.close());

for (const vsn of versions) {
  const room = () => `room ${vsn} ${crypto.randomUUID()}`;

  Deno.test(`${vsn}: a broadcast reaches the others, in order, and not its sender`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const sender = await joined(await connect({ vsn }), topic);
      const receiver = await joined(await connect({ vsn }), topic);
      for (const n of [1, 2, 3]) {
        const sent = await sender.channel.send({
          type: "broadcast",
          event: "count",
          payload: { n },
        });
        assertEquals(sent, "ok");
      }
      for (const n of [1, 2, 3]) {
        const { event, payload } = await receiver.broadcasts.take();
        assertEquals({ event, payload }, { event: "count", payload: { n } });
      }
      assertEquals(sender.broadcasts.pending, []);
    }));

  Deno.test(`${vsn}: a sender that asks for self and ack gets its own broadcast and an answer`, () =>
    withClients(server, async (connect) => {
      const { channel, broadcasts } = await joined(await connect({ vsn }), room(), {
        broadcast: { self: true, ack: true },
      });
      const message = { type: "broadcast", event: "echo", payload: { text: "ẹ káàárọ̀" } } as const;
      assertEquals(await channel.send(message), "ok");
      assertEquals((await broadcasts.take()).payload, message.payload);
    }));

  Deno.test(`${vsn}: a broadcast that is too large is answered with an error`, () =>
    withClients(server, async (connect) => {
      const { channel } = await joined(await connect({ vsn }), room(), {
        broadcast: { ack: true },
      });
      const payload = { text: "x".repeat(3_100_000) };
      assertEquals(await channel.send({ type: "broadcast", event: "big", payload }), "error");
      const small = { type: "broadcast", event: "small", payload: {} } as const;
      assertEquals(await channel.send(small), "ok");
    }));

  Deno.test(`${vsn}: a public and a private channel of one name are different rooms`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const client = await connect({ vsn, apikey: secretKey });
      const open = await joined(await connect({ vsn }), topic);
      const closed = await joined(client, topic, { private: true, broadcast: { ack: true } });
      const message = { type: "broadcast", event: "secret", payload: {} } as const;
      assertEquals(await closed.channel.send(message), "ok");
      await sendMarker(await connect({ vsn }), topic);
      assertEquals((await open.broadcasts.take()).event, "marker");
    }));

  Deno.test(`${vsn}: presence shows joins, an update and leaves of two keys`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const present = async (key: string) => {
        const changes = new Events<{ change: string; key: string; states: unknown[] }>("presence");
        const config = { presence: { key } };
        const { channel } = await joined(await connect({ vsn }), topic, config, (channel) => {
          channel.on(
            "presence",
            { event: "join" },
            ({ key, newPresences }) =>
              changes.add({ change: "join", key, states: newPresences.map(({ at }) => at) }),
          );
          channel.on(
            "presence",
            { event: "leave" },
            ({ key, leftPresences }) =>
              changes.add({ change: "leave", key, states: leftPresences.map(({ at }) => at) }),
          );
        });
        return { channel, changes };
      };
      const ada = await present("ada");
      assertEquals(await ada.channel.track({ at: "door" }), "ok");
      assertEquals(await ada.changes.take(), { change: "join", key: "ada", states: ["door"] });

      const bola = await present("bola");
      assertEquals(await bola.changes.take(), { change: "join", key: "ada", states: ["door"] });
      assertEquals(await bola.channel.track({ at: "gate" }), "ok");
      assertEquals(await ada.changes.take(), { change: "join", key: "bola", states: ["gate"] });

      assertEquals(await ada.channel.track({ at: "roof" }), "ok");
      await bola.changes.take(({ change, states }) => change === "join" && states[0] === "roof");
      await bola.changes.take(({ change, states }) => change === "leave" && states[0] === "door");
      assertEquals(bola.channel.presenceState()["ada"]?.length, 1);

      assertEquals(await bola.channel.untrack(), "ok");
      await ada.changes.take(({ change, key }) => change === "leave" && key === "bola");
      await ada.channel.unsubscribe();
      await bola.changes.take(({ change, key }) => change === "leave" && key === "ada");
      assertEquals(bola.channel.presenceState(), {});
    }));

  Deno.test(`${vsn}: a client that vanishes leaves the presence of its room`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const leaves = new Events<string>("leave");
      const watcher = await joined(await connect({ vsn }), topic, {}, (channel) => {
        channel.on("presence", { event: "leave" }, ({ key }) => leaves.add(key));
      });
      const client = await connect({ vsn });
      const visitor = await joined(client, topic, { presence: { key: "visitor", enabled: true } });
      assertEquals(await visitor.channel.track({}), "ok");
      await client.disconnect();
      assertEquals(await leaves.take(), "visitor");
      assertEquals(watcher.channel.presenceState(), {});
    }));

  Deno.test(`${vsn}: a channel that leaves gets nothing more and can be joined again`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const client = await connect({ vsn });
      const first = await joined(client, topic);
      const stays = await joined(client, room());
      assertEquals(await first.channel.unsubscribe(), "ok");
      assertEquals((await first.statuses.take()).status, "CLOSED");
      const second = await joined(client, topic);
      const sender = await joined(await connect({ vsn }), topic);
      await sender.channel.send({ type: "broadcast", event: "hello", payload: {} });
      assertEquals((await second.broadcasts.take()).event, "hello");
      assertEquals(first.broadcasts.pending, []);
      assertEquals(stays.statuses.pending, []);
    }));

  Deno.test(`${vsn}: clients join again by themselves after the server restarts`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const one = await joined(await connect({ vsn }), topic);
      const other = await joined(await connect({ vsn }), topic);
      await server.restart();
      for (const { statuses } of [one, other]) {
        await statuses.take(({ status }) => status === "CHANNEL_ERROR");
        await statuses.take(({ status }) => status === "SUBSCRIBED");
      }
      await one.channel.send({ type: "broadcast", event: "back", payload: {} });
      assertEquals((await other.broadcasts.take()).event, "back");
    }));

  Deno.test(`${vsn}: REST broadcasts reach a channel, as a batch and one at a time`, () =>
    withClients(server, async (connect) => {
      const topic = room();
      const receiver = await joined(await connect({ vsn }), topic);
      const client = await connect({ vsn });
      const unjoined = client.channel(topic);
      const batch = await unjoined.send({ type: "broadcast", event: "batch", payload: { n: 1 } });
      assertEquals(batch, "ok");
      assertEquals((await receiver.broadcasts.take()).payload, { n: 1 });
      assertEquals(await unjoined.httpSend("single/é", { n: 2 }), { success: true });
      const { event, payload } = await receiver.broadcasts.take();
      assertEquals({ event, payload }, { event: "single/é", payload: { n: 2 } });
    }));
}

/** Sends a broadcast that shows that all before it have been handled. */
async function sendMarker(client: RealtimeClient, topic: string): Promise<void> {
  const { channel } = await joined(client, topic, { broadcast: { ack: true } });
  assertEquals(await channel.send({ type: "broadcast", event: "marker", payload: {} }), "ok");
}

Deno.test("raw bytes reach protocol 2.0.0, by socket and by REST, and never 1.0.0", () =>
  withClients(server, async (connect) => {
    const topic = `bytes ${crypto.randomUUID()}`;
    const sender = await joined(await connect({ vsn: "2.0.0" }), topic);
    const second = await joined(await connect({ vsn: "2.0.0" }), topic);
    const first = await joined(await connect({ vsn: "1.0.0" }), topic);
    const bytes = new Uint8Array([0, 1, 254, 255]);
    await sender.channel.send({ type: "broadcast", event: "raw", payload: bytes.buffer });
    assertEquals(new Uint8Array((await second.broadcasts.take()).payload), bytes);
    await sender.channel.httpSend("raw", bytes);
    assertEquals(new Uint8Array((await second.broadcasts.take()).payload), bytes);
    await sendMarker(await connect({ vsn: "2.0.0" }), topic);
    assertEquals((await first.broadcasts.take()).event, "marker");
  }));

Deno.test("a handshake is refused with the status and message of the hosted server", async () => {
  const handshake = async (query: string, headers: HeadersInit = {}) => {
    const url = `${server.url.replace("ws:", "http:")}/websocket?${query}`;
    const upgrade = { upgrade: "websocket", connection: "upgrade" };
    // Deno's fetch drops the upgrade headers, so the request goes over a plain connection.
    const { hostname, port, pathname, search } = new URL(url);
    using connection = await Deno.connect({ hostname, port: Number(port) });
    const lines = [`GET ${pathname}${search} HTTP/1.1`, `host: ${hostname}`, "connection: close"];
    for (const [name, value] of new Headers({ ...upgrade, ...headers })) {
      if (name !== "connection") lines.push(`${name}: ${value}`);
    }
    await connection.write(new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`));
    const answer = await new Response(connection.readable).text();
    return { status: Number(answer.split(" ")[1]), body: answer.split("\r\n\r\n")[1] };
  };
  const expired = await signToken({}, -10);
  const unknownRole = await signToken({ role: "postgres" });
  const forged = (await signToken({})).slice(0, -3) + "abc";
  assertEquals((await handshake(`apikey=${publishableKey}&vsn=3.0.0`)).status, 403);
  for (
    const [query, error] of [
      ["vsn=2.0.0", "API key is missing"],
      [`apikey=${expired}`, "Token has expired"],
      ["apikey=sb_publishable_other", "The token provided is not a valid JWT"],
      [`apikey=${forged}`, "Failed to validate JWT signature"],
      [`apikey=${unknownRole}`, 'Role "postgres" of the JWT is not known'],
    ] as const
  ) {
    const { status, body } = await handshake(query);
    assertEquals(status, 401);
    assert(body?.includes(JSON.stringify({ error })), `${query}: ${body}`);
  }
});

Deno.test("REST answers wrong calls with 401, 404, 415 and 422", async () => {
  const url = `${server.url.replace("ws:", "http:")}/api/broadcast`;
  const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, {
      method: "POST",
      body,
      headers: { apikey: publishableKey, "content-type": "application/json", ...headers },
    });
    return { status: response.status, body: await response.text() };
  };
  assertEquals(await post("", "{}", { apikey: "nobody" }), {
    status: 401,
    body: '{"message":"Unauthorized"}',
  });
  assertEquals((await post("", "{")).status, 422);
  const nameless = await post("", JSON.stringify({ messages: [{ topic: "a", payload: {} }] }));
  assertEquals(nameless.status, 422);
  assertMatch(nameless.body, /"event":\["can't be blank"\]/);
  assertEquals((await post("/a/events/b", "x", { "content-type": "text/plain" })).status, 415);
  assertEquals(await post("/a/events/b", "{}"), { status: 202, body: "" });
  assertEquals((await post("/a/elsewhere", "{}")).status, 404);
});

Deno.test("wrong frames and unknown topics leave the socket working", async () => {
  for (const vsn of versions) {
    const socket = new WebSocket(`${server.url}/websocket?apikey=${publishableKey}&vsn=${vsn}`);
    socket.binaryType = "arraybuffer";
    const messages = new Events<string>("frame");
    socket.onmessage = ({ data }) => messages.add(data);
    await new Promise((resolve) => socket.onopen = resolve);
    const isObject = vsn === "1.0.0";
    const frame = (ref: string, topic: string, event: string, payload: unknown = {}) =>
      JSON.stringify(
        isObject ? { ref, topic, event, payload } : [null, ref, topic, event, payload],
      );
    for (const wrong of ["", "{", "null", "[]", "[1,2,3,4,5]", '{"topic":1}']) socket.send(wrong);
    socket.send(new Uint8Array([3, 255, 255, 255, 255, 255, 1, 65]));
    socket.send(new Uint8Array([0, 1, 2, 3]));
    socket.send(new Uint8Array([]));
    socket.send(frame("1", "elsewhere", "phx_join"));
    assertMatch(await messages.take(), /"status":"error".*unmatched topic/);
    socket.send(frame("2", "realtime:", "phx_join"));
    assertMatch(await messages.take(), /TopicNameRequired: You must provide a topic name/);
    socket.send(frame("3", "realtime:x", "broadcast"));
    assertMatch(await messages.take(), /unmatched topic/);
    socket.send(frame("4", "realtime:x", "phx_leave"));
    assertMatch(await messages.take(), /"status":"ok"/);
    socket.send(frame("5", "realtime:x", "phx_join", { config: "nonsense" }));
    assertMatch(await messages.take(), /"status":"ok".*"postgres_changes":\[\]/);
    // A second join of one topic closes the first channel with the first join's ref.
    socket.send(frame("6", "realtime:x", "phx_join"));
    assertMatch(await messages.take(), isObject ? /"ref":"5".*phx_close/ : /^\["5","5".*phx_close/);
    assertMatch(await messages.take(), /"6".*phx_reply.*"ok"/);
    socket.send(frame("7", "phoenix", "heartbeat"));
    assertMatch(await messages.take(), /"7".*phoenix.*phx_reply.*"ok"/);
    const ended = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await ended;
  }
});

Deno.test("a refused topic name is reported to the client", () =>
  withClients(server, async (connect) => {
    const { statuses } = subscribe(await connect({ vsn: "2.0.0" }), "");
    const { status, message } = await statuses.take();
    assertEquals(status, "CHANNEL_ERROR");
    assertEquals(message, "TopicNameRequired: You must provide a topic name");
  }));
