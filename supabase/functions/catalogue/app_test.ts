import { assertEquals, assertMatch } from "@std/assert";
import { createIsolateLimiter } from "../_shared/isolate_limit.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { Problem } from "../_shared/problem.ts";
import { createApp } from "./app.ts";
import type { Read } from "./reads.ts";

const generous = { name: "catalogue", capacity: 1000, refillPerSecond: 1 };

function build(
  answer: () => Read = () => ({ value: { total: 3 }, cacheControl: "public, max-age=15" }),
  limit = generous,
) {
  const calls: { name: string; parameters: unknown }[] = [];
  const app = createApp({
    reads: {
      read(name, parameters) {
        calls.push({ name, parameters });
        return Promise.resolve().then(answer);
      },
    },
    limiter: createIsolateLimiter(limit),
    nameCaller: (context) => Promise.resolve(context.req.header("x-forwarded-for") ?? "ip-1"),
    log: silentLog,
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`/catalogue${path}`, { headers });
  return { calls, get };
}

Deno.test("an answer may be kept as long as the database says, and is not sent twice to who has it", async () => {
  const { get } = build();
  const first = await get("/facets?criteria=%7B%22area%22%3A%22Yaba%22%7D");
  const tag = first.headers.get("etag") ?? "";
  assertEquals([first.status, await first.json()], [200, { total: 3 }]);
  assertMatch(tag, /^W\/"/);
  assertEquals(first.headers.get("cache-control"), "public, max-age=15");
  const second = await get("/facets?criteria=%7B%22area%22%3A%22Yaba%22%7D", {
    "if-none-match": tag,
  });
  assertEquals([second.status, await second.text()], [304, ""]);
  const unkept = build(() => ({ value: null, cacheControl: null }));
  assertEquals((await unkept.get("/areas")).headers.get("cache-control"), null);
});

Deno.test("nothing of the caller reaches the database", async () => {
  const { calls, get } = build();
  await get("/tiles/12/2086/1973", { authorization: "Bearer token", apikey: "key", cookie: "a=b" });
  assertEquals(calls, [{
    name: "listing_tile",
    parameters: { zoom: 12, x: 2086, y: 1973, criteria: {} },
  }]);
});

Deno.test("what is not an answer is a problem that nobody keeps", async () => {
  const { get } = build();
  const long = encodeURIComponent(JSON.stringify({ words: "x".repeat(6_000) }));
  for (
    const path of [
      "/facets?criteria=%5B1%5D",
      "/facets?criteria=%7B",
      `/facets?criteria=${long}`,
      "/tiles/23/0/0",
    ]
  ) {
    const refused = await get(path);
    assertEquals([refused.status, refused.headers.get("etag")], [422, null], path);
  }
  const gone = build(() => {
    throw new Problem("listing.not_found", 404, "Cannot find the listing", {});
  });
  const missing = await gone.get(`/listings/${crypto.randomUUID()}`);
  assertEquals([missing.status, (await missing.json()).code], [404, "listing.not_found"]);
  assertEquals(missing.headers.get("cache-control"), "no-store");
});

Deno.test("a caller over the limit is refused before any work, and dear questions take more", async () => {
  const { calls, get } = build(undefined, { ...generous, capacity: 12, refillPerSecond: 0.5 });
  assertEquals((await get("/facets")).status, 200);
  const limited = await get("/tiles/5/16/15");
  assertEquals([limited.status, limited.headers.get("retry-after")], [429, "16"]);
  assertEquals(calls.length, 1);
  assertEquals((await get("/areas")).status, 200);
  assertEquals((await get("/facets", { "x-forwarded-for": "192.0.2.7" })).status, 200);
});

Deno.test("words that find nothing cost what looking for the reason costs, once they are answered", async () => {
  const answer = (listings: unknown[], parts: unknown[]) => ({
    value: { listings, understood: { parts } },
    cacheControl: null,
  });
  const limit = { ...generous, capacity: 10, refillPerSecond: 0.5 };
  const find = async (read: Read) => {
    const { get } = build(() => read, limit);
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await get("/search")).status);
    return statuses;
  };
  assertEquals(await find(answer([], [{ typed: "castle" }])), [200, 429, 429]);
  assertEquals(await find(answer([{}], [{ typed: "flat" }])), [200, 200, 200]);
  assertEquals(await find(answer([], [])), [200, 200, 200]);
});
