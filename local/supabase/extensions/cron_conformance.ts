/**
 * What holds of pg_cron and of its stand-in alike: cases to run against either. They leave no job and no
 * run of their own behind.
 */
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { retry } from "@std/async/retry";
import type { Database } from "../database/database.ts";

/** One thing that holds of a cron. */
export interface CronCase {
  readonly criterion: string;
  /** First version of pg_cron that it holds of. */
  readonly since: number;
  readonly check: (cron: CronUnderTest) => Promise<void>;
}

/** The cron that cases are run against. */
export interface CronUnderTest {
  readonly database: Database;
  /** Version of pg_cron that it is, or stands in for, such as 1.6. */
  readonly version: number;
}

const valid: { schedule: string; since: number }[] = [
  ...[
    "* * * * *",
    "*/15 * * * *",
    "5 4 * * *",
    "0 9-17/2 * jan-Mar mon-fri",
    "5,10,20-30/5 0 1,15 * sun",
    "0 0 * * 7",
    "  0\t0  31 12 0-7",
    "@daily",
    "@midnight",
    "@hourly",
  ].map((schedule) => ({ schedule, since: 1.4 })),
  ...["1 second", " 30 sEcOnDs ", "59 seconds", "17  seconds ", "2 second", "30seconds"].map(
    (schedule) => ({ schedule, since: 1.5 }),
  ),
  { schedule: "0 11 $ * *", since: 1.6 },
];

const invalid = [
  "",
  "a",
  "* * * *",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "* * 32 * *",
  "* * * 0 *",
  "* * * 13 *",
  "* * * * 8",
  "-1 * * * *",
  "*/0 10 * * *",
  "*/-1 10 * * *",
  "5/10 * * * *",
  "5-64/30 * * * *",
  "0 0 L * *",
  "? * * * *",
  "0 0 * foo *",
  "jan 0 * * *",
  "0 11 $foo * *",
  "0 $ * * *",
  "@restar",
  "-1 seconds",
  "0 seconds",
  "60 seconds",
  "5 secondc",
  "50 seconds c",
  "10 minutes",
];

/** A name that no job of anyone else has. */
function freshName(): string {
  return `conformance-${crypto.randomUUID()}`;
}

async function schedule(database: Database, name: string, when: string, command: string) {
  const [row] = await database.query<{ id: string }>(
    "select cron.schedule($1::text, $2::text, $3::text)::text as id",
    [name, when, command],
  );
  return row?.id ?? "";
}

async function unschedule(database: Database, name: string): Promise<unknown> {
  const [row] = await database.query<{ done: boolean }>(
    "select cron.unschedule($1::text) as done",
    [name],
  );
  return row?.done;
}

function jobNamed(database: Database, name: string) {
  return database.query<Record<string, unknown>>(
    `select jobid::text as id, schedule, command, active,
       username = current_user as mine, database = current_database() as here
     from cron.job where jobname = $1`,
    [name],
  );
}

