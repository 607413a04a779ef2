/** The clock's jobs: every one works until nothing is left, whatever has gathered. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { refusal } from "../actor.ts";
import { openTestDatabase, openWorld } from "../test_database.ts";
import { backlogs, base, withoutBacklog } from "./job_backlogs.ts";

interface Job {
  name: string;
  command: string;
}

const jobsOf = (database: Database) =>
  database.query<Job>("select jobname as name, command from cron.job order by jobname", []);

const waitingFor = async (database: Database, name: string) => {
  const [row] = await database.query<{ waiting: number }>(
    `select count(*)::int as waiting ${backlogs[name]?.waiting}`,
    [],
  );
  return row?.waiting ?? NaN;
};

/** How many rows the function of a job takes at a time, as its own argument says. */
async function batchOf(database: Database, job: Job): Promise<number> {
  const [row] = await database.query<{ batch: string | null }>(
    `select substring(pg_get_function_arguments(oid) from 'batch integer DEFAULT (\\d+)') as batch
     from pg_proc where oid = $1::text::regproc`,
    [/^do \$job\$ .* done := (private\.\w+)\(\);/.exec(job.command)?.[1] ?? "no batches"],
  );
  return Number(row?.batch);
}

Deno.test("every job works off more rows than a batch of it takes", async (t) => {
  const { database, close } = await openWorld();
  try {
    await database.exec(`${base} set session_replication_role = origin`);
    const jobs = await jobsOf(database);
    assertEquals(
      jobs.map(({ name }) => name),
      [...Object.keys(backlogs), ...Object.keys(withoutBacklog)].sort(),
    );
    for (const job of jobs) {
      if (job.name in withoutBacklog) continue;
      await t.step(job.name, async () => {
        const { fill } = backlogs[job.name]!;
        await database.exec(
          `set session_replication_role = replica; ${fill}; set session_replication_role = origin`,
        );
        const [waiting, batch] = [
          await waitingFor(database, job.name),
          await batchOf(database, job),
        ];
        assert(waiting > 2 * batch, `${waiting} rows are more than two batches of ${batch}`);
        await database.exec(job.command);
        assertEquals(await waitingFor(database, job.name), 0);
        // Run late or twice it finds nothing to do.
        await database.exec(job.command);
      });
    }
  } finally {
    await close();
  }
});

Deno.test({
  name: "two clocks that run every job at the same time do the same once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close } = await openWorld();
    try {
      const fills = Object.values(backlogs).map(({ fill }) => fill).join(";");
      await database.exec(`${base} ${fills}; set session_replication_role = origin`);
      const jobs = (await jobsOf(database)).filter(({ name }) => !(name in withoutBacklog));
      const runs = [...jobs, ...jobs].map(({ command }) => database.exec(command));
      await Promise.all(runs);
      // What was busy is left to the next run.
      for (const { command } of jobs) await database.exec(command);
      for (const { name } of jobs) {
        assertEquals([name, await waitingFor(database, name)], [name, 0]);
      }
      const twice = await database.query(
        `select 'moved' as what, subject_id from state_changes where from_state is not null
           and subject_id in (select hold.id from unit_holds as hold join base on base.unit = hold.unit_id
             union select tenancy from base union select listing from base)
         group by subject_id having count(*) > 1
         union all
         select 'told', subject_id from notifications where kind in ('document_expiring', 'search_matched')
           and user_id in (select user_id from memberships union select person from base)
         group by subject_id, user_id having count(*) > 1
         union all
         select 'charged', schedule_id from charges where schedule_id is not null and reverses_id is null
         group by schedule_id, period having count(*) > 1`,
        [],
      );
      assertEquals(twice, []);
    } finally {
      await close();
    }
  },
});

Deno.test("what a batch did stays when a later one fails, and no run goes on for ever", async () => {
  const { database, close } = await openTestDatabase();
  try {
    await database.exec(`
      create table public.done (n integer);
      create sequence public.turn;
      create function private.fail_at_three() returns integer language plpgsql set search_path = '' as $$
      declare
        turn integer := nextval('public.turn');
      begin
        insert into public.done values (turn);
        if turn = 3 then raise exception 'three'; end if;
        return 1;
      end $$`);
    const done = () => database.query("select n from public.done order by n", []);
    const run = async (within: string) => {
      const [job] = await database.query<{ command: string }>(
        "select private.in_batches('private.fail_at_three', $1::text::interval) as command",
        [within],
      );
      await database.exec(job?.command as string);
    };
    assertEquals((await refusal(run("1 minute"))).message, "three");
    assertEquals(await done(), [{ n: 1 }, { n: 2 }]);
    await run("0 seconds");
    assertEquals(await done(), [{ n: 1 }, { n: 2 }, { n: 4 }]);
  } finally {
    await close();
  }
});
