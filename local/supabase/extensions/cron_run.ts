/** One run of a job: taken by one clock, run on a connection of its own, recorded in cron.job_run_details. */
import type { Database } from "../database/database.ts";

/** A run that this clock has taken. */
export interface ClaimedRun {
  readonly jobId: string;
  readonly runId: string;
  readonly command: string;
  /** Role to run as. */
  readonly username: string;
}

const lockKey = "hashtextextended('cron.job:' || $1::text, 0)";

/**
 * Takes the run of job `jobId` that fell due at `due`, and records it as starting.
 * @returns nothing when another clock took it, or the job is gone or inactive
 */
export async function claimRun(
  database: Database,
  jobId: string,
  due: Date,
): Promise<ClaimedRun | undefined> {
  const [run] = await database.query<ClaimedRun>(
    // Three hours: what pg_cron calls a changed clock; else a clock set back would stop the job.
    `with claimed as (
       insert into cron.stand_in_claim as claim (jobid, due_at)
       select jobid, $2::timestamptz from cron.job where jobid = $1::bigint and active
       on conflict (jobid) do update set due_at = excluded.due_at
         where claim.due_at < excluded.due_at or claim.due_at > excluded.due_at + interval '3 hours'
       returning jobid
     )
     insert into cron.job_run_details (jobid, database, username, command, status)
     select jobid, database, username, command, 'starting' from cron.job join claimed using (jobid)
     returning jobid::text as "jobId", runid::text as "runId", command, username`,
    [jobId, due.toISOString()],
  );
  return run;
}

/**
 * Runs what was claimed and records how it ended. Waits while another clock runs the same job. As in pg_cron no
 * transaction is open around the command, so that a procedure may commit as it goes.
 * @returns the error of a failed run
 */
export async function executeRun(
  database: Database,
  run: ClaimedRun,
): Promise<string | undefined> {
  await database.query(
    "update cron.job_run_details set status = $2, start_time = clock_timestamp() where runid = $1::bigint",
    [run.runId, "running"],
  );
  let status = "succeeded";
  let message: string;
  let session: { pid?: number; started?: string } = {};
  try {
    const rows = await database.session(async (connection) => {
      await connection.query(`select pg_advisory_lock(${lockKey})`, [run.jobId]);
      try {
        const [opened] = await connection.query<{ pid: number; started: string }>(
          `select pg_backend_pid() as pid, clock_timestamp()::text as started,
             set_config('role', $1, false)`,
          [run.username],
        );
        session = opened ?? {};
        return await connection.query(run.command);
      } finally {
        await connection.exec("reset role");
        await connection.query(`select pg_advisory_unlock(${lockKey})`, [run.jobId]);
      }
    });
    const count = countRows(rows);
    message = count === 1 ? "1 row" : `${count} rows`;
  } catch (error) {
    status = "failed";
    message = `ERROR:  ${error instanceof Error ? error.message : error}`;
  }
  await database.query(
    `update cron.job_run_details
     set status = $2, return_message = $3, job_pid = $4::integer,
       start_time = coalesce($5::text::timestamptz, start_time), end_time = clock_timestamp()
     where runid = $1::bigint`,
    [run.runId, status, message, session.pid ?? null, session.started ?? null],
  );
  return status === "failed" ? message : undefined;
}

/** Rows of the last statement: the PostgreSQL driver gives a list of lists when there were several. */
function countRows(rows: readonly unknown[]): number {
  const last = rows.at(-1);
  return Array.isArray(last) ? last.length : rows.length;
}

/** Records runs whose clock ended before them as failed, with the message that pg_cron writes. */
export async function failInterruptedRuns(database: Database): Promise<void> {
  // A lock that is held means that another clock is running the job.
  await database.query(
    `with unfinished as materialized (
       select runid, jobid from cron.job_run_details where status in ('starting', 'running')
     ), interrupted as materialized (
       select runid from unfinished
       where pg_try_advisory_xact_lock(hashtextextended('cron.job:' || jobid::text, 0))
     )
     update cron.job_run_details as run set status = 'failed', return_message = $1
     from interrupted where run.runid = interrupted.runid`,
    ["server restarted"],
  );
}
