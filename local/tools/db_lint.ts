/**
 * task db:lint: the official CLI's advisors and lint, plpgsql_check over every function of ours (the CLI
 * leaves triggers out), on a temporary database of DATABASE_URL's server. Our own rules are tests:
 * tests/database/schema_rules_test.ts.
 */
import { readCommandLine } from "../command_line.ts";
import { runTask } from "../run_task.ts";
import { openPostgres } from "../supabase/database/connect.ts";
import { createPostgresFromTemplate } from "../supabase/database/postgres_template.ts";
import { requireServer, runSupabaseCli } from "./official_cli.ts";

interface Finding {
  function: string;
  level: string;
  message: string;
}

const commandLine = {
  task: "db:lint",
  about: "Supabase's advisors and lint, plpgsql_check over every function; needs DATABASE_URL",
  options: {},
} as const;

const schemas = ["public", "private", "service"];

/** Runs plpgsql_check with every warning on, over functions and triggers; a trigger once for each table. */
async function checkFunctions(url: string): Promise<Finding[]> {
  const database = openPostgres(url, 1);
  try {
    await database.exec("create extension if not exists plpgsql_check");
    return await database.query<Finding>(
      `select found.functionid::regprocedure::text as function, found.level,
         coalesce(found.statement || ': ', '') || found.message as message
       from pg_proc as p
       join pg_namespace as n on n.oid = p.pronamespace and n.nspname = any ($1)
       join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
       left join pg_trigger as t on t.tgfoid = p.oid and not t.tgisinternal
       cross join lateral plpgsql_check_function_tb(
         p.oid, coalesce(t.tgrelid, 0), fatal_errors => false, extra_warnings => true,
         performance_warnings => false, security_warnings => true,
         oldtable => t.tgoldtable, newtable => t.tgnewtable) as found
       where p.prorettype <> 'trigger'::regtype or t.oid is not null
       group by 1, 2, 3 order by 1`,
      [schemas],
    );
  } finally {
    await database.close();
  }
}

await runTask(async () => {
  readCommandLine(commandLine, Deno.args);
  const temporary = await createPostgresFromTemplate(requireServer());
  let failed = false;
  const report = (name: string, success: boolean, text: string) => {
    console.log(`${success ? "ok" : "FAILED"}  ${name}${success ? "" : `\n${text}`}`);
    if (!success) failed = true;
  };
  try {
    const advisors = await runSupabaseCli([
      "db",
      "advisors",
      `--remote=${temporary.url}`,
      "--level",
      "warn",
      "--fail-on",
      "warn",
    ]);
    report("supabase db advisors", advisors.success, advisors.stdout + advisors.stderr);
    const lint = await runSupabaseCli([
      "db",
      "lint",
      `--remote=${temporary.url}`,
      "--schema",
      schemas.join(","),
      "--fail-on",
      "warning",
    ]);
    report("supabase db lint", lint.success, lint.stdout + lint.stderr);
    const findings = await checkFunctions(temporary.url);
    report(
      "plpgsql_check",
      findings.length === 0,
      findings.map((it) => `${it.level} ${it.function}: ${it.message}`).join("\n"),
    );
  } finally {
    await temporary.drop();
  }
  if (failed) Deno.exitCode = 1;
});
