import { assertEquals, assertFalse, assertRejects, assertThrows } from "@std/assert";
import { z } from "zod";
import { ConfigError, loadConfig } from "./config.ts";
import { redact } from "./redact.ts";
import { problemOf } from "./database_problem.ts";
import { Problem } from "./problem.ts";
import { enforceRateLimit } from "./rate_limit.ts";
import { fakeDatabase } from "./testing/fake_database.ts";

Deno.test("loadConfig() lists everything that is missing or wrong, and what it is for", () => {
  const schema = z.object({
    A_KEY: z.string().describe("opens the door"),
    B_URL: z.url().describe("where the door is"),
  });
  const error = assertThrows(() => loadConfig(schema, { B_URL: "nowhere" }), ConfigError);
  assertEquals(error.problems, [
    "A_KEY: is missing (opens the door)",
    "B_URL: Invalid URL (where the door is)",
  ]);
});

Deno.test("problemOf() keeps what our SQL raised and hides everything else", () => {
  const raised = problemOf({
    code: "PT409",
    message: "Cannot take Flat 1",
    details: '{"field":"starts_on"}',
    hint: "unit.already_taken",
  });
  assertEquals([raised.code, raised.status, raised.errors], ["unit.already_taken", 409, [
    { pointer: "/starts_on", code: "invalid", detail: "Cannot take Flat 1" },
  ]]);
  const of = (code: string) => problemOf({ code, message: "secret detail" });
  assertEquals(of("23505").code, "database.conflict");
  assertEquals(of("42501").code, "auth.forbidden");
  assertEquals([of("40001").code, of("40001").retryAfterSeconds], ["database.busy", 1]);
  assertEquals(of("XX000").code, "internal.unexpected");
  assertFalse(of("XX000").message.includes("secret"));
});

Deno.test("problemOf() takes a code from no hint but ours", () => {
  const advice = 'Perhaps you need a different "datestyle" setting.';
  for (
    const [code, hint, expected] of [
      ["22008", advice, "database.invalid"],
      ["22008", "unit.already_taken", "database.invalid"],
      ["42883", "unit.already_taken", "internal.unexpected"],
      ["P0001", "unit.already_taken", "internal.unexpected"],
      ["PT200", "unit.already_taken", "internal.unexpected"],
      ["PT409", advice, "internal.unexpected"],
      ["PT409", "", "internal.unexpected"],
      ["PT409", null, "internal.unexpected"],
    ] as const
  ) {
    const problem = problemOf({ code, message: "said", hint, details: '{"field":"starts_on"}' });
    assertEquals([problem.code, problem.errors ?? []], [expected, []], `${code} ${hint}`);
  }
});

Deno.test("a problem with a time to wait carries Retry-After", async () => {
  const response = Problem.of("rate_limit.exceeded", { retryAfterSeconds: 2.2 }).toResponse("r1");
  assertEquals([response.status, response.headers.get("retry-after")], [429, "3"]);
  assertEquals((await response.json()).instance, "urn:request:r1");
});

Deno.test("enforceRateLimit() refuses with the time to wait", async () => {
  const database = fakeDatabase({
    take_rate_limit_token: () => [{ allowed: false, remaining: 0, retry_after_seconds: 7 }],
  });
  const limit = { name: "x", capacity: 1, refillPerSecond: 1 };
  const problem = await assertRejects(() => enforceRateLimit(database, limit, "u"), Problem);
  assertEquals([problem.code, problem.retryAfterSeconds], ["rate_limit.exceeded", 7]);
});

Deno.test("redact() hides keys, tokens and identity numbers however deep", () => {
  const hidden = JSON.stringify(redact({
    authorization: "Bearer abc",
    nested: [{ bvn: "22222222222" }, "key sk_test_abc123 and 0123456789"],
    error: new Error("token eyJhbGciOi.eyJzdWIi.sig", { cause: { password: "hunter2" } }),
    amount_kobo: 120000000,
  }));
  for (const secret of ["Bearer", "22222222222", "sk_test", "0123456789", "eyJ", "hunter2"]) {
    assertFalse(hidden.includes(secret), `${secret} is still in ${hidden}`);
  }
  assertEquals(JSON.parse(hidden).amount_kobo, 120000000);
});
