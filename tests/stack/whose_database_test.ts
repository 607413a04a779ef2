import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { databasePlace } from "../../local/database_url.ts";
import { resetServer } from "../../local/reset.ts";
import { startStack } from "../../local/stack.ts";
import { StackError } from "../../local/stack_error.ts";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { ownershipOf } from "../../local/supabase/database/open.ts";
import { prepareDatabase } from "../../local/supabase/database/prepare.ts";
import { applySeed } from "../../local/supabase/database/seed.ts";
import { emptyDatabase } from "./empty_database.ts";

const ignore = Deno.env.get("DATABASE_URL") === undefined;

/** An empty database, and ways to speak with it. */
async function trial() {
  const empty = await emptyDatabase();
  const url = empty.url as string;
  const place = databasePlace(url);
  const folder = await Deno.makeTempDir({ prefix: "estate-whose-" });
  const sql = openPostgres(url, 2);
  return {
    sql,
    /** Starts as `task start` does, demo logins included; `--fresh` with `agree`. */
    async start(agree?: () => boolean) {
      const stack = await startStack({
        folder,
        databaseUrl: url,
        port: 0,
        ...(agree === undefined ? {} : { fresh: true, agree }),
        onReady: async (database) => void await applySeed(database),
      });
      await stack.close();
    },
    forget: (agree: () => boolean) => resetServer(folder, place, agree),
    tables: async () =>
      (await sql.query<{ name: string }>(
        "select schemaname || '.' || tablename as name from pg_tables where schemaname !~ $1 order by 1",
        ["^(pg_|information_schema)"],
      )).map(({ name }) => name),
    async [Symbol.asyncDispose]() {
      await sql.close();
      await Deno.remove(folder, { recursive: true });
      await empty[Symbol.asyncDispose]();
    },
  };
}

Deno.test({
  name: "a database that holds other people's tables is left as it is, by a start and by --fresh",
  ignore,
  async fn() {
    await using it = await trial();
    await it.sql.exec(
      "create table public.customers (name text); insert into customers values ('Ada')",
    );
    for (const agree of [undefined, () => true]) {
      const error = await assertRejects(() => it.start(agree), StackError);
      assertStringIncludes(
        error.message,
        "it holds public.customers, which task start did not make",
      );
    }
    assertEquals(await it.tables(), ["public.customers"]);
    assertEquals(await it.sql.query("select name from customers where $1", [true]), [{
      name: "Ada",
    }]);
  },
});

Deno.test({
  name: "demo logins and secrets come into no database that somebody else migrated",
  ignore,
  async fn() {
    await using it = await trial();
    await prepareDatabase(it.sql);
    for (const agree of [undefined, () => true]) {
      const error = await assertRejects(() => it.start(agree), StackError);
      assertStringIncludes(error.message, "it is Estate's, but task start did not make it");
    }
    const [found] = await it.sql.query<{ accounts: number; secrets: number }>(
      `select (select count(*)::int from auth.users where $1) as accounts,
         (select count(*)::int from vault.secrets) as secrets`,
      [true],
    );
    assertEquals(found, { accounts: 0, secrets: 0 });
  },
});

Deno.test({
  name:
    "what task start made it starts again and forgets, when asked to and told yes, but nothing of others",
  ignore,
  async fn() {
    await using it = await trial();
    await it.start();
    assertEquals((await ownershipOf(it.sql)).foreign, []);
    // As task start left it before it wrote down that it had made it: its functions are on this machine.
    await it.sql.exec("drop table supabase_migrations.made_by_task_start");
    assertEquals((await ownershipOf(it.sql)).maker, "us");

    const refused = await assertRejects(() => it.forget(() => false), StackError);
    assertStringIncludes(refused.message, "Nothing was forgotten");
    await it.sql.exec("create table public.customers (name text)");
    const mixed = await assertRejects(() => it.forget(() => true), StackError);
    assertStringIncludes(mixed.message, "it holds public.customers, which Estate did not make");
    const before = await it.tables();
    assertEquals(before.includes("public.listings"), true);

    await it.sql.exec("drop table public.customers");
    let asked = 0;
    await it.forget(() => ++asked > 0);
    assertEquals(asked, 1);
    assertEquals((await ownershipOf(it.sql)).maker, "nobody");
    // Nothing to lose, nobody to ask.
    await it.forget(() => ++asked > 1);
    assertEquals(asked, 1);
  },
});
