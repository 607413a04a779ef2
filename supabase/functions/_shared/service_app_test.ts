import { assert, assertEquals, assertMatch } from "@std/assert";
import { createRoute, z } from "@hono/zod-openapi";
import { createLog } from "./log.ts";
import { Problem } from "./problem.ts";
import { ProviderError, ProviderUnavailable } from "./provider_error.ts";
import { createServiceApp } from "./service_app.ts";

const body = z.strictObject({ amount: z.number().int().min(100), "a/b": z.string().optional() })
  .openapi("Thing");
const route = createRoute({
  method: "post",
  path: "/things",
  request: { body: { required: true, content: { "application/json": { schema: body } } } },
  responses: { 200: { description: "ok", content: { "application/json": { schema: body } } } },
});
const failure = {
  provider: "paystack",
  op: "verify",
  message: "sk_live_secret",
  retryable: true,
  outcomeUnknown: false,
};

function build(lines: string[] = []) {
  const app = createServiceApp({
    name: "things",
    title: "Things",
    description: "For tests.",
    log: createLog((line) => lines.push(line)),
    maxBodyBytes: 1000,
    timeoutMs: 60,
  });
  app.openapi(route, (context) => context.json(context.req.valid("json"), 200));
  const failing: Record<string, () => never> = {
    "/unexpected": () => {
      throw new Error("password is hunter2");
    },
    "/conflict": () => {
      throw Problem.of("database.conflict");
    },
    "/slow-provider": () => {
      throw new ProviderUnavailable("late", true, { code: "timeout" });
    },
    "/no-provider": () => {
      throw new ProviderUnavailable("sk_live_secret", true, { retryAfterSeconds: 9 });
    },
    "/unwilling-provider": () => {
      throw new ProviderError(failure);
    },
  };
  for (const [path, handler] of Object.entries(failing)) app.get(path, handler);
  return app;
}
const post = (text: string, headers: Record<string, string> = {}) =>
  build().request("/things/things", {
    method: "POST",
    body: text,
    headers: { "content-type": "application/json", ...headers },
  });
async function assertProblem(response: Response, status: number, code: string) {
  assertEquals(response.headers.get("content-type"), "application/problem+json");
  const problem = await response.json();
  assertEquals([response.status, problem.status, problem.code], [status, status, code]);
  assertEquals(problem.instance, `urn:request:${response.headers.get("x-request-id")}`);
  assertEquals(problem.type, `https://estate.ng/problems/${code}`);
  return problem;
}

Deno.test("a body that fits is answered, with security headers and a request id", async () => {
  const response = await post('{"amount":100}');
  assertEquals(await response.json(), { amount: 100 });
  assertEquals(response.headers.get("x-content-type-options"), "nosniff");
  assertMatch(response.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
});

Deno.test("a sane request id is taken over, another is replaced", async () => {
  const sane = await post('{"amount":100}', { "x-request-id": "client-123456" });
  assertEquals(sane.headers.get("x-request-id"), "client-123456");
  const odd = await post('{"amount":100}', { "x-request-id": "a b<script>" });
  assertMatch(odd.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
});

Deno.test("a body that does not fit names each field by pointer, code and detail", async () => {
  const problem = await assertProblem(await post('{"amount":1,"a/b":2}'), 422, "request.invalid");
  assertEquals(
    problem.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
    [["/amount", "too_small"], ["/a~1b", "invalid_type"]],
  );
});

Deno.test("malformed JSON, a foreign media type, no body and a large body are problems", async () => {
  await assertProblem(await post("{"), 400, "request.malformed");
  await assertProblem(
    await post("x=1", { "content-type": "text/plain" }),
    415,
    "request.unsupported_media_type",
  );
  await assertProblem(await post(`{"amount":${"1".repeat(2000)}}`), 413, "request.too_large");
  await assertProblem(
    await build().request("/things/things", { method: "POST" }),
    422,
    "request.invalid",
  );
});

Deno.test("an unknown address and every kind of failure are problems that tell no secret", async () => {
  const app = build();
  const cases: [string, number, string][] = [
    ["/things/nothing", 404, "request.not_found"],
    ["/things/unexpected", 500, "internal.unexpected"],
    ["/things/conflict", 409, "database.conflict"],
    ["/things/slow-provider", 504, "upstream.timeout"],
    ["/things/no-provider", 503, "upstream.unavailable"],
    ["/things/unwilling-provider", 502, "upstream.refused"],
  ];
  for (const [path, status, code] of cases) {
    const response = await app.request(path);
    const text = await response.clone().text();
    await assertProblem(response, status, code);
    assert(!/hunter2|sk_live/.test(text), text);
  }
  assertEquals((await app.request("/things/no-provider")).headers.get("retry-after"), "9");
});

Deno.test("a handler that takes too long answers request.timeout and hears of it", async () => {
  const app = build();
  let heard = false;
  let finish = () => {};
  app.get("/slow", async (context) => {
    context.get("signal").addEventListener("abort", () => heard = true);
    await new Promise<void>((resolve) => finish = resolve);
    return context.text("late");
  });
  await assertProblem(await app.request("/things/slow"), 504, "request.timeout");
  assertEquals(heard, true);
  finish();
});

Deno.test("a browser may send the headers of supabase-js and read ours, also on errors", async () => {
  const app = build();
  const asked = "authorization,x-client-info,apikey,content-type,idempotency-key";
  const preflight = await app.request("/things/things", {
    method: "OPTIONS",
    headers: {
      origin: "https://app.test",
      "access-control-request-method": "POST",
      "access-control-request-headers": asked,
    },
  });
  assertEquals(preflight.status, 204);
  assertEquals(preflight.headers.get("access-control-allow-origin"), "*");
  const allowed = (preflight.headers.get("access-control-allow-headers") ?? "").toLowerCase();
  for (const header of asked.split(",")) assert(allowed.includes(header), header);
  const refused = await app.request("/things/nothing", { headers: { origin: "https://app.test" } });
  assertEquals(refused.headers.get("access-control-allow-origin"), "*");
  assert(refused.headers.get("access-control-expose-headers")?.includes("retry-after"));
});

Deno.test("the app describes itself in OpenAPI 3.1, made from its schemas", async () => {
  const document = await (await build().request("/things/openapi.json")).json();
  assertEquals(document.openapi, "3.1.0");
  assertEquals(Object.keys(document.paths), ["/things/things"]);
  assertEquals(document.components.schemas.Thing.properties.amount.minimum, 100);
});

Deno.test("each request writes one access line, and a failure of ours one error with its cause", async () => {
  const lines: string[] = [];
  const app = build(lines);
  await app.request("/things/unexpected", { headers: { "x-request-id": "client-123456" } });
  const [error, access] = lines.map((line) => JSON.parse(line));
  assertEquals([error.level, error.event, error.requestId], [
    "error",
    "request.failed",
    "client-123456",
  ]);
  assertEquals(error.error.message, "password is hunter2");
  assertEquals([access.event, access.method, access.path, access.status], [
    "request",
    "GET",
    "/things/unexpected",
    500,
  ]);
});
