/** The stack that `task start` runs on this machine, for tasks that are given in another terminal. */
import { StackError } from "./stack_error.ts";
import type { StackStatus } from "./front/status.ts";
import { readProjectConfig } from "./settings.ts";

const patienceMs = 5_000;

/** Where it is looked for. */
export async function stackUrl(): Promise<string> {
  const { api } = await readProjectConfig();
  return (Deno.env.get("ESTATE_URL") ?? `http://127.0.0.1:${api.port}`).replace(/\/+$/, "");
}

/** @throws {StackError} when nothing answers, or something that is no development stack of Estate */
export async function runningStack(): Promise<StackStatus> {
  const url = await stackUrl();
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (cause) {
    throw new StackError(
      `No stack answers at ${url}`,
      "Start one with deno task start, or name another's address in ESTATE_URL.",
      { cause },
    );
  }
  if (response.status === 503) {
    await response.body?.cancel();
    throw new StackError(`The stack at ${url} is starting`, "Try again in a moment.");
  }
  const status: unknown = await response.json().catch(() => undefined);
  if (isStatus(status)) return status;
  throw new StackError(
    `What answers at ${url} is no development stack of Estate`,
    "This works on a stack of deno task start only; ESTATE_URL names its address.",
  );
}

function isStatus(value: unknown): value is StackStatus {
  return typeof value === "object" && value !== null && "name" in value &&
    value.name === "Estate" && "database" in value && "time" in value;
}
