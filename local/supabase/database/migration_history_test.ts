import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { StackError } from "../../stack_error.ts";
import { runSupabaseCli } from "../../tools/official_cli.ts";
import { openTestDatabase } from "../extensions/test_database.ts";
import { withTemporaryDatabases } from "../../tools/migrations/temporary_databases.ts";
import { applyMigrations, readMigrations } from "./migrate.ts";
import { isTextOf, requireSameHistory } from "./migration_history.ts";

const migration = (version: string, sql: string) => ({
  version,
  name: "rooms",
  path: `${version}_rooms.sql`,
  sql,
});
const first = migration("20270101000000", "create table rooms (id int);\n");
const second = migration("20270101000001", "alter table rooms add word text;\n");

function refusal(work: () => unknown): string {
  const error = assertThrows(work, StackError);
  return `${error.message}\n${error.remedy}`;
}

Deno.test("a text is known in one piece, cut into statements, and by no other text", () => {
  const sql =
    "-- head\n\n;;create table a (x text default 'a;b'); -- tail\ninsert into a\n  values ('');\n";
  const cut = [
    "-- head",
    "create table a (x text default 'a;b')",
    "-- tail\ninsert into a\n  values ('')",
  ];
  for (const statements of [[sql], [sql.trim()], cut]) {
    assertEquals(isTextOf(statements, sql), true);
  }
  const others = [
    [],
    cut.slice(1),
    cut.slice(0, -1),
    [...cut, "drop table a"],
    [cut[1], cut[0], cut[2]] as string[],
    [sql.replace("'a;b'", "'a; b'")],
    [`${sql}drop table a;`],
  ];
  for (const statements of others) {
    assertEquals(isTextOf(statements, sql), false, statements.join());
  }
});

Deno.test("a history without texts is believed; one that is gone or another is named, with what to do", () => {
  const applied = (it: typeof first, statements: string[] | null) => ({ ...it, statements });
  requireSameHistory([applied(first, [first.sql])], [first, second]);
  requireSameHistory([applied(first, null)], [first, second]);
  const changed = refusal(() =>
    requireSameHistory([applied(first, ["create table rooms ()"])], [first])
  );
  assertEquals(
    changed,
    "Cannot bring this database up to date: it ran 20270101000000_rooms, which no release had frozen and which has changed since\n" +
      "Forget its data and start anew: task start --fresh (with DATABASE_URL too: it empties that database).",
  );
  const many = ["1", "2", "3", "4", "5"].map((n) =>
    applied(migration(`2026010100000${n}`, ""), [""])
  );
  const gone = refusal(() => requireSameHistory(many, [first]));
  assertEquals(
    gone.split("\n")[0],
    "Cannot bring this database up to date: it ran 20260101000001_rooms, " +
      "20260101000002_rooms, 20260101000003_rooms and 2 more, which this version does not have",
  );
});

Deno.test("a database runs what it has not seen, and nothing once its history is another", async () => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  assertEquals(await applyMigrations(database, [first]), 1);
  assertEquals(await applyMigrations(database, [first, second]), 1);
  assertEquals(await applyMigrations(database, [first, second]), 0);
  const third = migration("20270101000002", "drop table rooms");
  const other = { ...second, sql: "alter table rooms add word text, add other text;\n" };
  for (const files of [[first, other, third], [first, third]]) {
    await assertRejects(() => applyMigrations(database, files), StackError, second.version);
  }
  assertEquals(await database.query("select * from rooms where $1", [true]), []);
});

Deno.test({
  name: "a database that the official CLI migrated goes on, whatever the files look like",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
}, async () => {
  const files = {
    "20270101000000_one.sql":
      "-- head\n\n;;\ncreate table a (x text); -- tail ; of a\n/* ; */ create table b (\n" +
      "  y text default 'a;b''');\r\ncreate function f() returns int language sql begin atomic select 1; select 2; end;\n" +
      "create function g() returns int language plpgsql as $$ begin return 1; end $$;\n  -- the end ;",
    "20270101000001_two.sql": "create table c (x int)",
    "20270101000002_three.sql": "\ufeffbegin;\ncreate table d (x int);;\ncommit;\n\n",
    "20270101000003_four.sql": "-- nothing\n",
  };
  const folder = await Deno.makeTempDir({ prefix: "estate-cli-" });
  try {
    await Deno.mkdir(join(folder, "supabase", "migrations"), { recursive: true });
    await Deno.writeTextFile(join(folder, "supabase", "config.toml"), 'project_id = "history"\n');
    const at = (name: string) => join(folder, "supabase", "migrations", name);
    for (const [name, sql] of Object.entries(files)) await Deno.writeTextFile(at(name), sql);
    await withTemporaryDatabases(Deno.env.get("DATABASE_URL") as string, async (make) => {
      const database = await make();
      const pushed = await runSupabaseCli([
        ...["--workdir", folder, "db", "push", "--yes", "--db-url", database.url],
      ]);
      assertEquals(pushed.success, true, pushed.stderr);
      const read = () => readMigrations(join(folder, "supabase", "migrations"));
      assertEquals(await applyMigrations(database, await read()), 0);
      await Deno.writeTextFile(at("20270101000001_two.sql"), "create table c (x bigint)");
      const migrations = await read();
      await assertRejects(() => applyMigrations(database, migrations), StackError, "_two");
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
