/** Runs of workers: what waits, who begins, and that no wake is lost, whatever is killed. */
import { assert, assertEquals } from "@std/assert";
import { delay } from "@std/async/delay";
import type { Database } from "../../../local/supabase/database/database.ts";
import { createSealer } from "../../../supabase/functions/_shared/sealed.ts";
import { testKey } from "../../../supabase/functions/_shared/testing/sealing_key.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import type { JobsDeps } from "../../../supabase/functions/jobs/deps.ts";
import { runWorks } from "../../../supabase/functions/jobs/run.ts";
import { type Work, works } from "../../../supabase/functions/jobs/work.ts";
import { as, problem } from "../actor.ts";
import { serviceOf } from "../service_calls.ts";
import { openTestDatabase, openWorld } from "../test_database.ts";

interface Look {
  readonly run_id: string | null;
  readonly kinds: readonly string[];
  readonly wakes: number;
  readonly ended?: boolean;
}

/** Nothing waits but what a test puts there. */
async function quiet(database: Database): Promise<void> {
  await database.exec(`
    delete from private.work_runs;
    delete from pgmq.q_provider_events;
    delete from private.deliveries;
    delete from private.receipt_papers;
    insert into private.dispute_polls (provider, next_at)
    select provider, now() + interval '1 day' from unnest(enum_range(null::public.payment_method)) as provider
    on conflict (provider) do update set next_at = excluded.next_at;
    insert into private.reconciliations (provider, listed_on, subject, reading, not_before, finished_at)
    select 'paystack', private.last_reconcilable_day(), 'transactions', 1, now(), now()
    where not exists (select from private.reconciliations where listed_on = private.last_reconcilable_day());
    insert into public.provider_balances (provider, on_day, not_before)
    select 'paystack', private.lagos_date(), now() + interval '1 day'
    where not exists (select from public.provider_balances where on_day = private.lagos_date())`);
}

/** Puts so many messages into the queue of payment events. */
const send = (database: Database, n = 1) =>
  database.query(
    "select pgmq.send('provider_events', '{}') from generate_series(1, $1::integer)",
    [n],
  );

const waiting = async (database: Database) =>
  (await database.query<{ n: number }>(
    "select count(*)::int as n from pgmq.q_provider_events where $1",
    [true],
  ))[0]?.n;

const runs = async (database: Database) =>
  (await database.query<{ n: number }>(
    "select count(*)::int as n from private.work_runs where $1",
    [
      true,
    ],
  ))[0]?.n;

const begin = (database: Database, isWake = true) =>
  serviceOf(database).call<Look>("begin_work", { is_wake: isWake });

const next = (
  database: Database,
  run: Look,
  more: Record<string, unknown> = {},
) =>
  serviceOf(database).call<Look>("next_work", {
    run_id: run.run_id,
    vain: [],
    ...more,
  });

/** A worker over this database that takes one message after another. */
function workerOf(database: Database, taken: number[], ms = 0) {
  const deps = {
    database: serviceOf(database),
    sealer: createSealer([testKey]),
    log: silentLog,
  } as unknown as JobsDeps;
  const events: Work = {
    name: "provider_events",
    async run() {
      for (let n = 0;; n++) {
        const [message] = await database.query<{ id: number }>(
          "select msg_id::int as id from pgmq.read('provider_events', $1, 1)",
          [60],
        );
        if (message === undefined) return n;
        await delay(ms);
        await database.query(
          "select pgmq.archive('provider_events', $1::bigint)",
          [message.id],
        );
        taken.push(message.id);
      }
    },
  };
  return (isWake = true) => runWorks(deps, silentLog, { works: [events], isWake, lookMs: 50 });
}

Deno.test("the kinds of work are the same in the database, in the workers and in what is said of them", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const kinds = async (from: string) =>
      (await database.query<{ kind: string }>(
        `select kind from ${from} where $1`,
        [true],
      ))
        .map(({ kind }) => kind).sort();
    const known = works.map(({ name }) => name).sort();
    assertEquals(await kinds("private.work_waiting()"), known);
    assertEquals(await kinds("private.work_figures()"), known);
  } finally {
    await close();
  }
});

