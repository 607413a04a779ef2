import { assert, assertEquals, assertFalse } from "@std/assert";
import { createRoute, z } from "@hono/zod-openapi";
import { createLog } from "./log.ts";
import { createServiceApp } from "./service_app.ts";

const lines: string[] = [];
const app = createServiceApp({
  name: "sample",
  title: "Sample",
  description: "For tests",
  log: createLog((line) => lines.push(line)),
  maxBodyBytes: 100,
});
app.openapi(
  createRoute({
    method: "post",
    path: "/things",
    request: {
      body: {
        required: true,
        content: { "application/json": { schema: z.object({ size: z.number().int() }) } },
      },
    },
    responses: { 200: { description: "Done" } },
  }),
  (context) => {
    if (context.req.valid("json").size === 13) throw new Error("password is hunter2");
    return context.json({}, 200);
  },
);

const post = (
  body: string,
  headers: Record<string, string> = { "content-type": "application/json" },
) => app.request("/sample/things", { method: "POST", body, headers });

async function problem(response: Response) {
  assertEquals(response.headers.get("content-type"), "application/problem+json");
  const body = await response.json();
  assertEquals(body.status, response.status);
  return [response.status, body.code, body.errors?.[0]?.pointer];
}

Deno.test("every wrong request gets a problem with its code", async () => {
  assertEquals(await problem(await post("{")), [400, "request.malformed", undefined]);
  assertEquals(await problem(await post("size=1", { "content-type": "text/plain" })), [
    415,
    "request.unsupported_media_type",
    undefined,
  ]);
  assertEquals(await problem(await post('{"size":"big"}')), [422, "request.invalid", "/size"]);
  assertEquals(await problem(await post(`{"size":1,"pad":"${"x".repeat(200)}"}`)), [
    413,
    "request.too_large",
    undefined,
  ]);
  assertEquals(await problem(await app.request("/sample/nothing")), [
    404,
    "request.not_found",
    undefined,
  ]);
});

Deno.test("an error of ours says nothing of itself to the caller, and all to the log", async () => {
  const response = await post('{"size":13}');
  const text = await response.text();
  assertEquals(response.status, 500);
  assertFalse(text.includes("hunter2"));
  assert(lines.some((line) => line.includes("request.failed")));
});

Deno.test("a sane request id is kept, another replaced", async () => {
  const id = async (given: string) =>
    (await app.request("/sample/nothing", { headers: { "x-request-id": given } }))
      .headers.get("x-request-id");
  assertEquals(await id("abcdef-123456"), "abcdef-123456");
  assert(/^[0-9a-f-]{36}$/.test(await id("<script>alert(1)</script>") ?? ""));
});

Deno.test("the description is OpenAPI 3.1 and names the routes", async () => {
  const description = await (await app.request("/sample/openapi.json")).json();
  assertEquals([description.openapi, Object.keys(description.paths)], ["3.1.0", [
    "/sample/things",
  ]]);
});
