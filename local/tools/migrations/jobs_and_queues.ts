/** Cron jobs and queues: made by calling functions of pg_cron and pgmq, kept as rows of theirs. */
import { StackError } from "../../stack_error.ts";
import type { Queryable } from "../../supabase/database/database.ts";
import { literal } from "./sql_literal.ts";

/** What pg_cron runs, by name: schedule and command. */
export type CronJobs = ReadonlyMap<string, { readonly schedule: string; readonly command: string }>;

/** pgmq's queues by name. */
export type Queues = ReadonlyMap<string, { readonly unlogged: boolean }>;

/**
 * Reads the jobs.
 * @throws {StackError} for a job without a name or one that is switched off, which no migration can repeat
 */
export async function readCronJobs(database: Queryable): Promise<CronJobs> {
  const jobs = await database.query<
    { name: string | null; schedule: string; command: string; active: boolean }
  >("select jobname::text as name, schedule, command, active from cron.job where $1 order by 1", [
    true,
  ]);
  return new Map(jobs.map(({ name, schedule, command, active }) => {
    if (name !== null && active) return [name, { schedule, command }];
    throw new StackError(
      `The cron job ${name ?? command} ${name === null ? "has no name" : "is not active"}`,
      "Schedule it by name, or not at all.",
    );
  }));
}

/** The statements that make the jobs `from` into `to`. */
export function planCronJobs(from: CronJobs, to: CronJobs): string[] {
  const gone = [...from.keys()].filter((name) => !to.has(name)).map((name) =>
    `select cron.unschedule(jobname) from cron.job where jobname = ${literal(name)}`
  );
  const wanted = [...to].filter(([name, job]) => {
    const old = from.get(name);
    return old?.schedule !== job.schedule || old.command !== job.command;
  }).map(([name, job]) =>
    `select cron.schedule(${literal(name)}, ${literal(job.schedule)}, ${literal(job.command)})`
  );
  return [...gone, ...wanted];
}

/**
 * Reads the queues.
 * @throws {StackError} for a partitioned queue, which needs pg_partman
 */
export async function readQueues(database: Queryable): Promise<Queues> {
  const queues = await database.query<
    { name: string; unlogged: boolean; partitioned: boolean }
  >(
    `select queue_name::text as name, is_unlogged as unlogged, is_partitioned as partitioned
     from pgmq.meta where $1 order by 1`,
    [true],
  );
  return new Map(queues.map(({ name, unlogged, partitioned }) => {
    if (!partitioned) return [name, { unlogged }];
    throw new StackError(`The queue ${name} is partitioned`, "Make it by pgmq.create.");
  }));
}

/** The statements that make the queues `from` into `to`, and the queues whose messages are lost. */
export function planQueues(
  from: Queues,
  to: Queues,
): { statements: string[]; losses: string[] } {
  const same = (name: string) => from.get(name)?.unlogged === to.get(name)?.unlogged;
  const gone = [...from.keys()].filter((name) => !to.has(name) || !same(name));
  const wanted = [...to].filter(([name]) => !from.has(name) || !same(name));
  return {
    statements: [
      ...gone.map((name) => `select pgmq.drop_queue(${literal(name)})`),
      ...wanted.map(([name, { unlogged }]) =>
        `select pgmq.${unlogged ? "create_unlogged" : "create"}(${literal(name)})`
      ),
    ],
    losses: gone.map((name) => `queue:${name}`),
  };
}
