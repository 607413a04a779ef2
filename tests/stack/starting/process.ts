/**
 * A process that starts on a folder, to be killed: `process.ts WORK FOLDER [PROJECT]`. It prints each step, then a
 * line `ready …`; a refusal of the stack's own is printed as `refused …`.
 *
 *   stack    the whole stack, with demo data, as `task start` does; on DATABASE_URL's database when that is set;
 *            of another project's migrations with PROJECT
 *   write    commits rows of public.witness one by one to that stack's embedded database, printing each
 *   make     an embedded database alone, with one table
 *   upgrade  the same with `upgrades` on top
 */
import { join } from "@std/path";
import { startStack } from "../../../local/stack.ts";
import { StackError } from "../../../local/stack_error.ts";
import { type OpenDatabase, openPglite } from "../../../local/supabase/database/connect.ts";
import { openDataFolder } from "../../../local/supabase/database/data_folder.ts";
import { applyMigrations, pendingMigrations } from "../../../local/supabase/database/migrate.ts";
import { applySeed } from "../../../local/supabase/database/seed.ts";
import { base, upgrades } from "./migrations.ts";

const [work, folder, project] = Deno.args as [string, string, string | undefined];
const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));

async function stack(): Promise<void> {
  const { url, publishableKey } = await startStack({
    folder,
    databaseUrl: Deno.env.get("DATABASE_URL"),
    port: 0,
    ...(project === undefined ? {} : { project }),
    onProgress: print,
    onReady: async (database) => {
      print("Writing demo data");
      await applySeed(database);
    },
  });
  print(`ready ${url} ${publishableKey}`);
}

async function write(): Promise<never> {
  const database = await openPglite(join(folder, "db"));
  print("ready");
  for (let written = 1;; written++) {
    await database.query("insert into public.witness (written, note) values ($1, $2)", [
      written,
      "by hand",
    ]);
    print(`${written}`);
    if (written % 50 === 0) await database.exec("vacuum public.witness; checkpoint");
  }
}

async function make(migrations: typeof base): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  print("opening");
  const database: OpenDatabase = await openDataFolder(join(folder, "db"), {
    isCurrent: async (database) => (await pendingMigrations(database, migrations)).length === 0,
    prepare: async (database) => {
      print("preparing");
      await applyMigrations(database, migrations);
    },
  });
  const [found] = await database.query<{ rows: number }>(
    "select count(*)::int as rows from public.witness where $1",
    [true],
  );
  print(`ready with ${found?.rows} rows`);
  await database.close();
  Deno.exit(0);
}

try {
  if (work === "stack") await stack();
  else if (work === "write") await write();
  else await make(work === "make" ? base : [...base, ...upgrades]);
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  print(`refused: ${error.message}`);
  Deno.exit(1);
}
