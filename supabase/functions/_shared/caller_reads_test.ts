import { assertEquals, assertRejects } from "@std/assert";
import { createCallerReads } from "./caller_reads.ts";
import { Problem } from "./problem.ts";

/** A Data API that has so many rows and gives at most a thousand at once. */
function api(many: number) {
  const asked: { path: string; authorization: string | null; apikey: string | null }[] = [];
  const send = ((input: Request | URL | string, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers);
    asked.push({
      path: url.pathname + url.search,
      authorization: headers.get("authorization"),
      apikey: headers.get("apikey"),
    });
    const offset = Number(url.searchParams.get("offset"));
    const limit = Number(url.searchParams.get("limit"));
    const rows = Array.from(
      { length: Math.max(0, Math.min(1000, limit, many - offset)) },
      (_, n) => ({ n: offset + n }),
    );
    return Promise.resolve(Response.json(rows));
  }) as typeof fetch;
  return { asked, reads: createCallerReads("https://x.example", "sb_publishable_a", send) };
}

Deno.test("rows are read as the caller, page after page, and none twice", async () => {
  const { asked, reads } = api(2_300);
  const rows = await reads.rows<{ n: number }>("their-token", "ageing", {
    org_id: "o",
    left_out: undefined,
  }, 5_000);
  assertEquals(rows.map((it) => it.n), Array.from({ length: 2_300 }, (_, n) => n));
  assertEquals(asked.length, 3);
  for (const { path, authorization, apikey } of asked) {
    assertEquals([authorization, apikey], ["Bearer their-token", "sb_publishable_a"]);
    assertEquals(path.startsWith("/rest/v1/rpc/ageing?org_id=o&"), true, path);
    assertEquals(path.includes("left_out"), false);
  }
});

Deno.test("a page that is full to its last row is followed by one more question", async () => {
  const { asked, reads } = api(1_000);
  assertEquals((await reads.rows("t", "ageing", {}, 1_000)).length, 1_000);
  assertEquals(asked.length, 2);
});

Deno.test("more rows than were asked for are an error, and not a part of the report", async () => {
  const { reads } = api(1_001);
  const error = await assertRejects(() => reads.rows("t", "ageing", {}, 1_000), Problem);
  assertEquals(error.code, "report.too_long");
});

Deno.test("what the database refuses keeps its code, and silence is a busy database", async () => {
  const refusing = createCallerReads(
    "https://x.example",
    "k",
    (() =>
      Promise.resolve(Response.json(
        { code: "PT403", message: "No", hint: "auth.forbidden", details: "" },
        { status: 403 },
      ))) as typeof fetch,
  );
  const refused = await assertRejects(() => refusing.rows("t", "ageing", {}, 10), Problem);
  assertEquals([refused.code, refused.status], ["auth.forbidden", 403]);
  const silent = createCallerReads(
    "https://x.example",
    "k",
    (() => Promise.reject(new TypeError("fetch failed"))) as typeof fetch,
  );
  assertEquals(
    (await assertRejects(() => silent.rows("t", "ageing", {}, 10), Problem)).code,
    "database.busy",
  );
});
