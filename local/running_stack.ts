/** The stack that `task start` runs on this machine, whatever its port, for tasks that are given in another terminal. */
import { taskLine } from "./command_line.ts";
import { portsTold } from "./folder_lock.ts";
import type { StackStatus } from "./front/status.ts";
import { localFolder, readProjectConfig } from "./settings.ts";
import { StackError } from "./stack_error.ts";

const patienceMs = 5_000;

/** Where stacks are looked for. */
export interface Whereabouts {
  /** The address that somebody named; then nowhere else. */
  readonly url?: string | undefined;
  /** The port that is taken unless a start was told another. */
  readonly port: number;
  /** In which the starts say at which port they are. */
  readonly folder: string;
}

/** What ESTATE_URL names; without it, what starts of this folder say. */
export async function whereabouts(): Promise<Whereabouts> {
  const { api } = await readProjectConfig();
  return { url: Deno.env.get("ESTATE_URL"), port: api.port, folder: localFolder };
}

/**
 * The stack that runs, or undefined.
 * @throws {StackError} when several do, one is starting, or what was named is none
 */
export async function findStack(where: Whereabouts): Promise<StackStatus | undefined> {
  const named = where.url?.replace(/\/+$/, "");
  const urls = named !== undefined
    ? [named]
    : [...new Set([where.port, ...await portsTold(where.folder)])].map((port) =>
      `http://127.0.0.1:${port}`
    );
  const answers = await Promise.all(urls.map(async (url) => ({ url, answer: await ask(url) })));
  const found = answers.flatMap(({ answer }) => typeof answer === "object" ? [answer] : []);
  if (found.length > 1) {
    throw new StackError(
      `Several stacks run here: ${found.map(({ url }) => url).join(", ")}`,
      "Name the one that you mean in ESTATE_URL.",
    );
  }
  if (found[0] !== undefined) return found[0];
  const starting = answers.find(({ answer }) => answer === "starting");
  if (starting !== undefined) {
    throw new StackError(`The stack at ${starting.url} is starting`, "Try again in a moment.");
  }
  const stranger = answers.find(({ answer }) => answer === "stranger");
  if (named !== undefined && stranger !== undefined) {
    throw new StackError(
      `What answers at ${named} is no development stack of Estate`,
      `This works on a stack of ${taskLine("start")} only; ESTATE_URL names its address.`,
    );
  }
  return undefined;
}

/** @throws {StackError} when there is none */
export async function runningStack(): Promise<StackStatus> {
  const where = await whereabouts();
  const found = await findStack(where);
  if (found !== undefined) return found;
  throw new StackError(
    where.url === undefined
      ? "No stack runs on this machine"
      : `No stack answers at ${where.url.replace(/\/+$/, "")}`,
    `Start one with ${taskLine("start")}, or name another's address in ESTATE_URL.`,
  );
}

async function ask(url: string): Promise<StackStatus | "nothing" | "starting" | "stranger"> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch {
    return "nothing";
  }
  const said: unknown = await response.json().catch(() => undefined);
  if (response.status === 503) return isStarting(said) ? "starting" : "stranger";
  return isStatus(said) ? said : "stranger";
}

const isStarting = (value: unknown) =>
  typeof value === "object" && value !== null && "message" in value && value.message === "Starting";

function isStatus(value: unknown): value is StackStatus {
  return typeof value === "object" && value !== null && "name" in value &&
    value.name === "Estate" && "database" in value && "time" in value;
}
