/** The header around a route; the database's part of it is tested in tests/database/reliability_test.ts. */
import { assertEquals } from "@std/assert";
import { createRoute, z } from "@hono/zod-openapi";
import { idempotent } from "./idempotent.ts";
import { silentLog } from "./testing/silent_log.ts";
import { Problem } from "./problem.ts";
import { createServiceApp } from "./service_app.ts";
import type { ServiceDatabase } from "./service_database.ts";

interface Kept {
  hash: unknown;
  lease_id: string | null;
  response: Record<string, unknown>;
}

/** The contract of the SQL functions, in memory. */
function inMemory(): ServiceDatabase & { readonly kept: Map<string, Kept> } {
  const kept = new Map<string, Kept>();
  const answer = (state: string, row?: Kept) => [{
    state,
    lease_id: state === "started" ? row?.lease_id : null,
    retry_after_s: 1,
    ...row?.response,
  }];
  const functions: Record<string, (id: string, p: Record<string, unknown>) => unknown> = {
    begin_idempotent_request(id, p) {
      const row = kept.get(id);
      if (row === undefined) {
        const fresh = { hash: p.request_hash, lease_id: crypto.randomUUID(), response: {} };
        kept.set(id, fresh);
        return answer("started", fresh);
      }
      if (row.hash !== p.request_hash) return answer("mismatch");
      return answer(row.lease_id === null ? "finished" : "in_progress", row);
    },
    finish_idempotent_request(
      id,
      { response_status, response_content_type, response_body, lease_id },
    ) {
      const row = kept.get(id);
      if (row?.lease_id !== lease_id) return false;
      Object.assign(row as Kept, {
        lease_id: null,
        response: { response_status, response_content_type, response_body },
      });
      return true;
    },
    release_idempotent_request: (id) => kept.delete(id),
  };
  return {
    kept,
    call: <Result>(name: string, p: Readonly<Record<string, unknown>>) => {
      const id = `${p.scope}|${p.caller}|${p.key}`;
      return Promise.resolve(functions[name]?.(id, p) as Result);
    },
  };
}

const thing = z.strictObject({ amount: z.number().min(1), note: z.string().optional() });
const route = createRoute({
  method: "post",
  path: "/{id}/refunds",
  request: {
    params: z.object({ id: z.string() }),
    body: { required: true, content: { "application/json": { schema: thing } } },
  },
  responses: {
    201: {
      description: "made",
      content: { "application/json": { schema: z.object({ n: z.number() }) } },
    },
  },
});

function build(fail?: () => void, required = true) {
  const database = inMemory();
  const app = createServiceApp({ name: "t", title: "T", description: "T", log: silentLog });
  let n = 0;
  app.openapi(
    route,
    idempotent(route, {
      database,
      caller: (context) => context.req.header("x-caller") ?? "ada",
      patienceMs: 0,
      required,
    }, async (context) => {
      const { amount } = context.req.valid("json");
      n += 1;
      if (amount === 13) fail?.();
      return await Promise.resolve(context.json({ n }, 201));
    }),
  );
  const send = async (body: string, key?: string, id = "p1", caller = "ada") => {
    const response = await app.request(`/t/${id}/refunds`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-caller": caller,
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
    });
    const answer = await response.json();
    return {
      status: response.status,
      n: answer.n,
      code: answer.code,
      replayed: response.headers.get("idempotency-replayed"),
    };
  };
  return { send, count: () => n, database };
}
const key = "key-0123456789abcdef";

Deno.test("a repeat gets the first answer, however the same body is written", async () => {
  const { send, count } = build();
  const first = await send('{"amount":5,"note":"x"}', key);
  const second = await send('{ "note": "x", "amount": 5.0 }', key);
  assertEquals(first, { status: 201, n: 1, code: undefined, replayed: null });
  assertEquals(second, { status: 201, n: 1, code: undefined, replayed: "true" });
  assertEquals(count(), 1);
});

Deno.test("another body or another path under the same key is refused", async () => {
  const { send } = build();
  await send('{"amount":5}', key);
  for (const again of [await send('{"amount":6}', key), await send('{"amount":5}', key, "p2")]) {
    assertEquals([again.status, again.code], [422, "idempotency.payload_mismatch"]);
  }
});

Deno.test("the same key of another caller is another request", async () => {
  const { send } = build();
  await send('{"amount":5}', key);
  assertEquals((await send('{"amount":5}', key, "p1", "bola")).n, 2);
});

Deno.test("a missing, short or unprintable key is refused where one is required", async () => {
  const { send, count } = build();
  for (const bad of [undefined, "short", "x".repeat(256), "0123456789 abcdef"]) {
    const refused = await send('{"amount":5}', bad);
    assertEquals([refused.status, refused.code], [400, "idempotency.key_missing"]);
  }
  assertEquals(count(), 0);
  const optional = build(undefined, false);
  assertEquals((await optional.send('{"amount":5}')).status, 201);
});

Deno.test("a request that does not fit its description uses up no key", async () => {
  const { send, database } = build();
  assertEquals((await send('{"amount":0}', key)).status, 422);
  assertEquals(database.kept.size, 0);
});

Deno.test("a refusal is told again, a failure of ours and a rate limit are tried again", async () => {
  const cases: [() => never, number, boolean][] = [
    [
      () => {
        throw Problem.of("database.conflict");
      },
      409,
      true,
    ],
    [
      () => {
        throw Problem.of("rate_limit.exceeded");
      },
      429,
      false,
    ],
    [
      () => {
        throw Problem.of("upstream.unavailable");
      },
      503,
      false,
    ],
    [
      () => {
        throw new Error("boom");
      },
      500,
      false,
    ],
  ];
  for (const [fail, status, stored] of cases) {
    const { send, count } = build(fail);
    const first = await send('{"amount":13}', key);
    const second = await send('{"amount":13}', key);
    assertEquals([first.status, second.status], [status, status]);
    assertEquals([first.replayed, second.replayed], [null, stored ? "true" : null]);
    assertEquals(count(), stored ? 1 : 2);
    assertEquals(second.code, first.code);
  }
});

Deno.test("a twin of a request that still runs is told to come back", async () => {
  const { send, database } = build();
  await send('{"amount":5}', key);
  for (const row of database.kept.values()) row.lease_id = "held by another worker";
  const twin = await send('{"amount":5}', key);
  assertEquals([twin.status, twin.code], [409, "idempotency.in_progress"]);
});