Deno.test("what wakes goes out once in a transaction, after it, and the clock sees what no call saw", async () => {
  const { database, close } = await openTestDatabase();
  try {
    await quiet(database);
    await database.query(
      "select vault.create_secret('http://127.0.0.1:1/functions/v1', 'functions_url'), vault.create_secret($1, 'jobs_secret')",
      ["the-jobs-secret-0"],
    );
    const calls = async () =>
      (await database.query<{ marked: string }>(
        "select headers ->> 'x-jobs-wake' as marked from net.http_request_queue where $1",
        [true],
      )).map(({ marked }) => marked);
    await database.transaction(async (tx) => {
      for (let n = 0; n < 3; n++) {
        await tx.query("select private.wake_jobs() where $1", [true]);
      }
    });
    assertEquals(await calls(), ["1"]);
    const tick = () => database.query("select private.wake_jobs_when_behind() where $1", [true]);
    await tick();
    assertEquals(await calls(), ["1"], "nothing waits");
    await send(database);
    await tick();
    assertEquals(await calls(), ["1", "1"]);
  } finally {
    await close();
  }
});

Deno.test("a wake is left to the run under way, which cannot end over it", async () => {
  const { database, close } = await openTestDatabase();
  try {
    await quiet(database);
    const run = await begin(database);
    assertEquals([typeof run.run_id, run.kinds], ["string", []]);
    assertEquals((await begin(database)).run_id, null);
    // Who asks for a run by hand gets one, and it takes wakes as well.
    const byHand = await begin(database, false);
    assertEquals(typeof byHand.run_id, "string");
    assertEquals((await next(database, byHand)).ended, true);

    await send(database);
    const looked = await next(database, run, { seen_wakes: 0 });
    assertEquals([looked.ended, looked.wakes, looked.kinds], [false, 1, [
      "provider_events",
    ]]);
    // What it tried in vain is no reason to go on; what somebody has in hand is.
    const goesOn = {
      seen_wakes: 1,
      vain: ["provider_events"],
      doing: ["deliveries"],
    };
    assertEquals((await next(database, run, goesOn)).ended, false);
    assertEquals(
      (await next(database, run, { ...goesOn, doing: [] })).ended,
      true,
    );
    assertEquals(
      typeof (await begin(database)).run_id,
      "string",
      "the next wake begins another",
    );
  } finally {
    await close();
  }
});

Deno.test("a run whose time is over takes no more wakes, whatever it still has in hand", async () => {
  const { database, close } = await openTestDatabase();
  try {
    await quiet(database);
    const run = await begin(database);
    const ending = { is_over: true, doing: ["payouts"] };
    assertEquals((await next(database, run, ending)).ended, false);
    const another = await begin(database);
    assertEquals(typeof another.run_id, "string");
    assertEquals((await begin(database)).run_id, null, "and that one takes them");
    assertEquals((await next(database, run, { ...ending, doing: [] })).ended, true);
  } finally {
    await close();
  }
});

Deno.test("where they are behind one more run helps, and not more than eight", async () => {
  const { database, close } = await openTestDatabase();
  try {
    await quiet(database);
    const older = () =>
      database.query(
        "update private.work_runs set began_at = began_at - interval '6 seconds' where $1",
        [true],
      );
    await begin(database);
    await send(database);
    assertEquals((await begin(database)).run_id, null, "it has just begun");
    for (let n = 2; n <= 8; n++) {
      await older();
      assertEquals(
        typeof (await begin(database)).run_id,
        "string",
        `the ${n}th`,
      );
    }
    await older();
    assertEquals((await begin(database)).run_id, null, "there are eight");
    await database.exec(
      "delete from pgmq.q_provider_events; delete from private.work_runs",
    );
    await begin(database);
    await older();
    assertEquals((await begin(database)).run_id, null, "nothing waits");
  } finally {
    await close();
  }
});

Deno.test("what a killed run left the clock finds: after ten silent seconds it holds up no other", async () => {
  const { database, close } = await openTestDatabase();
  try {
    await quiet(database);
    await send(database);
    const killed = await begin(database);
    const [taken] = await database.query<{ id: number }>(
      "select msg_id::int as id from pgmq.read('provider_events', $1, 1)",
      [60],
    );
    const done: number[] = [];
    const work = workerOf(database, done);
    await send(database);
    assertEquals(
      (await work()).joined,
      true,
      "nobody knows yet that it was killed",
    );
    await database.query(
      "update private.work_runs set seen_at = seen_at - interval '11 seconds' where id = $1",
      [killed.run_id],
    );
    assertEquals([(await work()).done, await waiting(database)], [{
      provider_events: 1,
    }, 1]);
    // What it had in hand comes back when its time is over.
    await database.query(
      "update pgmq.q_provider_events set vt = now() where msg_id = $1::bigint",
      [taken?.id],
    );
    assertEquals([(await work()).done, await waiting(database)], [{
      provider_events: 1,
    }, 0]);
  } finally {
    await close();
  }
});

