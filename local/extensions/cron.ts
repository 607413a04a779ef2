/** The clock of the pg_cron stand-in: runs what `cron.job` says, as pg_cron would, in UTC. */
import { Cron } from "croner";
import type { Database } from "../database/database.ts";

interface Job {
  jobid: number;
  schedule: string;
  command: string;
}

/** A running clock. */
export interface CronClock {
  /** Stops the clock and waits for runs under way. */
  stop(): Promise<void>;
}

/**
 * Whether `schedule` is due in the second that starts at `now`. Five fields fall due in the first
 * second of a minute; "30 seconds" falls due when its seconds divide the Unix time.
 */
export function isDue(schedule: string, now: Date): boolean {
  const second = Math.floor(now.getTime() / 1000);
  const interval = /^\s*(\d+)\s+seconds?\s*$/i.exec(schedule);
  if (interval !== null) return second % Number(interval[1]) === 0;
  if (second % 60 !== 0) return false;
  // pg_cron writes the last day of the month as $, croner as L.
  const pattern = new Cron(schedule.replace("$", "L"), { timezone: "UTC", paused: true });
  return pattern.match(new Date(second * 1000));
}

/** Starts the clock. A job whose last run is still going is skipped, and no missed run is made up for. */
export function startCron(database: Database, now: () => Date = () => new Date()): CronClock {
  const running = new Map<number, Promise<void>>();
  let stopped = false;
  let timer: ReturnType<typeof setTimeout>;

  const tick = async (at: Date) => {
    const jobs = await database.query<Job>(
      "select jobid::int, schedule, command from cron.job where active and $1",
      [true],
    );
    for (const job of jobs) {
      if (stopped || running.has(job.jobid) || !isDue(job.schedule, at)) continue;
      running.set(job.jobid, runJob(database, job, at).finally(() => running.delete(job.jobid)));
    }
  };
  const arm = () => {
    const wait = 1000 - (now().getTime() % 1000);
    timer = setTimeout(() => {
      // A database that is away for a moment must not stop the clock.
      const beat = tick(now()).catch(() => {}).finally(() => running.delete(-1));
      running.set(-1, beat);
      if (!stopped) arm();
    }, wait);
  };
  arm();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}

/** Runs one job in a transaction of its own and writes its line of cron.job_run_details. */
export async function runJob(database: Database, job: Job, at: Date): Promise<void> {
  // Two stacks on one database both see the job due: the lock and the line let one of them run it.
  const claimed = await database.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtext($1))", [`cron.job:${job.jobid}`]);
    return await tx.query<{ runid: number }>(
      `insert into cron.job_run_details (jobid, job_pid, database, username, command, status, start_time)
       select $1, pg_backend_pid(), current_database(), current_user, $2, 'running', $3
       where not exists (
         select from cron.job_run_details as run
         where run.jobid = $1 and run.start_time >= date_trunc('second', $3::timestamptz)
       )
       returning runid::int`,
      [job.jobid, job.command, at.toISOString()],
    );
  });
  const run = claimed[0];
  if (run === undefined) return;
  let status = "succeeded";
  let message = "1 row";
  try {
    await database.transaction((tx) => tx.exec(job.command));
  } catch (error) {
    status = "failed";
    message = `ERROR: ${error instanceof Error ? error.message : error}`;
  }
  await database.query(
    "update cron.job_run_details set status = $2, return_message = $3, end_time = clock_timestamp() where runid = $1",
    [run.runid, status, message],
  );
}
