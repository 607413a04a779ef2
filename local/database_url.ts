/** DATABASE_URL: the one place that reads it, and says what is wrong with it. */
import postgres from "postgres";
import { deadline } from "@std/async/deadline";
import { StackError } from "./stack_error.ts";
import { digest } from "./supabase/database/digest.ts";

const example = "postgres://user:password@host:5432/database";
const remedy = `Give it as ${example}, or leave it unset to use the embedded database.`;

/** How long a server may take to answer, in milliseconds. */
const defaultPatienceMs = 4_000;

/** A database on a server, as a person would name it: never with its password. */
export interface DatabasePlace {
  readonly url: string;
  /** Host and port. */
  readonly host: string;
  readonly name: string;
}

/**
 * The database that DATABASE_URL names; undefined when it is not set.
 * @throws {StackError} as `databasePlace`
 */
export function environmentDatabase(): DatabasePlace | undefined {
  const setting = Deno.env.get("DATABASE_URL");
  return setting === undefined ? undefined : databasePlace(setting);
}

/** Reads an address. @throws {StackError} when it names no PostgreSQL database */
export function databasePlace(setting: string): DatabasePlace {
  if (setting.trim() === "") throw new StackError("DATABASE_URL is set, but empty", remedy);
  const url = URL.parse(setting);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === "") {
    throw new StackError("DATABASE_URL is no address of a PostgreSQL database", remedy);
  }
  const name = decodeURIComponent(url.pathname.slice(1));
  if (name === "") throw new StackError(`DATABASE_URL names no database on ${url.host}`, remedy);
  return { url: setting, host: `${url.hostname}:${url.port || "5432"}`, name };
}

/** What tells one database from others in the name of a folder. */
export async function folderNameOf({ host, name }: DatabasePlace): Promise<string> {
  return `postgres-${(await digest(`${host}/${name}`)).slice(0, 12)}`;
}

/**
 * Asks the database for a sign of life, for a few seconds at most.
 * @throws {StackError} in one line: which database, and what the server or the network said
 */
export async function requireAnswer(
  place: DatabasePlace,
  patienceMs = defaultPatienceMs,
): Promise<void> {
  const sql = postgres(place.url, {
    max: 1,
    connect_timeout: patienceMs / 1000,
    onnotice: () => {},
  });
  try {
    await deadline(sql`select 1`, patienceMs);
  } catch (cause) {
    throw new StackError(
      `Cannot use database ${place.name} on ${place.host}: ${reason(cause, patienceMs)}`,
      "Start that server or mend DATABASE_URL; leave it unset to use the embedded database.",
      { cause },
    );
  } finally {
    await sql.end({ timeout: 0 });
  }
}

function reason(cause: unknown, patienceMs: number): string {
  const { code, name } = cause as { code?: string; name?: string };
  if (code === "ECONNREFUSED") return "nothing listens there";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "there is no such host";
  if (code === "CONNECT_TIMEOUT" || name === "TimeoutError") {
    return `no answer in ${patienceMs / 1000} seconds`;
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  return (text || String(code)).split("\n")[0] as string;
}
