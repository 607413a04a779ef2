/**
 * A process that starts on a folder, to be killed: `process.ts WORK FOLDER`. It prints each step, then a line
 * `ready …`; a refusal of the stack's own is printed as `refused …`.
 *
 *   stack    the whole stack, with demo data, as `task start` does; on DATABASE_URL's database when that is set
 *   make     the embedded database alone, with one table
 *   upgrade  the same with `upgrades` on top, of whatever migrations it has
 *   write    commits rows of public.witness one by one, printing each
 */
import { join } from "@std/path";
import { startStack } from "../../../local/stack.ts";
import { StackError } from "../../../local/stack_error.ts";
import type { OpenDatabase } from "../../../local/supabase/database/connect.ts";
import { openDataFolder } from "../../../local/supabase/database/data_folder.ts";
import { applyMigrations, pendingMigrations } from "../../../local/supabase/database/migrate.ts";
import { applySeed } from "../../../local/supabase/database/seed.ts";
import { base, upgrades } from "./migrations.ts";

const [work, folder] = Deno.args as ["stack" | "make" | "upgrade" | "write", string];
const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));

async function open(migrations: typeof base): Promise<OpenDatabase> {
  await Deno.mkdir(folder, { recursive: true });
  print("opening");
  return await openDataFolder(join(folder, "db"), {
    isCurrent: async (database) => (await pendingMigrations(database, migrations)).length === 0,
    prepare: async (database) => {
      print("preparing");
      await applyMigrations(database, migrations);
    },
  });
}

async function write(database: OpenDatabase): Promise<never> {
  print("ready");
  for (let written = 1;; written++) {
    await database.query("insert into public.witness (written) values ($1)", [written]);
    print(`${written}`);
    if (written % 50 === 0) await database.exec("vacuum public.witness; checkpoint");
  }
}

try {
  if (work === "stack") {
    const stack = await startStack({
      folder,
      databaseUrl: Deno.env.get("DATABASE_URL"),
      port: 0,
      onProgress: print,
      onReady: async (database) => {
        print("Writing demo data");
        await applySeed(database);
      },
    });
    print(`ready ${stack.url} ${stack.publishableKey}`);
  } else if (work === "write") {
    await write(await open([...base, ...upgrades]));
  } else {
    const database = await open(work === "make" ? base : [...base, ...upgrades]);
    const [found] = await database.query<{ rows: number }>(
      "select count(*)::int as rows from public.witness where $1",
      [true],
    );
    print(`ready with ${found?.rows} rows`);
    await database.close();
    Deno.exit(0);
  }
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  print(`refused: ${error.message}`);
  Deno.exit(1);
}
