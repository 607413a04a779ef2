import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Circuit } from "./circuit.ts";
import type { Clock } from "./clock.ts";
import { createHttpClient, type ProviderCall } from "./http_client.ts";
import { ProviderUnavailable } from "./provider_error.ts";
import { silentLog } from "./testing/silent_log.ts";
import { Problem } from "./problem.ts";

const get: ProviderCall = {
  operation: "paystack.verify",
  method: "GET",
  url: new URL("https://api.test/transaction/verify/R1"),
  headers: {},
};
const post: ProviderCall = { ...get, operation: "paystack.initialize", method: "POST", body: {} };

type Step = Response | Error;

/** A client whose provider answers with `steps` one after another, and the waits between them. */
function scripted(steps: Step[], circuit?: Circuit) {
  const waits: number[] = [];
  let calls = 0;
  const clock: Clock = {
    now: () => Date.parse("2026-11-23T10:00:00Z"),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
  const http = createHttpClient({
    log: silentLog,
    clock,
    random: () => 0.5,
    fetch: () => {
      const step = steps[calls++];
      if (step === undefined) throw new Error("Called more often than scripted");
      return step instanceof Error ? Promise.reject(step) : Promise.resolve(step);
    },
    ...(circuit === undefined ? {} : { breaker: () => circuit }),
  });
  return { http, waits, calls: () => calls };
}
const ok = () => Response.json({ status: true });
const status = (code: number, headers: Record<string, string> = {}) =>
  Response.json({ message: "no", code: "unknown" }, { status: code, headers });
const failure = (http: ReturnType<typeof createHttpClient>, call: ProviderCall) =>
  assertRejects(() => http(call), ProviderUnavailable);

Deno.test("a GET is repeated after a network error, 408, 429, 502, 503 and 504, with growing jitter", async () => {
  for (
    const first of [
      new TypeError("reset"),
      ...[408, 429, 502, 503, 504].map((s) => status(s)),
    ]
  ) {
    const { http, waits } = scripted([first, status(503), ok()]);
    assertEquals((await http(get)).json, { status: true });
    assertEquals(waits, [125, 250]);
  }
});

Deno.test("tries are bounded and the last failure is typed", async () => {
  const { http, calls } = scripted([1, 2, 3].map(() => status(503, { "x-request-id": "q9" })));
  const error = await failure(http, get);
  assertEquals(calls(), 3);
  assertEquals(
    [error.provider, error.op, error.httpStatus, error.code, error.requestId],
    ["paystack", "verify", 503, "unknown", "q9"],
  );
  assertEquals([error.retryable, error.outcomeUnknown], [true, false]);
});

Deno.test("a 500 is not repeated, and an answer below that belongs to the caller", async () => {
  const broken = scripted([status(500)]);
  await failure(broken.http, get);
  for (const code of [200, 201, 400, 401, 404, 422]) {
    const { http, calls } = scripted([status(code)]);
    assertEquals([(await http(get)).status, calls()], [code, 1]);
  }
});

Deno.test("a POST is sent once; after a failure its outcome is unknown unless it was turned away", async () => {
  const cases: [Step, boolean][] = [
    [new TypeError("reset"), true],
    [status(500), true],
    [status(503), true],
    [new Response("<html>", { status: 200 }), true],
    [status(429), false],
    [status(408), false],
  ];
  for (const [step, unknown] of cases) {
    const { http, calls } = scripted([step]);
    assertEquals((await failure(http, post)).outcomeUnknown, unknown);
    assertEquals(calls(), 1);
  }
});

Deno.test("a POST marked idempotent is repeated, and an unknown outcome stays unknown", async () => {
  const good = scripted([status(503), ok()]);
  await good.http({ ...post, idempotent: true });
  const bad = scripted([status(503), status(429), status(429)]);
  assertEquals((await failure(bad.http, { ...post, idempotent: true })).outcomeUnknown, true);
});

Deno.test("Retry-After is honoured up to a limit, beyond which the provider is left alone", async () => {
  const soon = scripted([status(429, { "retry-after": "2" }), ok()]);
  await soon.http(get);
  assertEquals(soon.waits, [2125]);
  const dated = scripted([
    status(503, { "retry-after": "Mon, 23 Nov 2026 10:00:01 GMT" }),
    ok(),
  ]);
  await dated.http(get);
  assertEquals(dated.waits, [1125]);
  const late = scripted([status(429, { "x-ratelimit-reset": "60" })]);
  assertEquals((await failure(late.http, get)).retryAfterSeconds, 60);
  assertEquals(late.calls(), 1);
});

const admits = () => Promise.resolve(true);

Deno.test("an open circuit refuses before anything is sent", async () => {
  const open: Circuit = {
    admits,
    enter: () => Promise.reject(Problem.of("upstream.circuit_open")),
  };
  const { http, calls } = scripted([], open);
  const problem = await assertRejects(() => http(post), Problem);
  assertEquals([problem.code, calls()], ["upstream.circuit_open", 0]);
});

Deno.test("the circuit hears of failures, and a rate limit is not one", async () => {
  const heard: boolean[] = [];
  const circuit: Circuit = {
    admits,
    enter: () =>
      Promise.resolve({
        report: (succeeded) => {
          heard.push(succeeded);
          return Promise.resolve();
        },
      }),
  };
  const { http } = scripted([status(429), status(502), status(404)], circuit);
  await http(get);
  assertEquals(heard, [true, false, true]);
});

Deno.test("a circuit that opens between two tries does not hide what became of the first", async () => {
  let entered = 0;
  const circuit: Circuit = {
    admits,
    enter: () =>
      entered++ === 0
        ? Promise.resolve({ report: () => Promise.resolve() })
        : Promise.reject(Problem.of("upstream.circuit_open")),
  };
  const { http } = scripted([status(503)], circuit);
  const error = await failure(http, { ...post, idempotent: true });
  assertEquals([error.httpStatus, error.outcomeUnknown], [503, true]);
});

/** A provider on a free port of this machine. */
async function withServer(
  handler: (request: Request) => Response | Promise<Response>,
  work: (url: URL) => Promise<void>,
) {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, handler);
  try {
    await work(new URL(`http://127.0.0.1:${server.addr.port}/x`));
  } finally {
    await server.shutdown();
  }
}

