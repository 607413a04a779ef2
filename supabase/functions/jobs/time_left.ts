/** How long a kind of work goes on: an edge function's time is bounded, and a process is asked to stop. */
import type { JobsDeps } from "./deps.ts";

/** One kind of work takes nothing new after this long. */
const budgetMs = 20_000;

/** Says whether there is time for more; false for good once there is not. */
export function timeLeft(
  { over }: Pick<JobsDeps, "over">,
  ms = budgetMs,
): () => boolean {
  const deadline = Date.now() + ms;
  return () => Date.now() < deadline && over?.aborted !== true;
}
