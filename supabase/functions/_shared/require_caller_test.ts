import { assertEquals } from "@std/assert";
import type { Principal } from "./auth.ts";
import { silentLog } from "./testing/silent_log.ts";
import { Problem } from "./problem.ts";
import { rateLimited } from "./rate_limit.ts";
import { requireService, requireUser, type UserEnv } from "./require_caller.ts";
import { createServiceApp, type ServiceApp } from "./service_app.ts";
import type { ServiceDatabase } from "./service_database.ts";
import type { OpenAPIHono } from "@hono/zod-openapi";

const ada: Principal = {
  userId: "018f5d2a-1111-7abc-8def-123456789012",
  email: undefined,
  assurance: "aal1",
};
const verify = (token: string) =>
  token === "good"
    ? Promise.resolve(ada)
    : Promise.reject(Problem.of("auth.invalid_token", { cause: new Error("library talk") }));
const build = (): ServiceApp =>
  createServiceApp({ name: "t", title: "T", description: "T", log: silentLog });
async function ask(app: ServiceApp, path: string, headers: Record<string, string> = {}) {
  const response = await app.request(`/t${path}`, { headers });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

Deno.test("only a verified user passes, and the handler knows who it is", async () => {
  const app = build() as unknown as OpenAPIHono<UserEnv>;
  app.get("/me", requireUser(verify), (c) => c.json({ id: c.get("principal").userId }));
  app.get("/vault", requireUser(verify, "aal2"), (c) => c.json({}));
  const service = app as unknown as ServiceApp;
  const none = await ask(service, "/me");
  assertEquals([none.status, none.body.code], [401, "auth.missing_token"]);
  const bad = await ask(service, "/me", { authorization: "Bearer bad" });
  assertEquals([bad.status, bad.body.code], [401, "auth.invalid_token"]);
  assertEquals(JSON.stringify(bad.body).includes("library talk"), false);
  const good = await ask(service, "/me", { authorization: "Bearer good" });
  assertEquals([good.status, good.body.id], [200, ada.userId]);
  const weak = await ask(service, "/vault", { authorization: "Bearer good" });
  assertEquals([weak.status, weak.body.code], [403, "auth.insufficient_assurance"]);
});

Deno.test("only our own workers pass, by any of the current secrets", async () => {
  const app = build();
  app.get("/run", requireService(["sb_secret_a", "jobs-secret", ""]), (c) => c.json({}));
  assertEquals((await ask(app, "/run", { apikey: "sb_secret_a" })).status, 200);
  assertEquals((await ask(app, "/run", { apikey: "jobs-secret" })).status, 200);
  assertEquals((await ask(app, "/run", { apikey: "sb_secret_b" })).body.code, "auth.invalid_token");
  assertEquals((await ask(app, "/run", { apikey: "" })).body.code, "auth.missing_token");
  assertEquals((await ask(app, "/run")).body.code, "auth.missing_token");
});

Deno.test("a rate limit answers 429 with Retry-After, and every answer says what is left", async () => {
  const asked: unknown[] = [];
  let allowed = true;
  const database: ServiceDatabase = {
    call: <Result>(_name: string, parameters: Readonly<Record<string, unknown>>) => {
      asked.push(parameters);
      const row = allowed
        ? { allowed, remaining: 4, "retry_after_seconds": 0 }
        : { allowed, remaining: 0, "retry_after_seconds": 7 };
      return Promise.resolve([row] as Result);
    },
  };
  const app = build();
  const limit = { name: "search", capacity: 5, refillPerSecond: 0.5 };
  app.get("/search", rateLimited(database, limit, () => "ada"), (c) => c.json({}));
  const passed = await ask(app, "/search");
  assertEquals(passed.status, 200);
  assertEquals(passed.headers.get("ratelimit-policy"), '"search";q=5;w=10');
  assertEquals(passed.headers.get("ratelimit"), '"search";r=4;t=2');
  allowed = false;
  const refused = await ask(app, "/search");
  assertEquals([refused.status, refused.body.code], [429, "rate_limit.exceeded"]);
  assertEquals(refused.headers.get("retry-after"), "7");
  assertEquals(refused.headers.get("ratelimit"), '"search";r=0;t=7');
  assertEquals(asked[0], {
    bucket: "search:ada",
    capacity: 5,
    "refill_per_second": 0.5,
    cost: 1,
  });
});
