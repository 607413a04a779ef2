/** The clock of the pg_cron stand-in: runs what `cron.job` says, when it says so. */
import type { Database } from "../database/database.ts";
import { claimRun, executeRun, failInterruptedRuns } from "./cron_run.ts";
import { isInterval, newlyDue } from "./cron_schedule.ts";

/** A running clock. */
export interface CronClock {
  /** Stops the clock and waits for runs under way; runs that wait for one of those are dropped. */
  stop(): Promise<void>;
}

/** How a clock runs. */
export interface CronOptions {
  /** The time; by default the machine's. */
  readonly now?: () => Date;
  /** Gets a line for each failed run, and when the database cannot be reached. */
  readonly log?: (line: string) => void;
}

interface Job {
  readonly jobid: string;
  readonly schedule: string;
  /** Name, else number. */
  readonly label: string;
}

/** Due times of one job that wait for its run under way. */
interface Queue {
  waiting: Date[];
  running?: Promise<void>;
}

/**
 * Starts the clock. A job that falls due while it runs is run once more afterwards for each missed minute
 * (once, if it counts in seconds), as pg_cron does; what fell due while the machine slept is not made up.
 */
export function startCron(database: Database, options: CronOptions = {}): CronClock {
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => {});
  const queues = new Map<string, Queue>();
  let previous = now();
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const report = (doing: string) => (error: unknown) =>
    log(`Cannot ${doing}: ${error instanceof Error ? error.message : error}`);

  const run = async (job: Job, due: Date) => {
    const claimed = await claimRun(database, job.jobid, due);
    if (claimed === undefined) return;
    const failure = await executeRun(database, claimed);
    if (failure !== undefined) log(`Cron job ${job.label} failed: ${failure}`);
  };

  const startNext = (job: Job, queue: Queue) => {
    if (stopped || queue.running !== undefined) return;
    const due = queue.waiting.shift();
    if (due === undefined) return;
    queue.running = run(job, due).catch(report(`run cron job ${job.label}`)).finally(() => {
      delete queue.running;
      startNext(job, queue);
    });
  };

  const tick = async () => {
    const jobs = await database.query<Job>(
      `select jobid::text, schedule, coalesce(jobname, jobid::text) as label
       from cron.job where active order by cron.job.jobid`,
    );
    const at = now();
    const before = at < previous ? at : previous;
    previous = at;
    for (const [id, queue] of queues) {
      if (jobs.every((job) => job.jobid !== id)) queue.waiting = [];
    }
    for (const job of jobs) {
      const due = dueTime(job, before, at);
      const queue = queues.get(job.jobid) ?? { waiting: [] };
      queues.set(job.jobid, queue);
      if (due !== undefined && !(isInterval(job.schedule) && queue.waiting.length > 0)) {
        queue.waiting.push(due);
      }
      startNext(job, queue);
    }
  };

  const dueTime = (job: Job, before: Date, at: Date) => {
    try {
      return newlyDue(job.schedule, before, at);
    } catch (error) {
      report(`read the schedule of cron job ${job.label}`)(error);
      return undefined;
    }
  };

  // One tick at a time: a database that is busy for long makes the next one late, not many.
  const beat = async () => {
    await failInterruptedRuns(database).catch(report("mark interrupted cron runs"));
    while (!stopped) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, 1000 - now().getTime() % 1000);
      });
      if (!stopped) await tick().catch(report("read cron.job"));
    }
  };
  let wake = () => {};
  const beating = beat();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      wake();
      await beating;
      await Promise.all([...queues.values()].map((queue) => queue.running));
    },
  };
}
