/**
 * task db:migration [NAME]: makes supabase/migrations from supabase/schemas. docs/decisions/0010 says how.
 *
 * --allow-drop=WHAT     lets the migration lose this (repeatable; it prints the names)
 * --before, --after     begins a file by hand that runs before or after the generated part
 * --check               only checks; needs DATABASE_URL
 * --release=vX.Y.Z      checks, then freezes what is pending
 */
import { parseArgs } from "@std/cli/parse-args";
import { fromFileUrl } from "@std/path";
import { StackError } from "../../stack_error.ts";
import { beginPart } from "./begin_part.ts";
import { check } from "./check.ts";
import { generate, type Report } from "./generate.ts";
import { projectAt } from "./project.ts";
import { release } from "./release.ts";

const project = projectAt(fromFileUrl(new URL("../../..", import.meta.url)));

function server(): string {
  const url = Deno.env.get("DATABASE_URL");
  if (url !== undefined) return url;
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
  const options = parseArgs(Deno.args, {
    boolean: ["check", "before", "after"],
    string: ["release", "allow-drop"],
    collect: ["allow-drop"],
    unknown: (argument: string, key?: string) => {
      if (key === undefined) return true;
      throw new StackError(`There is no option ${argument}`, "The options are in the README.");
    },
  });
  if (options._.length > 1) {
    throw new StackError(`More than one name: ${options._.join(" ")}`, "Join the words by _.");
  }
  const name = options._[0] === undefined ? undefined : String(options._[0]);
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
    print(await generate(project, Deno.env.get("DATABASE_URL"), wish));
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  console.error(`${error.message}\n${error.remedy}`);
  Deno.exitCode = 1;
}
