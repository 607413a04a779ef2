/** What holds at every route of every function, those to come too. */
import { assert, assertEquals } from "@std/assert";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { systemClock } from "./_shared/clock.ts";
import { Problem } from "./_shared/problem.ts";
import type { ServiceEnv } from "./_shared/service_app.ts";
import { createSealer } from "./_shared/sealed.ts";
import { fakeDatabase, fakeReliability } from "./_shared/testing/fake_database.ts";
import { fakeFiles } from "./_shared/testing/fake_files.ts";
import { fakeProvider } from "./_shared/testing/fake_provider.ts";
import { testKey } from "./_shared/testing/sealing_key.ts";
import { silentLog } from "./_shared/testing/silent_log.ts";
import { createApp as authHooks } from "./auth-hooks/app.ts";
import { createApp as catalogue } from "./catalogue/app.ts";
import { createApp as checks } from "./checks/app.ts";
import { createApp as docs } from "./docs/app.ts";
import { createApp as documents } from "./documents/app.ts";
import { createApp as jobs } from "./jobs/app.ts";
import { createApp as media } from "./media/app.ts";
import { createApp as messages } from "./messages/app.ts";
import { createApp as identity } from "./identity/app.ts";
import { createApp as payments } from "./payments/app.ts";
import { createApp as reports } from "./reports/app.ts";
import { createApp as webhooks } from "./webhooks/app.ts";

const jobsSecret = "the-jobs-secret-0";
const id = "0190a6f0-0000-7000-8000-000000000001";

/** Every function, over a database that grants or refuses every limit and answers nothing else. */
function everyFunction(limit: "granted" | "refused" = "granted") {
  const database = fakeDatabase({
    ...fakeReliability(),
    ...(limit === "granted" ? {} : {
      take_rate_limit_token: () => [{ allowed: false, remaining: 0, retry_after_seconds: 3 }],
      // Takes the token itself: webhooks ask the database once.
      refuse_provider_event: () => 3,
    }),
  });
  // Visitors' reads are counted in the isolate, and made as a visitor.
  const limiter = {
    charge() {},
    enforce() {
      database.calls.push({ name: "take_rate_limit_token", parameters: {} });
      if (limit === "refused") throw Problem.of("rate_limit.exceeded", { retryAfterSeconds: 3 });
      return { allowed: true, remaining: 1, retryAfterSeconds: 0 };
    },
  };
  const reads = {
    read(name: string, parameters: Readonly<Record<string, unknown>>) {
      database.calls.push({ name, parameters });
      return Promise.resolve({ value: {}, cacheControl: null });
    },
  };
  const unused = () => Promise.reject(new Error("not here"));
  const providers = { paystack: fakeProvider(), flutterwave: fakeProvider() };
  const nameCaller = () => Promise.resolve("ip-1");
  const verifyToken = () =>
    Promise.resolve({ userId: id, email: "a@example.ng", assurance: "aal1" as const });
  const shared = { database, verifyToken, log: silentLog };
  const files = fakeFiles().files;
  const apps: Readonly<Record<string, OpenAPIHono<ServiceEnv>>> = {
    "auth-hooks": authHooks({
      database,
      sms: undefined,
      email: undefined,
      smsSecrets: [],
      emailSecrets: [],
      countKey: "a-key-of-a-test",
      countryCodes: ["234"],
      smsCodeMinutes: 10,
      projectUrl: "https://api.example",
      appUrl: "https://app.example",
      limiter,
      nameCaller,
      log: silentLog,
    }),
    catalogue: catalogue({ reads, limiter, nameCaller, log: silentLog }),
    checks: checks({ database, limiter, nameCaller, log: silentLog }),
    docs: docs({ apiUrl: "https://api.example", limiter, nameCaller, log: silentLog }),
    documents: documents({ ...shared, files }),
    jobs: jobs({
      database,
      files,
      providers,
      jobsSecret,
      appUrl: "https://app.example",
      sealer: createSealer([testKey]),
      log: silentLog,
    }),
    media: media({ ...shared, files, developPhoto: unused, developLogo: unused }),
    messages: messages({
      database,
      appUrl: "https://app.example",
      limiter,
      nameCaller,
      log: silentLog,
    }),
    identity: identity({ ...shared }),
    payments: payments({ ...shared, providers, appUrl: "https://app.example" }),
    reports: reports({
      ...shared,
      reads: { rows: unused },
      clock: systemClock,
    }),
    webhooks: webhooks({
      database,
      nameCaller,
      paystackKeys: ["sk_test_a"],
      flutterwaveHashes: ["a-secret-hash-of-a-test"],
      termiiSecrets: ["a-secret-of-a-test"],
      limiter,
      log: silentLog,
    }),
  };
  return { database, apps };
}

