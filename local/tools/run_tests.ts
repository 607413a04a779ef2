/**
 * task test [paths and options of deno test]: every test, or those named, several files at a time.
 * DENO_JOBS says how many files; without it, as many as processors and memory allow.
 */
import { HelpWanted } from "../command_line.ts";
import { environmentDatabase, requireAnswer } from "../database_url.ts";
import { runTask } from "../run_task.ts";

/** What a test file takes at most while its database is open, in bytes. */
const memoryOfFile = 1e9;
/** On a server each test file may open 40 connections, and a server allows 100 by default. */
const filesOnServer = 2;

const help = `deno task test [PATHS] [OPTIONS]: every test, or those of the paths, on temporary data

  --filter=TEXT   only tests whose names hold that; this and the rest are options of deno test, which says them all
  --help          says this

DATABASE_URL   a server for temporary databases, in place of embedded ones
DENO_JOBS=N    so many files at a time`;

async function main(): Promise<void> {
  if (Deno.args.some((it) => it === "--help" || it === "-h")) throw new HelpWanted(help);
  const server = environmentDatabase();
  if (server !== undefined) await requireAnswer(server);
  const room = server !== undefined
    ? filesOnServer
    : Math.floor(Deno.systemMemoryInfo().available / memoryOfFile);
  const files = Math.max(1, Math.min(navigator.hardwareConcurrency, room));
  const tests = new Deno.Command(Deno.execPath(), {
    args: ["test", "--allow-all", "--quiet", "--no-check", "--parallel", ...Deno.args],
    env: {
      DENO_JOBS: Deno.env.get("DENO_JOBS") ?? String(files),
      // To optimize the embedded database's code takes longer than most tests run.
      DENO_V8_FLAGS: ["--liftoff-only", Deno.env.get("DENO_V8_FLAGS") ?? []].flat().join(","),
    },
  }).spawn();
  Deno.exit((await tests.status).code);
}

await runTask(main);
