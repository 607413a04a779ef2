/** task db:types: generates clients/sdk/src/generated/database.types.ts; with --check only compares. */
import { fromFileUrl } from "@std/path";
import { readCommandLine } from "../command_line.ts";
import { runTask } from "../run_task.ts";
import { createPostgresFromTemplate } from "../supabase/database/postgres_template.ts";
import { requireServer, runSupabaseCli } from "./official_cli.ts";

const path = fromFileUrl(
  new URL("../../clients/sdk/src/generated/database.types.ts", import.meta.url),
);
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
    const types = run.stdout.slice(start).trimEnd() + "\n";
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
