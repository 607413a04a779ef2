/** task db:migration [NAME]: makes supabase/migrations from supabase/schemas. docs/decisions/0010 says how. */
import { readCommandLine } from "../../command_line.ts";
import { fromFileUrl } from "@std/path";
import { environmentDatabase } from "../../database_url.ts";
import { runTask } from "../../run_task.ts";
import { StackError } from "../../stack_error.ts";
import { beginPart } from "./begin_part.ts";
import { check } from "./check.ts";
import { generate, type Report } from "./generate.ts";
import { projectAt } from "./project.ts";
import { release } from "./release.ts";

const project = projectAt(fromFileUrl(new URL("../../..", import.meta.url)));

const commandLine = {
  task: "db:migration",
  about: "makes supabase/migrations from supabase/schemas",
  words: { name: "NAME", help: "names what is pending; several words are joined by _", most: 1 },
  options: {
    "allow-drop": {
      value: "WHAT",
      many: true,
      help: "lets the migration lose this; it prints the names",
    },
    before: { help: "begins a file by hand that runs before the generated part" },
    after: { help: "begins one that runs after it" },
    check: { help: "only checks; needs DATABASE_URL" },
    release: { value: "vX.Y.Z", help: "checks, then freezes what is pending" },
  },
  notes: ["DATABASE_URL   the server for temporary databases, needed once something is released"],
} as const;

function server(): string {
  const place = environmentDatabase();
  if (place !== undefined) return place.url;
  throw new StackError(
    "Cannot compare migrations and schemas without a PostgreSQL server",
    "Set DATABASE_URL; temporary databases are made on its server, its own is not touched.",
  );
}

function print(report: Report): void {
  const list = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) console.log([title, ...lines].join("\n  "));
  };
  list("Wrote", report.written);
  list("Removed", report.removed);
  list("Loses, as you allowed", report.losses);
  list("Drops", report.drops);
  list("Deletes rules", report.deletedRules);
  list("Fails unless the rows that exist comply", report.demands);
  if (report.written.length + report.removed.length === 0) {
    console.log("The migrations are what the schemas say");
  }
}

async function main(): Promise<void> {
  const options = readCommandLine(commandLine, Deno.args);
  const [name] = options.words;
  if (options.check) {
    await check(project, server());
    console.log("The migrations are what the schemas say");
  } else if (options.release !== undefined) {
    const frozen = await release(project, server(), options.release);
    console.log([`${options.release} freezes`, ...frozen].join("\n  "));
  } else if (options.before || options.after) {
    console.log(`Wrote ${await beginPart(project, options.before ? "before" : "after", name)}`);
  } else {
    const wish = { ...(name === undefined ? {} : { name }), allowed: options["allow-drop"] };
    print(await generate(project, environmentDatabase()?.url, wish));
  }
}

await runTask(main);
