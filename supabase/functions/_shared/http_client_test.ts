import { assertEquals, assertRejects } from "@std/assert";
import { createProviderHttp, ProviderUnavailable, retryAfterMs } from "./http_client.ts";
import { silentLog } from "./log.ts";

type Reply = Response | Error | "hang";

function client(replies: Reply[], left: boolean[] = []) {
  const waits: number[] = [];
  let sent = 0;
  const http = createProviderHttp({
    circuit: { enter: async () => {}, leave: (ok) => Promise.resolve(void left.push(ok)) },
    log: silentLog,
    sleep: (ms) => Promise.resolve(void waits.push(ms)),
    random: () => 0.5,
    fetch: (_url, init) => {
      const reply = replies[Math.min(sent++, replies.length - 1)];
      if (reply instanceof Error) return Promise.reject(reply);
      if (reply instanceof Response) return Promise.resolve(reply.clone());
      return new Promise((_, reject) =>
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason))
      );
    },
  });
  const call = (method: "GET" | "POST") =>
    http({
      operation: "test",
      method,
      url: new URL("http://provider.example/x"),
      headers: {},
      timeoutMs: 20,
    });
  return { call, waits, sent: () => sent };
}
const ok = () => Response.json({ status: true });

Deno.test("a GET is repeated on network errors, 429 and 5xx, and waits as the provider asks", async () => {
  const busy = Response.json({}, { status: 503, headers: { "retry-after": "2" } });
  const it = client([new TypeError("reset"), busy, ok()]);
  assertEquals((await it.call("GET")).json, { status: true });
  assertEquals([it.sent(), it.waits], [3, [250, 2000]]);
});

Deno.test("a GET gives up after three tries, or when asked to wait too long", async () => {
  const down = client([Response.json({}, { status: 502 })]);
  await assertRejects(() => down.call("GET"), ProviderUnavailable);
  assertEquals(down.sent(), 3);
  const patient = client([Response.json({}, { status: 429, headers: { "retry-after": "60" } })]);
  await assertRejects(() => patient.call("GET"), ProviderUnavailable);
  assertEquals(patient.sent(), 1);
});

Deno.test("a POST is never repeated, and its outcome is unknown unless it was rate limited", async () => {
  const outcome = async (reply: Reply) => {
    const it = client([reply]);
    const error = await assertRejects(() => it.call("POST"), ProviderUnavailable);
    assertEquals(it.sent(), 1);
    return error.outcomeUnknown;
  };
  assertEquals(await outcome("hang"), true);
  assertEquals(await outcome(new Response("<html>Bad gateway</html>", { status: 502 })), true);
  assertEquals(await outcome(Response.json({}, { status: 429 })), false);
});

Deno.test("a refusal is an answer, and no failure of the circuit", async () => {
  const left: boolean[] = [];
  const it = client([Response.json({ message: "no" }, { status: 400 })], left);
  assertEquals((await it.call("POST")).status, 400);
  assertEquals(left, [true]);
});

Deno.test("a body that hangs is cut off by the time limit", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
        }),
      ),
  );
  try {
    const http = createProviderHttp({
      circuit: { enter: async () => {}, leave: async () => {} },
      log: silentLog,
    });
    const error = await assertRejects(() =>
      http({
        operation: "hang",
        method: "POST",
        url: new URL(`http://127.0.0.1:${server.addr.port}/`),
        headers: {},
        timeoutMs: 100,
      }), ProviderUnavailable);
    assertEquals(error.outcomeUnknown, true);
  } finally {
    await server.shutdown();
  }
});

Deno.test("retryAfterMs() reads seconds, dates and rate-limit resets", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  assertEquals(retryAfterMs(new Headers({ "retry-after": "3" }), now), 3000);
  assertEquals(
    retryAfterMs(new Headers({ "retry-after": "Thu, 01 Jan 2026 00:00:10 GMT" }), now),
    10_000,
  );
  assertEquals(retryAfterMs(new Headers({ "x-ratelimit-reset": "7" }), now), 7000);
  assertEquals(retryAfterMs(new Headers(), now), undefined);
});
