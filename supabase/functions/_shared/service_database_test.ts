import { assertEquals, assertRejects } from "@std/assert";
import { Problem } from "./problem.ts";
import { createServiceDatabase, mayHaveHappened } from "./service_database.ts";

interface Seen {
  url: string;
  method: string;
  headers: Headers;
  body: string;
}

/** A fetch that answers like PostgREST, and what it was sent. */
function answering(answer: () => Response) {
  const seen: Seen[] = [];
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { url, method, headers } = request;
    seen.push({ url, method, headers, body: await request.text() });
    return answer();
  };
  return { seen, send };
}

Deno.test("a function is called in schema service with the secret key", async () => {
  const { seen, send } = answering(() => Response.json([{ n: 1 }]));
  const database = createServiceDatabase("https://p.test", "sb_secret_x", send);
  assertEquals(await database.call("count_things", { a: 1 }), [{ n: 1 }]);
  const [call] = seen;
  assertEquals([call?.method, call?.url, call?.body], [
    "POST",
    "https://p.test/rest/v1/rpc/count_things",
    '{"a":1}',
  ]);
  assertEquals(call?.headers.get("content-profile"), "service");
  assertEquals(call?.headers.get("apikey"), "sb_secret_x");
  assertEquals(call?.headers.get("authorization"), null, "a secret key is no token");
});

Deno.test("what the database refuses becomes its problem", async () => {
  const { send } = answering(() =>
    Response.json({
      code: "PT404",
      message: "No such charge",
      details: "",
      hint: "charge.not_found",
    }, {
      status: 404,
    })
  );
  const database = createServiceDatabase("https://p.test", "k", send);
  const problem = await assertRejects(() => database.call("x", {}), Problem);
  assertEquals([problem.status, problem.code], [404, "charge.not_found"]);
});

Deno.test("a database that cannot be reached is busy, not broken", async () => {
  for (
    const answer of [
      () => {
        throw new TypeError("connection refused");
      },
      () => new Response("<html>", { status: 502 }),
    ]
  ) {
    const { send } = answering(answer);
    const database = createServiceDatabase("https://p.test", "k", send);
    const problem = await assertRejects(() => database.call("x", {}), Problem);
    assertEquals([problem.code, problem.retryAfterSeconds], ["database.busy", 1]);
  }
});

Deno.test("only a call without an answer, or whose connection broke, may have happened", async () => {
  const outcome = async (answer: () => Response) => {
    const { send } = answering(answer);
    const call = createServiceDatabase("https://p.test", "k", send).call("x", {});
    return mayHaveHappened(await call.catch((error) => error));
  };
  const refusing = (code: string, status: number) => () =>
    Response.json({ code, message: "no", details: null, hint: null }, { status });
  assertEquals(
    await outcome(() => {
      throw new TypeError("connection reset");
    }),
    true,
  );
  assertEquals(await outcome(() => new Response("<html>", { status: 504 })), true);
  assertEquals(await outcome(refusing("08006", 503)), true);
  assertEquals(await outcome(refusing("57P01", 503)), true);
  for (const code of ["PT409", "23514", "40001", "57014", "53300"]) {
    assertEquals(await outcome(refusing(code, 400)), false, code);
  }
});
