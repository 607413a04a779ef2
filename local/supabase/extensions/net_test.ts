import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { delay } from "@std/async/delay";
import { retry } from "@std/async/retry";
import type { Database, Queryable } from "../database/database.ts";
import { installExtensions } from "./install.ts";
import { startNet } from "./net.ts";
import { openTestDatabase } from "./test_database.ts";

interface Received {
  method: string;
  path: string;
  headers: Headers;
  body: string;
}

interface ResponseRow {
  status_code: number | null;
  content_type: string | null;
  headers: Record<string, string> | null;
  content: string | null;
  timed_out: boolean;
  error_msg: string | null;
}

/** A server that keeps what it gets; "/slow" never answers before its client is gone. */
function startServer() {
  const received: Received[] = [];
  const closing = Promise.withResolvers<void>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const url = new URL(request.url);
      received.push({
        method: request.method,
        path: url.pathname + url.search,
        headers: request.headers,
        body: await request.text(),
      });
      if (url.pathname === "/slow") await closing.promise;
      return new Response("góod", { status: 201, headers: { "x-kind": "test" } });
    },
  );
  return {
    received,
    url: `http://127.0.0.1:${server.addr.port}`,
    async [Symbol.asyncDispose]() {
      closing.resolve();
      await server.shutdown();
    },
  };
}

async function post(queryable: Queryable, sql: string, parameters: unknown[]): Promise<string> {
  const [row] = await queryable.query<{ id: string }>(`select ${sql}::text as id`, parameters);
  return row?.id ?? "";
}

async function responseTo(database: Database, id: string): Promise<ResponseRow> {
  return await retry(async () => {
    const [row] = await database.query<ResponseRow>(
      `select status_code, content_type, headers, content, timed_out, error_msg
       from net._http_response where id = $1::bigint`,
      [id],
    );
    if (row === undefined) throw new Error(`Request ${id} has no response`);
    return row;
  }, { maxAttempts: 100, minTimeout: 50, maxTimeout: 50, jitter: 0 });
}

Deno.test("the net stand-in sends what committed transactions queued", async (t) => {
  await using opened = await openTestDatabase();
  await using server = startServer();
  const { database } = opened;
  await installExtensions(database);
  const { received, url } = server;

  const early = await post(database, "net.http_get($1)", [`${url}/early`]);
  const sender = await startNet(database);

  await t.step("what was queued before the start is sent at the start", async () => {
    assertEquals((await responseTo(database, early)).status_code, 201);
    assertEquals(received.splice(0).map((request) => request.path), ["/early"]);
  });

  await t.step(
    "a POST carries JSON, parameters and headers, and its response is kept",
    async () => {
      const id = await post(
        database,
        `net.http_post(url := $1, body := '{"a": [1, "ẹ"]}', params := '{"q": "a b&ọ", "n": 1}',
         headers := '{"X-Secret": "s"}')`,
        [`${url}/post?have=1#end`],
      );
      const response = await responseTo(database, id);
      assertEquals(
        [response.status_code, response.content, response.timed_out, response.error_msg],
        [201, "góod", false, null],
      );
      assertEquals(response.headers?.["x-kind"], "test");
      assertMatch(response.content_type ?? "", /^text\/plain/);
      const [request] = received.splice(0);
      assertEquals(request?.method, "POST");
      assertEquals(request?.path, "/post?have=1&n=1&q=a%20b%26%E1%BB%8D");
      assertEquals(request?.headers.get("x-secret"), "s");
      assertEquals(request?.headers.get("content-type"), "application/json");
      assertEquals(JSON.parse(request?.body ?? ""), { a: [1, "ẹ"] });
    },
  );

  await t.step("a POST that is not JSON is refused", async () => {
    await assertRejects(
      () => post(database, `net.http_post($1, headers := '{"content-type": "text/plain"}')`, [url]),
      Error,
      'Content-Type header must be "application/json"',
    );
  });

  await t.step("a request starts after commit, and never after a rollback", async () => {
    let id = "";
    await database.transaction(async (tx) => {
      id = await post(tx, "net.http_post($1)", [`${url}/committed`]);
      await delay(300);
      assertEquals(received, []);
    });
    await responseTo(database, id);
    const undo = new Error("undo");
    await assertRejects(
      () =>
        database.transaction(async (tx) => {
          await post(tx, "net.http_post($1)", [`${url}/rolled-back`]);
          throw undo;
        }),
      Error,
      "undo",
    );
    await responseTo(database, await post(database, "net.http_get($1)", [`${url}/after`]));
    assertEquals(received.splice(0).map((request) => request.path), ["/committed", "/after"]);
  });

  await t.step(
    "a request that takes too long is timed out, and one that fails says why",
    async () => {
      const slow = await post(database, "net.http_get($1, timeout_milliseconds := 100)", [
        `${url}/slow`,
      ]);
      assertEquals(await responseTo(database, slow), {
        status_code: null,
        content_type: null,
        headers: null,
        content: null,
        timed_out: true,
        error_msg: "Timeout of 100 ms reached",
      });
      const refused = await post(database, "net.http_get($1)", ["http://127.0.0.1:1/"]);
      const response = await responseTo(database, refused);
      assertEquals([response.status_code, response.timed_out], [null, false]);
      assert((response.error_msg ?? "").length > 0);
      const invalid = await post(database, "net.http_get($1)", ["not an address"]);
      assertMatch((await responseTo(database, invalid)).error_msg ?? "", /Invalid URL/);
      received.splice(0);
    },
  );

  await t.step("of two senders one sends each of many requests", async () => {
    const second = await startNet(database);
    await database.query(
      "select net.http_get($1 || '/many/' || n) from generate_series(1, 450) as n",
      [url],
    );
    await retry(async () => {
      const [row] = await database.query<{ answered: number }>(
        "select count(*)::int as answered from net._http_response where status_code = 201",
      );
      if ((row?.answered ?? 0) < 450) throw new Error("Not yet");
    }, { maxAttempts: 100, minTimeout: 100, maxTimeout: 100, jitter: 0 });
    await second.stop();
    assertEquals(received.length, 450);
    assertEquals(new Set(received.splice(0).map((request) => request.path)).size, 450);
  });

  await t.step("responses older than six hours are deleted", async () => {
    await database.exec(`
      insert into net._http_response (id, created) values (-1, now() - interval '361 minutes'),
        (-2, now() - interval '359 minutes')`);
    await responseTo(database, await post(database, "net.http_get($1)", [url]));
    const old = await database.query("select id::int from net._http_response where id < $1", [0]);
    assertEquals(old, [{ id: -2 }]);
  });

  await t.step("a stop aborts requests under way and records them", async () => {
    received.splice(0);
    const id = await post(database, "net.http_get($1)", [`${url}/slow`]);
    await retry(() => {
      if (received.length === 0) throw new Error("Not yet");
    }, { maxAttempts: 50, minTimeout: 50, maxTimeout: 50, jitter: 0 });
    await sender.stop();
    const response = await responseTo(database, id);
    assertEquals(response.error_msg, "Aborted: the sender stopped");
    await post(database, "net.http_get($1)", [`${url}/later`]);
    await delay(200);
    assertEquals(received.map((request) => request.path), ["/slow"]);
  });
});
