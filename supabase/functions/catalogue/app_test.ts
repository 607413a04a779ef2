import { assertEquals, assertMatch } from "@std/assert";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { Problem } from "../_shared/problem.ts";
import { fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { createApp } from "./app.ts";

function build(answers: Parameters<typeof fakeDatabase>[0] = {}) {
  const database = fakeDatabase({
    ...fakeReliability(),
    catalogue: () => ({ body: { total: 3 }, is_hit: true }),
    ...answers,
  });
  const app = createApp({ database, nameCaller: () => Promise.resolve("ip-1"), log: silentLog });
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`/catalogue${path}`, { headers });
  return { database, get };
}

Deno.test("an answer may be kept, and is not sent twice to who has it", async () => {
  const { get } = build();
  const first = await get("/facets?criteria=%7B%22area%22%3A%22Yaba%22%7D");
  const tag = first.headers.get("etag") ?? "";
  assertEquals([first.status, await first.json()], [200, { total: 3 }]);
  assertMatch(tag, /^W\/"/);
  assertMatch(first.headers.get("cache-control") ?? "", /^public, max-age=\d+/);
  assertEquals(first.headers.get("x-cache"), "hit");
  const second = await get("/facets?criteria=%7B%22area%22%3A%22Yaba%22%7D", {
    "if-none-match": tag,
  });
  assertEquals([second.status, await second.text()], [304, ""]);
});

Deno.test("nothing of the caller reaches the cache", async () => {
  const { database, get } = build();
  await get("/tiles/12/2086/1973", { authorization: "Bearer token", apikey: "key", cookie: "a=b" });
  const [call] = database.calls.filter((it) => it.name === "catalogue");
  assertEquals(call?.parameters, {
    kind: "tile",
    parameters: { zoom: 12, x: 2086, y: 1973, criteria: {} },
  });
});

Deno.test("what is not an answer is a problem that nobody keeps", async () => {
  const { get } = build();
  for (const path of ["/facets?criteria=%5B1%5D", "/facets?criteria=%7B", "/tiles/23/0/0"]) {
    const refused = await get(path);
    assertEquals([refused.status, refused.headers.get("etag")], [422, null], path);
  }
  const gone = build({
    catalogue: () => {
      throw new Problem("listing.not_found", 404, "Cannot find the listing", {});
    },
  });
  const missing = await gone.get(`/listings/${crypto.randomUUID()}`);
  assertEquals([missing.status, (await missing.json()).code], [404, "listing.not_found"]);
  const busy = build({
    take_rate_limit_token: () => [{ allowed: false, remaining: 0, retry_after_seconds: 2 }],
  });
  const limited = await busy.get("/areas");
  assertEquals([limited.status, limited.headers.get("retry-after")], [429, "2"]);
});
