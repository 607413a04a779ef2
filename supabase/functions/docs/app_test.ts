import { assertEquals } from "@std/assert";
import { createIsolateLimiter } from "../_shared/isolate_limit.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { createApp } from "./app.ts";

function build(capacity = 100) {
  const app = createApp({
    apiUrl: "https://api.example",
    limiter: createIsolateLimiter({ name: "docs", capacity, refillPerSecond: 0.001 }),
    nameCaller: () => Promise.resolve("ip-1"),
    log: silentLog,
  });
  return (path: string, headers: Record<string, string> = {}) =>
    app.request(`/docs${path}`, { headers });
}

Deno.test("the API is described for anybody, for where it stands, and kept for a while", async () => {
  const get = build();
  const response = await get("/api.json");
  const api = await response.json();
  assertEquals([response.status, api.openapi, api.servers], [200, "3.1.0", [{
    url: "https://api.example",
  }]]);
  assertEquals(response.headers.get("cache-control"), "public, max-age=300");
  assertEquals(response.headers.get("access-control-allow-origin"), "*");
  const again = await get("/api.json", { "if-none-match": response.headers.get("etag") ?? "" });
  assertEquals([again.status, await again.text()], [304, ""]);
});

Deno.test("problems are explained, all or one, and channels with their events", async () => {
  const get = build();
  const { problems } = await (await get("/problems")).json();
  const one = await (await get("/problems/receipt.unknown")).json();
  assertEquals([one.code, one.status], ["receipt.unknown", 404]);
  assertEquals(problems.find((it: { code: string }) => it.code === one.code), one);
  const none = await get("/problems/no.such");
  assertEquals([none.status, (await none.json()).code], [404, "request.not_found"]);
  assertEquals(none.headers.get("cache-control"), "no-store");
  const { topics } = await (await get("/realtime")).json();
  assertEquals(topics.map((it: { topic: string }) => it.topic.split(":")[0]), [
    "conversation",
    "typing",
    "user",
  ]);
});

Deno.test("who asks too often waits", async () => {
  const get = build(1);
  await (await get("/realtime")).body?.cancel();
  const refused = await get("/realtime");
  assertEquals([refused.status, (await refused.json()).code], [429, "rate_limit.exceeded"]);
});
