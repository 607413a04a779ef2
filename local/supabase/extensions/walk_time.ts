/**
 * Moves a database's time as if days had passed: a stop each day and one at the end, where every schedule that fell
 * due since the last stop runs once, in the order in which they fell due. What they post is answered before time
 * goes on.
 */
import type { OpenDatabase } from "../database/connect.ts";
import { claimRun, executeRun } from "./cron_run.ts";
import { lastDue } from "./cron_schedule.ts";

/** One stop of a walk. */
export interface Stop {
  /** What time it is there, in the database. */
  readonly at: Date;
  /** How many schedules ran. */
  readonly ran: number;
  /** Those that failed, with their errors. */
  readonly failed: readonly string[];
}

/** What `walkTime` needs. */
export interface Walk {
  readonly database: OpenDatabase;
  /** How far to go, in milliseconds. */
  readonly ms: number;
  readonly advance: (ms: number) => Promise<void>;
  /** Waits until what schedules posted is answered. */
  readonly settle: () => Promise<void>;
  readonly onStop: (stop: Stop) => void;
  /** Asked at each stop; false ends the walk there. */
  readonly goesOn: () => boolean;
}

const dayMs = 86_400_000;

/** Walks to the end. */
export async function walkTime(walk: Walk): Promise<void> {
  const { database: { clock } } = walk;
  let left = walk.ms;
  while (left > 0 && walk.goesOn()) {
    const step = Math.min(left, dayMs);
    const before = clock.now();
    await walk.advance(step);
    left -= step;
    walk.onStop(await runDue(walk, before, clock.now()));
  }
}

async function runDue({ database, settle }: Walk, before: Date, at: Date): Promise<Stop> {
  const jobs = await database.query<{ id: string; schedule: string; label: string }>(
    `select jobid::text as id, schedule, coalesce(jobname, jobid::text) as label
     from cron.job where active order by cron.job.jobid`,
  );
  const due = jobs.flatMap((job) => {
    const time = lastDue(job.schedule, before, at);
    return time === undefined ? [] : [{ ...job, time }];
  }).sort((a, b) => a.time.getTime() - b.time.getTime());
  const failed: string[] = [];
  let ran = 0;
  for (const { id, label, time } of due) {
    const run = await claimRun(database, id, time);
    if (run === undefined) continue;
    ran += 1;
    const failure = await executeRun(database, run);
    if (failure !== undefined) failed.push(`${label}: ${failure}`);
  }
  await settle();
  return { at, ran, failed };
}