interface Operation {
  readonly method: string;
  /** With sound values in place of its parameters. */
  readonly path: string;
  /** Whether it describes a JSON body. */
  readonly takesBody: boolean;
}

function operationsOf(app: OpenAPIHono<ServiceEnv>): Operation[] {
  const { paths = {} } = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "", version: "" },
  });
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => name.endsWith("_id") ? id : "1"),
      takesBody: (operation as { requestBody?: unknown }).requestBody !== undefined,
    }))
  );
}

function send(
  app: OpenAPIHono<ServiceEnv>,
  { method, path }: Operation,
  { query = "", body }: { query?: string; body?: unknown } = {},
) {
  return app.request(path + query, {
    method,
    headers: {
      authorization: "Bearer good",
      "x-jobs-secret": jobsSecret,
      "idempotency-key": `key-${crypto.randomUUID()}`,
      ...(method === "GET" ? {} : { "content-type": "application/json" }),
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
}

Deno.test("the functions of this test are those that are deployed", async () => {
  const deployed: string[] = [];
  for await (const entry of Deno.readDir(new URL(".", import.meta.url))) {
    if (!entry.isDirectory || entry.name.startsWith("_")) continue;
    await Deno.stat(new URL(`${entry.name}/index.ts`, import.meta.url));
    deployed.push(entry.name);
  }
  const { apps } = everyFunction();
  assertEquals(deployed.sort(), Object.keys(apps).sort());
  for (const [name, app] of Object.entries(apps)) {
    const operations = operationsOf(app);
    assert(operations.length > 0, name);
    assert(operations.every((it) => it.path.startsWith(`/${name}/`)), name);
  }
});

Deno.test("every route refuses a parameter and a field that it does not know, by name", async () => {
  const { apps, database } = everyFunction();
  for (const app of Object.values(apps)) {
    for (const operation of operationsOf(app)) {
      const attempts = [
        { query: "?naer=Yaba" },
        ...(operation.takesBody ? [{ body: { naer: "Yaba" } }] : []),
      ];
      for (const attempt of attempts) {
        const what = `${operation.method} ${operation.path} ${JSON.stringify(attempt)}`;
        const response = await send(app, operation, attempt);
        const problem = await response.json();
        assertEquals([response.status, problem.code], [422, "request.invalid"], what);
        const pointers = problem.errors.map((error: { pointer: string }) => error.pointer);
        assert(pointers.includes("/naer"), `${what}: ${pointers}`);
      }
    }
  }
  assertEquals(
    [...new Set(database.calls.map((call) => call.name))],
    ["take_rate_limit_token"],
    "nothing is done for a request that is not understood",
  );
});

Deno.test("a request that is refused by its limit has run nothing", async () => {
  // The database's own calls and signed events are not limited, and those without a signature are.
  const unlimited = new Set(["jobs"]);
  for (const name of Object.keys(everyFunction().apps).filter((name) => !unlimited.has(name))) {
    for (const operation of operationsOf(everyFunction().apps[name] as OpenAPIHono<ServiceEnv>)) {
      const { apps, database } = everyFunction("refused");
      const response = await send(apps[name] as OpenAPIHono<ServiceEnv>, operation);
      const what = `${operation.method} ${operation.path}`;
      assertEquals([response.status, (await response.json()).code], [429, "rate_limit.exceeded"]);
      assertEquals(response.headers.get("retry-after"), "3", what);
      const ofPayments = name === "webhooks" && !operation.path.endsWith("/termii");
      const counted = ofPayments ? "refuse_provider_event" : "take_rate_limit_token";
      assertEquals(database.calls.map((call) => call.name), [counted], what);
    }
  }
});

Deno.test("every function answers a browser's preflight for what its clients send", async () => {
  const headers = "authorization,apikey,x-client-info,content-type,idempotency-key,if-none-match";
  for (const app of Object.values(everyFunction().apps)) {
    for (const { method, path } of operationsOf(app)) {
      const response = await app.request(path, {
        method: "OPTIONS",
        headers: {
          origin: "https://app.example",
          "access-control-request-method": method,
          "access-control-request-headers": headers,
        },
      });
      assertEquals(response.headers.get("access-control-allow-origin"), "*", path);
      const allowed = response.headers.get("access-control-allow-headers")?.toLowerCase() ?? "";
      for (const header of headers.split(",")) {
        assert(allowed.includes(header), `${path} ${header}`);
      }
    }
  }
});