Deno.test({
  name: "a hundred wakes at once make one run or two, and none of what they speak of is lost",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close } = await openTestDatabase();
    try {
      await quiet(database);
      const done: number[] = [];
      const work = workerOf(database, done, 2);
      const commit = async () => {
        await send(database);
        return await work();
      };
      const outcomes = await Promise.all(Array.from({ length: 100 }, commit));
      assertEquals([await waiting(database), new Set(done).size, done.length], [
        0,
        100,
        100,
      ]);
      const began = outcomes.filter(({ joined }) => !joined).length;
      assert(began <= 2, `${began} runs`);
      assertEquals(await runs(database), began);
    } finally {
      await close();
    }
  },
});

Deno.test({
  name:
    "whatever commits while a run ends is seen by it or begins another: nobody waits for the clock",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close } = await openTestDatabase();
    try {
      await quiet(database);
      const done: number[] = [];
      const work = workerOf(database, done);
      // Each sender waits about as long as a run takes, so that commits fall before, into and after its end.
      const sender = async () => {
        for (let n = 0; n < 40; n++) {
          await delay(Math.random() * 30);
          await send(database);
          await work();
        }
      };
      await Promise.all([sender(), sender(), sender()]);
      assertEquals([await waiting(database), done.length], [0, 120]);
      assert(
        (await runs(database) ?? 0) > 3,
        "they ended and began all the time",
      );
    } finally {
      await close();
    }
  },
});

Deno.test("how the work goes: what waits and since when, what was done, what breaks off, what is late", async () => {
  const { database, world, close } = await openWorld();
  try {
    await quiet(database);
    const of = async (sort: string, name: string) => {
      const [row] = await database.query<Record<string, unknown>>(
        `select waiting::int, in_hand::int, later::int, dead::int, done_last_hour::int, failures_in_row::int, is_late, says,
           last_run_at is not null as ran, last_success_at is not null as went_well
         from private.work_health_rows where sort = $1 and name = $2`,
        [sort, name],
      );
      return row;
    };
    await send(database, 3);
    const run = await begin(database);
    const results = (error?: string) => ({
      results: [{
        kind: "provider_events",
        done: error === undefined ? 4 : 0,
        error,
      }],
      doing: ["provider_events"],
      vain: null,
    });
    await next(database, run, results());
    assertEquals(await of("kind", "provider_events"), {
      waiting: 3,
      in_hand: 1,
      later: 0,
      dead: 0,
      done_last_hour: 4,
      failures_in_row: 0,
      is_late: false,
      says: null,
      ran: true,
      went_well: true,
    });
    for (let n = 0; n < 3; n++) {
      await next(database, run, results("The queue is gone"));
    }
    const broken = await of("kind", "provider_events");
    assertEquals([broken?.failures_in_row, broken?.is_late, broken?.says], [
      3,
      true,
      "Broke off each time lately: The queue is gone",
    ]);
    await next(database, run, results());
    assertEquals((await of("kind", "provider_events"))?.is_late, false);
    await database.query(
      "update pgmq.q_provider_events set vt = now() - $1::interval, enqueued_at = now() - interval '2 days'",
      ["6 minutes"],
    );
    await database.query(
      "select pgmq.send('provider_events_dead', $1::text::jsonb)",
      ["{}"],
    );
    const late = await of("kind", "provider_events");
    assertEquals([late?.is_late, late?.dead, late?.says], [
      true,
      1,
      "Waits longer than it should",
    ]);
    assertEquals((await of("queue", "provider_events"))?.is_late, true);
    assertEquals((await of("queue", "provider_events_dead"))?.dead, 1);
    assertEquals((await of("outbox", "sms"))?.is_late, false);
    // A schedule that fails, and one that should have run.
    await database.exec(`
      update private.scheduler_pulse set alive_since = now() - interval '1 day', beat_at = now();
      insert into cron.job_run_details (jobid, runid, status, return_message, start_time, end_time)
      select job.jobid, 9000 + n, 'failed', 'ERROR:  no', now() - interval '10 seconds', now()
      from cron.job as job, generate_series(1, 3) as n where jobname = 'close-deliveries'`);
    const failing = await of("schedule", "close-deliveries");
    assertEquals([failing?.failures_in_row, failing?.is_late, failing?.says], [
      3,
      true,
      "Failed lately: ERROR:  no",
    ]);
    assertEquals((await of("schedule", "wake-jobs"))?.is_late, true);
    // Staff see it, and nobody else.
    const { staff, owner } = world.people;
    const rows = await as<{ sort: string }>(
      database,
      staff,
      "select sort from list_work_health()",
    );
    assertEquals(
      [...new Set(rows.map(({ sort }) => sort))].sort(),
      ["kind", "outbox", "queue", "schedule", "scheduler"],
    );
    assertEquals(
      (await problem(as(database, owner, "select from list_work_health()")))
        .slice(0, 2),
      ["PT403", "auth.forbidden"],
    );
  } finally {
    await close();
  }
});

