/**
 * task worker: the work of the jobs function as a process of one's own, on a server that has no edge functions, or beside
 * them. Settings as the functions take them. SIGTERM and SIGINT: nothing new is begun, what is under way ends.
 */
import { ConfigError } from "../_shared/config.ts";
import { createLog } from "../_shared/log.ts";
import { Problem } from "../_shared/problem.ts";
import { createDeps, type JobsDeps } from "./deps.ts";
import { runWorks } from "./run.ts";

const log = createLog();
const failure = await work();
if (failure !== undefined) {
  console.error(`Cannot run the worker: ${failure}`);
  Deno.exit(1);
}
// Sockets that are kept open for a next call keep nobody waiting.
Deno.exit(0);

/** Works until it is told to stop. Returns why it cannot. */
async function work(): Promise<string | undefined> {
  let deps: JobsDeps;
  try {
    deps = createDeps(Deno.env.toObject(), log);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join("; ");
    throw error;
  }
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => {
      log.info("worker.stopping", { signal });
      stop.abort();
    });
  }
  const name = `${Deno.hostname().slice(0, 60)} ${Deno.pid}`;
  for (
    let pauseMs = 1_000;
    !stop.signal.aborted;
    pauseMs = Math.min(30_000, pauseMs * 2)
  ) {
    try {
      log.info("worker.started", { name });
      const { done } = await runWorks(deps, log, {
        process: { name, stop: stop.signal },
      });
      log.info("worker.stopped", { name, done });
      return undefined;
    } catch (error) {
      // A key that is refused, or a database without our migrations, is no matter of waiting.
      if (!(error instanceof Problem) || error.code !== "database.busy") {
        return reasonOf(error);
      }
      log.warn("worker.not_heard", { error });
      await pause(pauseMs, stop.signal);
    }
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Problem ? error.cause as { message?: unknown } | undefined : error;
  const words = (cause as { message?: unknown } | undefined)?.message;
  return `the database at SUPABASE_URL refuses what it asks: ${
    typeof words === "string" ? words : String(error)
  }`.replaceAll(/\s+/g, " ");
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
