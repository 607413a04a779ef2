/** task db:types: generates clients/sdk/src/generated/database.types.ts; with --check only compares. */
import { fromFileUrl } from "@std/path";
import { readCommandLine } from "../command_line.ts";
import { runTask } from "../run_task.ts";
import { openPostgres } from "../supabase/database/connect.ts";
import { createPostgresFromTemplate } from "../supabase/database/postgres_template.ts";
import { requireServer, runSupabaseCli } from "./official_cli.ts";

const path = fromFileUrl(
  new URL("../../clients/sdk/src/generated/database.types.ts", import.meta.url),
);
/** The columns that signed-in people may give when they add a row, of the tables to which they may add. */
async function insertable(url: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const database = openPostgres(url, 1);
  try {
    const rows = await database.query<{ name: string; columns: string[] }>(
      `select c.relname as name, array_agg(a.attname::text) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace
         and has_column_privilege('authenticated', c.oid, a.attnum, 'insert') group by 1`,
    );
    return new Map(rows.map(({ name, columns }) => [name, new Set(columns)]));
  } finally {
    await database.close();
  }
}

/** Leaves out of Insert what triggers fill and nobody may give: the CLI cannot know, and asks for it. */
function withGrantedInserts(
  types: string,
  granted: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  return types.replaceAll(
    /"(\w+)": \{\n(\s+)Row: \{[^]*?\n\s+Insert: \{\n\s+(.*)\n/g,
    (whole, table: string, _indent, fields: string) => {
      const columns = granted.get(table);
      if (columns === undefined) return whole;
      const kept = fields.split(/,(?="\w+"\??:)/)
        .filter((field) => columns.has(/"(\w+)"/.exec(field)?.[1] ?? ""));
      return whole.replace(fields, () => kept.join(","));
    },
  );
}

const commandLine = {
  task: "db:types",
  about: "generates the SDK's database types; needs DATABASE_URL",
  options: { check: { help: "only compares" } },
} as const;

await runTask(async () => {
  const options = readCommandLine(commandLine, Deno.args);
  const temporary = await createPostgresFromTemplate(requireServer());
  try {
    const run = await runSupabaseCli([
      "gen",
      "types",
      "--lang",
      "typescript",
      "--schema",
      "public",
      `--remote=${temporary.url}`,
    ]);
    const start = run.stdout.indexOf("export type Json");
    if (!run.success || start < 0) throw new Error(`Cannot generate types: ${run.stderr}`);
    const types = withGrantedInserts(
      run.stdout.slice(start).trimEnd() + "\n",
      await insertable(temporary.url),
    );
    if (!options.check) {
      await Deno.writeTextFile(path, types);
      console.log(`Wrote ${path}`);
    } else if (await Deno.readTextFile(path) !== types) {
      console.error("The generated database types are out of date: run deno task db:types");
      Deno.exitCode = 1;
    } else {
      console.log("The generated database types are current");
    }
  } finally {
    await temporary.drop();
  }
});
