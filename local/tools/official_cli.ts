/** The official Supabase CLI, from npm, without Docker. */
import { environmentDatabase } from "../database_url.ts";
import { StackError } from "../stack_error.ts";

const version = "3.1.0";

/** What a run of the CLI printed and how it ended. */
export interface CliRun {
  readonly success: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the CLI with `args` in the project's folder, with `env` besides the environment. */
export async function runSupabaseCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliRun> {
  const command = new Deno.Command("npx", {
    args: ["-y", `supabase@${version}`, ...args],
    env: { DO_NOT_TRACK: "1", NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  const { success, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, stdout: text(stdout), stderr: text(stderr) };
}

/** Whether the CLI runs here: its native binary comes in a package for each platform, and some have none. */
export async function hasSupabaseCli(): Promise<boolean> {
  const { success, stderr } = await runSupabaseCli(["--version"]);
  if (!success) console.error(`SKIPPED: the official CLI does not run here: ${stderr.trim()}`);
  return success;
}

/** The server to make a temporary database on. @throws {StackError} when there is none */
export function requireServer(): string {
  const server = environmentDatabase();
  if (server !== undefined) return server.url;
  throw new StackError(
    "Cannot run without DATABASE_URL: the official CLI speaks to a PostgreSQL server, and the embedded database is none",
    "Set it; a temporary database is made on that server.",
  );
}