/** The cases, in an order that does not matter. */
export const cronCases: readonly CronCase[] = [
  {
    criterion: "a schedule makes an active job of the caller in this database",
    since: 1.4,
    async check({ database }) {
      const name = freshName();
      const id = await schedule(database, name, "0 0 1 1 *", "select 1");
      assertEquals(await jobNamed(database, name), [
        { id, schedule: "0 0 1 1 *", command: "select 1", active: true, mine: true, here: true },
      ]);
      assertEquals(await unschedule(database, name), true);
      assertEquals(await jobNamed(database, name), []);
    },
  },
  {
    criterion: "the same name replaces schedule and command and keeps the id",
    since: 1.4,
    async check({ database }) {
      const name = freshName();
      const id = await schedule(database, name, "0 0 1 1 *", "select 1");
      assertEquals(await schedule(database, name, "0 0 2 2 *", "select 2"), id);
      const [job, ...others] = await jobNamed(database, name);
      assertEquals([job?.schedule, job?.command, others], ["0 0 2 2 *", "select 2", []]);
      await unschedule(database, name);
    },
  },
  {
    criterion: "jobs without a name are each a job, and go by id",
    since: 1.4,
    async check({ database }) {
      const ids: string[] = [];
      for (let n = 0; n < 2; n++) {
        const [row] = await database.query<{ id: string }>(
          "select cron.schedule($1::text, 'select 1')::text as id",
          ["0 0 1 1 *"],
        );
        ids.push(row?.id ?? "");
      }
      assert(ids[0] !== ids[1]);
      for (const id of ids) {
        const removed = await database.query("select cron.unschedule($1::bigint) as done", [id]);
        assertEquals(removed, [{ done: true }]);
      }
    },
  },
  {
    criterion: "an unknown name or id cannot be unscheduled",
    since: 1.4,
    async check({ database }) {
      const name = freshName();
      await assertRejects(
        () => unschedule(database, name),
        Error,
        `could not find valid entry for job '${name}'`,
      );
      await assertRejects(
        () => database.query("select cron.unschedule($1::bigint)", ["-5"]),
        Error,
        "could not find valid entry for job -5",
      );
    },
  },
  {
    criterion: "name, schedule and command are required",
    since: 1.4,
    async check({ database }) {
      const attempt = (...values: (string | null)[]) => () =>
        database.query("select cron.schedule($1::text, $2::text, $3::text)", values);
      const when = "0 0 1 1 *";
      await assertRejects(attempt(null, when, "select 1"), Error, "job_name can not be NULL");
      await assertRejects(attempt("n", null, "select 1"), Error, "schedule can not be NULL");
      await assertRejects(attempt("n", when, null), Error, "command can not be NULL");
    },
  },
  ...valid.map(({ schedule: when, since }): CronCase => ({
    criterion: `"${when}" is a schedule`,
    since,
    async check({ database }) {
      const name = freshName();
      await schedule(database, name, when, "select 1");
      assertEquals((await jobNamed(database, name))[0]?.schedule, when);
      await unschedule(database, name);
    },
  })),
  ...invalid.map((when): CronCase => ({
    criterion: `"${when}" is no schedule`,
    since: 1.4,
    async check({ database }) {
      const error = await assertRejects(
        () => schedule(database, freshName(), when, "select 1"),
        Error,
      );
      assertStringIncludes(error.message, `invalid schedule: ${when}`);
      assertEquals((error as { code?: unknown }).code, "22023");
    },
  })),
  {
    criterion: "a run that succeeds and one that fails are recorded, each with times and outcome",
    since: 1.4,
    async check({ database, version }) {
      const when = version >= 1.5 ? "1 seconds" : "* * * * *";
      const [good, bad] = [freshName(), freshName()];
      const goodId = await schedule(database, good, when, "select 1");
      const badId = await schedule(database, bad, when, "select 1 / 0");
      try {
        const runs = await retry(async () => {
          const found = await database.query<Record<string, unknown>>(
            `select distinct on (jobid) jobid::text as id, command, status, return_message as message,
               username = current_user and end_time >= start_time and job_pid > 0 as told
             from cron.job_run_details
             where jobid = any (string_to_array($1, ',')::bigint[]) and end_time is not null
             order by jobid, runid`,
            [`${goodId},${badId}`],
          );
          if (found.length < 2) throw new Error(`${found.length} of 2 jobs have run`);
          return found;
        }, { maxAttempts: 140, minTimeout: 500, maxTimeout: 500, jitter: 0 });
        const [first, second] = runs;
        assertEquals(
          [first?.id, first?.command, first?.status, first?.told],
          [goodId, "select 1", "succeeded", true],
        );
        assertEquals(
          [second?.id, second?.command, second?.status, second?.told],
          [badId, "select 1 / 0", "failed", true],
        );
        assertStringIncludes(String(second?.message), "division by zero");
      } finally {
        await unschedule(database, good);
        await unschedule(database, bad);
        await database.query(
          `delete from cron.job_run_details
           where jobid = any (string_to_array($1, ',')::bigint[])`,
          [`${goodId},${badId}`],
        );
      }
    },
  },
];
