import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { retry } from "@std/async/retry";
import type { Database } from "../database/database.ts";
import { type CronClock, startCron } from "./cron.ts";
import { claimRun, failInterruptedRuns } from "./cron_run.ts";
import { installExtensions } from "./install.ts";
import { openTestDatabase } from "./test_database.ts";

interface RunRow {
  status: string;
  return_message: string | null;
  username: string;
  ended: boolean;
}

/** A clock that shows `time` now and goes on from there. */
function clockFrom(time: string): () => Date {
  const offset = Date.parse(time) - Date.now();
  return () => new Date(Date.now() + offset);
}

async function schedule(database: Database, name: string, when: string, command: string) {
  const [row] = await database.query<{ id: string }>(
    "select cron.schedule($1::text, $2::text, $3::text)::text as id",
    [name, when, command],
  );
  return row?.id ?? "";
}

function runsOf(database: Database, name: string): Promise<RunRow[]> {
  return database.query<RunRow>(
    `select run.status, run.return_message, run.username, run.end_time >= run.start_time as ended
     from cron.job_run_details as run join cron.job using (jobid)
     where jobname = $1 order by runid`,
    [name],
  );
}

async function count(database: Database, table: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(`select count(*)::int from ${table}`);
  return row?.count ?? 0;
}

/** Waits, at most about eight seconds, until `ready` is true. */
async function until(ready: () => Promise<boolean>) {
  await retry(async () => {
    if (!await ready()) throw new Error("Not yet");
  }, { maxAttempts: 80, minTimeout: 100, maxTimeout: 100, jitter: 0 });
}

async function stopAll(...clocks: CronClock[]) {
  await Promise.all(clocks.map((clock) => clock.stop()));
}