Deno.test("a provider that does not answer, or stops in the middle of its body, runs into the timeout", async () => {
  const http = createHttpClient({ log: silentLog, timeoutMs: 80 });
  let release = () => {};
  const held = () => new Promise<void>((resolve) => release = resolve);
  await withServer(async () => {
    await held();
    return new Response("late");
  }, async (url) => {
    const error = await failure(http, { ...post, url });
    assertEquals([error.code, error.outcomeUnknown, error.retryable], ["timeout", true, true]);
    release();
  });
  await withServer(() => {
    const stalled = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"status":')),
    });
    return new Response(stalled, { headers: { "content-type": "application/json" } });
  }, async (url) => {
    const started = performance.now();
    assertEquals((await failure(http, { ...post, url })).code, "timeout");
    assert(performance.now() - started < 5000);
  });
});

Deno.test("an answer that is too long is not read to its end, whatever it says of its length", async () => {
  let sent = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
    });
  const file = { ...get, wantsBytes: true, maxBytes: 4096 };
  for (const told of [undefined, "4097"]) {
    sent = 0;
    const headers = told === undefined ? {} : { "content-length": told };
    const { http, calls } = scripted([new Response(endless(), { headers })]);
    const error = await failure(http, file);
    assertEquals([error.code, error.retryable, calls()], ["too_large", false, 1]);
    assert(sent <= 8192, `${sent} bytes were read`);
  }
  const text = scripted([Response.json("x".repeat(4096))]);
  assertEquals((await failure(text.http, { ...post, maxBytes: 4096 })).outcomeUnknown, true);
  const whole = scripted([new Response(new Uint8Array(4096).fill(7))]);
  assertEquals((await whole.http(file)).bytes, new Uint8Array(4096).fill(7));
});

Deno.test("a call that its caller gives up rejects with the caller's reason", async () => {
  const http = createHttpClient({ log: silentLog });
  let release = () => {};
  await withServer(async () => {
    await new Promise<void>((resolve) => release = resolve);
    return new Response("late");
  }, async (url) => {
    const reason = new Error("nobody waits for it");
    const gone = AbortSignal.any([AbortSignal.timeout(50)]);
    const controller = new AbortController();
    gone.addEventListener("abort", () => controller.abort(reason));
    const error = await assertRejects(() => http({ ...get, url, signal: controller.signal }));
    assertEquals(error, reason);
    release();
  });
});

Deno.test("a redirect is not followed, so credentials go nowhere else", async () => {
  const http = createHttpClient({ log: silentLog, retry: { tries: 1 } });
  await withServer(
    (request) =>
      new URL(request.url).pathname === "/x"
        ? new Response(null, { status: 302, headers: { location: "/elsewhere" } })
        : ok(),
    async (url) => {
      assertEquals((await failure(http, { ...get, url })).code, "network");
    },
  );
});
