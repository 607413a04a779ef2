/**
 * Identity checks that wait: no company had an answer when they were begun, or whoever began them was cut off. What is
 * asked of whom, and that nothing is billed twice, the database sees to: supabase/schemas/15_trust/24_asking_registers.sql.
 */
import { askIdentities } from "../../_shared/identity_checks.ts";
import type { Log } from "../../_shared/log.ts";
import type { JobsDeps } from "../deps.ts";
import type { Work } from "../work.ts";

/** Stop taking new ones after this long: a question takes up to twenty seconds, and an edge function's time is bounded. */
const budgetMs = 20_000;

/** A company answers in seconds, and each case is taken by one: several wait at a time. */
const atOnce = 4;

/** Asks until nothing waits or time is up. */
export const identityChecks: Work = { name: "identity_checks", run: work };

async function work(deps: JobsDeps, log: Log): Promise<number> {
  const until = performance.now() + budgetMs;
  const asked = await Promise.all(
    Array.from({ length: atOnce }, () => askIdentities(deps, { until }, log)),
  );
  return asked.reduce((sum, it) => sum + it, 0);
}