Deno.test("the cron stand-in runs jobs as pg_cron does", async (t) => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  await installExtensions(database);
  await database.exec("create table public.mark (at timestamptz default clock_timestamp())");
  const reset = () =>
    database.exec("truncate cron.job, cron.stand_in_claim, cron.job_run_details, public.mark");

  await t.step(
    "a minute job runs when its minute starts, as the role that scheduled it",
    async () => {
      await schedule(database, "due", "1 10 * * *", "insert into public.mark default values");
      await schedule(database, "other", "2 10 * * *", "select 1");
      await schedule(database, "passed", "0 10 * * *", "select 1");
      await schedule(database, "inactive", "1 10 * * *", "select 1");
      await database.exec("update cron.job set active = false where jobname = 'inactive'");
      const clock = startCron(database, { now: clockFrom("2026-03-01T10:00:58Z") });
      await until(async () => (await runsOf(database, "due"))[0]?.status === "succeeded");
      await stopAll(clock);
      const [me] = await database.query<{ me: string }>("select current_user as me");
      assertEquals(await runsOf(database, "due"), [
        { status: "succeeded", return_message: "0 rows", username: me?.me ?? "", ended: true },
      ]);
      assertEquals(await count(database, "cron.job_run_details"), 1);
      assertEquals(await count(database, "public.mark"), 1);
      await reset();
    },
  );

  await t.step("a schedule of which pg_cron would ignore a part is refused", async () => {
    for (const when of ["* * * * * *", "0 0 * * mon#1", "30-10 * * * *", "*/60 * * * *"]) {
      const attempt = () => schedule(database, "doubtful", when, "select 1");
      await assertRejects(attempt, Error, `invalid schedule: ${when}`);
    }
  });

  await t.step(
    "a failing job is recorded with its error, rolled back, logged and runs again",
    async () => {
      const lines: string[] = [];
      await schedule(
        database,
        "failing",
        "1 seconds",
        "insert into public.mark default values; select 1 / 0",
      );
      const clock = startCron(database, { log: (line) => lines.push(line) });
      await until(async () => (await runsOf(database, "failing")).length >= 2);
      await stopAll(clock);
      const runs = await runsOf(database, "failing");
      assertEquals(new Set(runs.map((run) => run.status)), new Set(["failed"]));
      assertMatch(runs[0]?.return_message ?? "", /^ERROR: {2}division by zero/);
      assertEquals(runs.every((run) => run.ended), true);
      assertEquals(await count(database, "public.mark"), 0);
      assertMatch(lines[0] ?? "", /^Cron job failing failed: ERROR: {2}division by zero/);
      await reset();
    },
  );

  await t.step(
    "a procedure commits as it goes, as its role, and keeps what it had committed when it fails",
    async () => {
      // Roles belong to the whole server.
      const role = `cron_worker_${crypto.randomUUID().slice(0, 8)}`;
      await database.exec(`
        create role ${role};
        grant usage on schema public to ${role};
        grant insert on public.mark to ${role};
        create procedure public.mark_and_fail() language plpgsql as $$
        begin
          insert into public.mark default values;
          commit;
          if current_user <> '${role}' then raise exception 'runs as %', current_user; end if;
          insert into public.mark default values;
          raise exception 'enough';
        end $$;
        grant execute on procedure public.mark_and_fail() to ${role}`);
      await schedule(database, "committing", "1 10 * * *", "call public.mark_and_fail()");
      await database.exec(
        `update cron.job set username = '${role}' where jobname = 'committing'`,
      );
      const clock = startCron(database, { now: clockFrom("2026-03-01T10:00:58Z") });
      await until(async () => (await runsOf(database, "committing"))[0]?.ended === true);
      await stopAll(clock);
      const [run] = await runsOf(database, "committing");
      assertEquals([run?.status, run?.return_message], ["failed", "ERROR:  enough"]);
      assertEquals(await count(database, "public.mark"), 1);
      const [after] = await database.query("select current_user = session_user as reset");
      assertEquals(after, { reset: true });
      await database.exec(`
        drop procedure public.mark_and_fail();
        drop owned by ${role};
        drop role ${role}`);
      await reset();
    },
  );

  await t.step(
    "a job that is slower than its interval never runs twice at once, on two clocks either",
    async () => {
      const command = "insert into public.mark default values; select pg_sleep(1.3)";
      await schedule(database, "slow", "1 second", command);
      const clocks = [startCron(database), startCron(database)];
      await until(async () => await count(database, "public.mark") >= 3);
      await stopAll(...clocks);
      const [closest] = await database.query<{ apart: boolean }>(
        `select min(gap) >= $1::text::interval as apart
       from (select at - lag(at) over (order by at) as gap from public.mark) as gaps`,
        ["1.3 seconds"],
      );
      assertEquals(closest, { apart: true });
      const runs = await runsOf(database, "slow");
      assertEquals(runs.length, await count(database, "public.mark"));
      assertEquals(new Set(runs.map((run) => run.status)), new Set(["succeeded"]));
      assertEquals(runs[0]?.return_message, "1 row");
      await reset();
    },
  );

  await t.step("of two clocks on one database one runs what is due", async () => {
    await schedule(database, "shared", "1 10 * * *", "insert into public.mark default values");
    const now = clockFrom("2026-03-01T10:00:58.500Z");
    const clocks = [startCron(database, { now }), startCron(database, { now })];
    await until(() => Promise.resolve(now() > new Date("2026-03-01T10:01:02Z")));
    await stopAll(...clocks);
    assertEquals((await runsOf(database, "shared")).map((run) => run.status), ["succeeded"]);
    assertEquals(await count(database, "public.mark"), 1);
    await reset();
  });

  await t.step("minutes that passed while the machine slept are not made up for", async () => {
    await schedule(database, "daily", "5 10 * * *", "select 1");
    await schedule(database, "minutely", "* * * * *", "select 1");
    let now = clockFrom("2026-03-01T10:00:30Z");
    const clock = startCron(database, { now: () => now() });
    now = clockFrom("2026-03-01T13:30:00Z");
    await until(async () => (await runsOf(database, "minutely"))[0]?.status === "succeeded");
    await stopAll(clock);
    assertEquals((await runsOf(database, "minutely")).length, 1);
    assertEquals(await runsOf(database, "daily"), []);
    await reset();
  });

  await t.step(
    "a due time is claimed once, and again after the clock was set back by hours",
    async () => {
      const id = await schedule(database, "claimed", "* * * * *", "select 1");
      const claim = (time: string) => claimRun(database, id, new Date(time));
      assertEquals((await claim("2026-03-01T10:00:00Z"))?.command, "select 1");
      assertEquals(await claim("2026-03-01T10:00:00Z"), undefined);
      assertEquals(await claim("2026-03-01T09:00:00Z"), undefined);
      assertEquals((await claim("2026-03-01T06:00:00Z"))?.jobId, id);
      await database.query("select cron.unschedule($1::text)", ["claimed"]);
      assertEquals(await claim("2026-03-01T11:00:00Z"), undefined);
      await reset();
    },
  );

  await t.step(
    "a run that a crash interrupted is recorded as failed at the next start",
    async () => {
      const id = await schedule(database, "interrupted", "0 0 1 1 *", "select 1");
      await claimRun(database, id, new Date());
      await failInterruptedRuns(database);
      const [run] = await runsOf(database, "interrupted");
      assertEquals([run?.status, run?.return_message], ["failed", "server restarted"]);
    },
  );
});
