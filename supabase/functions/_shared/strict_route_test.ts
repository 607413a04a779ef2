import { assertEquals, assertThrows } from "@std/assert";
import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";
import { createServiceApp } from "./service_app.ts";
import { silentLog } from "./testing/silent_log.ts";

const build = () => createServiceApp({ name: "t", title: "T", description: "T", log: silentLog });
const taking = (body: z.ZodType, query?: z.ZodObject): RouteConfig => ({
  method: "post",
  path: "/things",
  request: {
    body: { content: { "application/json": { schema: body } } },
    ...(query === undefined ? {} : { query }),
  },
  responses: { 200: { description: "ok" } },
});

Deno.test("a route that passes over what it does not know cannot be added, however deep it takes it", () => {
  const loose = z.object({ a: z.string() });
  for (
    const body of [
      loose,
      z.strictObject({ inner: loose }),
      z.strictObject({ inner: loose.optional() }),
      z.strictObject({ inner: z.array(loose).nullable().default([]) }),
      z.strictObject({ inner: z.union([z.string(), loose]) }),
      z.strictObject({ inner: z.string().transform((it) => JSON.parse(it)).pipe(loose) }),
      z.strictObject({ inner: z.tuple([loose]) }),
      z.strictObject({ inner: z.record(z.string(), z.string()) }),
      z.looseObject({}),
    ]
  ) {
    assertThrows(
      () => build().openapi(taking(body), (context) => context.json({})),
      TypeError,
      "POST /things",
    );
  }
  const query = z.object({ page: z.string() });
  assertThrows(() => build().openapi(taking(z.strictObject({}), query), (c) => c.json({})));
});

Deno.test("a route without a query takes none, and each unknown name is pointed at", async () => {
  const app = build();
  const route = createRoute({
    method: "get",
    path: "/things/{id}",
    request: { params: z.object({ id: z.string() }) },
    responses: { 200: { description: "ok" } },
  });
  app.openapi(route, (context) => context.json({ id: context.req.valid("param").id }));
  assertEquals(await (await app.request("/t/things/7")).json(), { id: "7" });
  const refused = await app.request("/t/things/7?near=Yaba&a/b=1");
  const { code, errors } = await refused.json();
  assertEquals([refused.status, code], [422, "request.invalid"]);
  assertEquals(errors, [
    { pointer: "/near", code: "unrecognized_keys", detail: "is not known here" },
    { pointer: "/a~1b", code: "unrecognized_keys", detail: "is not known here" },
  ]);
});
