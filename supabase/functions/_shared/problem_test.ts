import { assert, assertEquals } from "@std/assert";
import { problemOf } from "./database_problem.ts";
import { pointerTo, Problem } from "./problem.ts";
import { problemCatalogue } from "./problem_catalogue.ts";

Deno.test("a problem becomes problem+json with type, instance, code and Retry-After", async () => {
  const response = Problem.of("rate_limit.exceeded", {
    retryAfterSeconds: 1.2,
    headers: { ratelimit: "x" },
  }).toResponse("req-1", "https://docs.test/");
  assertEquals(response.status, 429);
  assertEquals(response.headers.get("content-type"), "application/problem+json");
  assertEquals(response.headers.get("retry-after"), "2");
  assertEquals(response.headers.get("ratelimit"), "x");
  assertEquals(await response.json(), {
    type: "https://docs.test/rate_limit.exceeded",
    instance: "urn:request:req-1",
    title: "Too many requests",
    status: 429,
    detail: "Too many requests",
    code: "rate_limit.exceeded",
  });
});

Deno.test("every code of the catalogue is <domain>.<reason> with an error status", () => {
  for (const [code, [status, title]] of Object.entries(problemCatalogue)) {
    assert(/^[a-z_]+\.[a-z_]+$/.test(code), code);
    assert(status >= 400 && status < 600 && title.length > 0, code);
  }
});

Deno.test("a problem raised in SQL keeps its status, sentence, code and field", () => {
  const problem = problemOf({
    code: "PT409",
    message: "The charge is settled already",
    details: '{"field":"charge_ids"}',
    hint: "charge.settled",
  });
  assertEquals([problem.status, problem.code, problem.message], [
    409,
    "charge.settled",
    "The charge is settled already",
  ]);
  assertEquals(problem.errors, [
    { pointer: "/charge_ids", code: "invalid", detail: "The charge is settled already" },
  ]);
});

Deno.test("a raised status that is no error, or a hint that is no code, is not passed on", () => {
  for (const [code, hint] of [["PT200", "a.b"], ["PT404", "Perhaps you meant x"], ["PT404", ""]]) {
    const problem = problemOf({
      code: code ?? "",
      message: "secret",
      details: null,
      hint: hint ?? "",
    });
    assertEquals([problem.code, problem.status], ["internal.unexpected", 500]);
    assertEquals(problem.message.includes("secret"), false);
  }
});

Deno.test("an SQLSTATE is mapped without its message", () => {
  const expected: Record<string, [string, number]> = {
    "23505": ["database.conflict", 409],
    "23P01": ["database.conflict", 409],
    "23503": ["database.invalid", 422],
    "23514": ["database.invalid", 422],
    "22P02": ["database.invalid", 422],
    "42501": ["auth.forbidden", 403],
    "40001": ["database.busy", 503],
    "40P01": ["database.busy", 503],
    "57014": ["database.busy", 503],
    "08006": ["database.busy", 503],
    PGRST116: ["database.not_found", 404],
    XX000: ["internal.unexpected", 500],
  };
  for (const [code, [problemCode, status]] of Object.entries(expected)) {
    const problem = problemOf({ code, message: 'duplicate key "users_email_key"' });
    assertEquals([problem.code, problem.status], [problemCode, status], code);
    assertEquals(problem.message.includes("users_email_key"), false);
    assertEquals(problem.retryAfterSeconds, problemCode === "database.busy" ? 1 : undefined, code);
  }
});

Deno.test("a pointer escapes slash and tilde", () => {
  assertEquals(pointerTo(["a/b", 0, "c~d"]), "/a~1b/0/c~0d");
});
