import { assertEquals } from "@std/assert";
import { createRoute, z } from "@hono/zod-openapi";
import { holdableText, isHoldable, unholdableIn } from "./holdable_text.ts";
import { createServiceApp } from "./service_app.ts";
import { silentLog } from "./testing/silent_log.ts";

Deno.test("what a database can hold is held, and the rest is found where it lies", () => {
  for (const text of ["", "Ẹ̀kọ́", "👩‍👩‍👧", "\u202e", "\uffff", "line\nline"]) {
    assertEquals(isHoldable(text), true, text);
    assertEquals(holdableText(20).safeParse(text).success, true);
  }
  for (const text of ["\u0000", "a\u0000b", "\ud800", "a\udfff", "\udfff\ud800"]) {
    assertEquals(isHoldable(text), false);
    assertEquals(holdableText(20).safeParse(text).success, false);
    assertEquals(unholdableIn(text), []);
    assertEquals(unholdableIn({ a: ["x", { "b/c": [1, text] }] }), ["a", "1", "b/c", "1"]);
    assertEquals(unholdableIn({ a: { [text]: null } }), ["a", text]);
  }
  for (const value of [null, undefined, 1, true, {}, [], { a: [null, "x"] }]) {
    assertEquals(unholdableIn(value), undefined);
  }
});

Deno.test("what is nested too deep for calls is looked through in no time", () => {
  const depth = 30_000;
  const nested = JSON.parse(`${"[".repeat(depth)}"\\u0000"${"]".repeat(depth)}`);
  assertEquals(unholdableIn(nested)?.length, depth);
});

Deno.test("a route refuses it by name, in its path, its query and its body, after its own middleware", async () => {
  const app = createServiceApp({ name: "t", title: "T", description: "T", log: silentLog });
  const passed: string[] = [];
  app.openapi(
    createRoute({
      method: "post",
      path: "/things/{id}",
      middleware: [async (context, next) => {
        passed.push(context.req.path);
        await next();
      }],
      request: {
        params: z.object({ id: z.string() }),
        query: z.strictObject({ q: z.string().optional() }),
        body: {
          content: { "application/json": { schema: z.strictObject({ a: z.array(z.string()) }) } },
        },
      },
      responses: { 200: { description: "ok" } },
    }),
    (context) => context.json(context.req.valid("json")),
  );
  const send = (path: string, body: string) =>
    app.request(`/t${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
  const refused = async (path: string, body = '{"a":[]}') => {
    const { code, errors } = await (await send(path, body)).json();
    return [code, ...(errors ?? []).map((error: { pointer: string }) => error.pointer)];
  };
  assertEquals(await (await send("/things/7?q=b", '{"a":["x"]}')).json(), { a: ["x"] });
  assertEquals(await refused("/things/%00"), ["request.invalid", "/id"]);
  assertEquals(await refused("/things/7?q=a%00"), ["request.invalid", "/q"]);
  assertEquals(await refused("/things/7", '{"a":["x","\\u0000"]}'), ["request.invalid", "/a/1"]);
  assertEquals(await refused("/things/7", '{"a":["\\ud800"]}'), ["request.invalid", "/a/0"]);
  assertEquals(await refused("/things/7", "{"), ["request.malformed"]);
  assertEquals(passed.length, 6);
});
