import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { migrationsFolder, prepareDatabase } from "../../local/supabase/database/prepare.ts";
import { applyMigrations, readMigrations } from "../../local/supabase/database/migrate.ts";
import { createFunctionsHost } from "../../local/supabase/functions/host.ts";
import { checkRequirements } from "../../local/requirements.ts";
import { readProjectConfig } from "../../local/settings.ts";
import { startStack } from "../../local/stack.ts";
import { StackError } from "../../local/stack_error.ts";
import { createDeps } from "../../supabase/functions/payments/deps.ts";
import { openTestDatabase } from "../database/test_database.ts";

Deno.test("a port that is taken is named, with what to do", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const folder = await Deno.makeTempDir();
  try {
    const { port } = taken.addr as Deno.NetAddr;
    const error = await assertRejects(() => startStack({ folder, port }), StackError);
    assertStringIncludes(error.message, `Cannot open port ${port}`);
    assertStringIncludes(error.remedy, "--port");
  } finally {
    taken.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a data folder that another stack uses is left alone", async () => {
  const folder = await Deno.makeTempDir();
  const other = await Deno.open(`${folder}/stack.lock`, { create: true, write: true });
  try {
    await other.lock(true);
    const error = await assertRejects(
      () => startStack({ folder, port: 0, fresh: true }),
      StackError,
    );
    assertStringIncludes(error.message, "another stack is running on it");
  } finally {
    other.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("Deno or Node too old are named with their versions", async () => {
  const deno = await assertRejects(() => checkRequirements("1.40.0", "20.1.0"), StackError);
  assertStringIncludes(deno.message, "Deno 1.40.0");
  const node = await assertRejects(() => checkRequirements("2.9.6", "18.2.0"), StackError);
  assertStringIncludes(node.message, "Node 18.2.0");
});

Deno.test("a database without PostGIS, too old or out of reach is named, with what to do", async () => {
  const answering = (answer: () => Promise<unknown[]>) =>
    ({ query: answer }) as unknown as Parameters<typeof prepareDatabase>[0];
  const message = async (answer: () => Promise<unknown[]>) =>
    (await assertRejects(() => prepareDatabase(answering(answer)), StackError)).message;
  assertStringIncludes(
    await message(() => Promise.resolve([{ version: 16, postgis: false }])),
    "the server has no PostGIS",
  );
  assertStringIncludes(
    await message(() => Promise.resolve([{ version: 14, postgis: true }])),
    "PostgreSQL 15 or newer is needed, this is 14",
  );
  assertStringIncludes(
    await message(() => Promise.reject(new Error("connect ECONNREFUSED"))),
    "connect ECONNREFUSED",
  );
});

Deno.test("a missing secret is named with what it is for", () => {
  try {
    createDeps({
      SUPABASE_URL: "http://127.0.0.1",
      SUPABASE_SERVICE_ROLE_KEY: "x",
      APP_URL: "http://a",
    });
  } catch (error) {
    assertStringIncludes(String(error), "PAYSTACK_SECRET_KEY: is missing (Paystack's secret key");
    return;
  }
  throw new Error("Expected createDeps to refuse");
});

Deno.test("a migration that fails names file, line and message, and leaves nothing behind", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const migration = {
      version: "29990101000000",
      name: "broken",
      path: "supabase/migrations/29990101000000_broken.sql",
      sql:
        "create table public.half_done (id int);\nselect 1;\nselect no_such_column from public.listings;\n",
    };
    const error = await assertRejects(
      async () =>
        await applyMigrations(database, [...await readMigrations(migrationsFolder), migration]),
      StackError,
    );
    assertStringIncludes(error.message, "29990101000000_broken.sql:3");
    assertStringIncludes(error.message, "no_such_column");
    const [left] = await database.query(
      `select to_regclass('public.half_done') as half_done,
         (select count(*)::int from supabase_migrations.schema_migrations where version = $1) as recorded`,
      [migration.version],
    );
    assertEquals(left, { half_done: null, recorded: 0 });
  } finally {
    await close();
  }
});

Deno.test("a function that throws answers 500, and its neighbours go on", async () => {
  const host = createFunctionsHost({
    config: {
      ...await readProjectConfig(),
      functions: { bad: { verify_jwt: false }, good: { verify_jwt: false } },
    },
    jwtSecret: "x".repeat(32),
    env: {},
    log: () => {},
    modules: {
      bad: {
        create: () => () => {
          throw new Error("crash");
        },
      },
      good: { create: () => (request) => new Response(new URL(request.url).pathname) },
    },
  });
  const bad = await host(new Request("http://localhost/functions/v1/bad/x"));
  assertEquals([bad.status, (await bad.json()).code], [500, "WORKER_ERROR"]);
  const good = await host(new Request("http://localhost/functions/v1/good/x"));
  assertEquals(await good.text(), "/good/x");
});