Deno.test("a scheduler that falls silent is noticed by whoever still works, and staff are told once", async () => {
  const { database, world, close } = await openWorld();
  try {
    const told = async () =>
      (await database.query<{ n: number }>(
        "select count(*)::int as n from notifications where kind = 'scheduler_silent' and user_id = $1",
        [world.people.staff.user],
      ))[0]?.n;
    const silentFor = (interval: string) =>
      database.query(
        "update private.scheduler_pulse set beat_at = now() - $1::interval where is_only",
        [interval],
      );
    const notice = async () =>
      (await database.query<{ noticed: boolean }>(
        "select private.notice_silence($1::timestamptz) as noticed",
        ["2020-01-01"],
      ))[0]?.noticed;
    const isLate = async () =>
      (await database.query<{ is_late: boolean }>(
        "select is_late from private.work_health() where sort = 'scheduler' and $1",
        [true],
      ))[0]?.is_late;
    await database.query("select private.beat_pulse() where $1", [true]);
    assertEquals([await notice(), await isLate()], [false, false]);
    await silentFor("4 minutes");
    assertEquals(await notice(), false);
    await silentFor("6 minutes");
    assertEquals([await notice(), await told()], [true, 1]);
    assertEquals([await notice(), await told()], [false, 1]);
    // It is heard of again, and falls silent once more.
    await database.query("select private.beat_pulse() where $1", [true]);
    await silentFor("1 hour");
    assertEquals([await notice(), await told()], [true, 2]);
    // A server that has just started gets the time for a first beat.
    await database.query(
      "update private.scheduler_pulse set told_at = null where $1",
      [true],
    );
    const [fresh] = await database.query<{ silent: boolean }>(
      "select private.is_scheduler_silent(now()) as silent where $1",
      [true],
    );
    assertEquals(fresh?.silent, false);
    // One that never beat is silent once workers have worked for five minutes.
    await database.exec(
      "update private.scheduler_pulse set beat_at = null; delete from private.work_runs",
    );
    assertEquals(await notice(), false);
    await database.exec(
      "insert into private.work_runs (worker, began_at) values ('call', now() - interval '6 minutes')",
    );
    assertEquals([await notice(), await told()], [true, 3]);
    // Whoever begins to work is who notices.
    const { advance } = database.clock;
    if (advance !== undefined) {
      await database.query("select private.beat_pulse() where $1", [true]);
      await advance(600_000);
      await begin(database);
      assertEquals([await told(), await isLate()], [4, true]);
    }
  } finally {
    await close();
  }
});

Deno.test("about how far apart the runs of a schedule are", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const rows = await database.query<{ schedule: string; period: string }>(
      `select schedule, extract(epoch from private.schedule_period(schedule))::int / 60 || ' min' as period
       from unnest($1::text[]) as schedule`,
      [[
        "* * * * *",
        "*/5 * * * *",
        "41 * * * *",
        "0 */6 * * *",
        "5 2 * * *",
        "5 2,14 * * *",
        "0 3 * * 1",
        "0 3 1 * *",
        "@daily",
        "30 seconds",
      ]],
    );
    assertEquals(
      rows.map(({ period }) => Number(period.split(" ")[0])),
      [1, 5, 60, 360, 1440, 720, 10080, 44640, 1440, 0],
    );
  } finally {
    await close();
  }
});
