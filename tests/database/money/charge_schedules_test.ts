import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { Database, Queryable } from "../../../local/supabase/database/database.ts";
import { openWorld } from "../test_database.ts";

/** Does something and undoes it. */
async function undone(database: Database, work: (tx: Queryable) => Promise<void>) {
  const undo = new Error("undo");
  await database.transaction(async (tx) => {
    await work(tx);
    throw undo;
  }).catch((error) => {
    if (error !== undo) throw error;
  });
}

/** A schedule of the tenant's tenancy; returns its id. */
async function schedule(
  database: Queryable,
  { org, tenancy }: { org: string; tenancy: string },
  what: { every: string; first_on: string; until_on: string },
): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `insert into charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on)
     values ($1, $2, 'service_charge', 100000, $3::text::interval, $4, $5) returning id`,
    [org, tenancy, what.every, what.first_on, what.until_on],
  );
  return row?.id as string;
}

const generate = async (database: Queryable, asOf: string) => {
  const [row] = await database.query<{ taken: number }>(
    "select private.generate_charges($1::text::date) as taken",
    [asOf],
  );
  return row?.taken;
};

const stateOf = async (database: Queryable, id: string) => {
  const [row] = await database.query<{ next_no: number; next_on: string | null; days: string[] }>(
    `select next_no, next_on::text, array(
       select due_on::text from charges where schedule_id = $1 and reverses_id is null order by due_on) as days
     from charge_schedules where id = $1`,
    [id],
  );
  return row;
};

Deno.test("charges follow their schedules", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await t.step(
      "a schedule knows when it charges next, and makes good whatever was missed",
      () =>
        undone(database, async (tx) => {
          const id = await schedule(tx, world, {
            every: "1 month",
            first_on: "2031-01-31",
            until_on: "2031-08-01",
          });
          // The first is charged at once, however far away; the others 30 days before they begin.
          await generate(tx, nigerianDate());
          assertEquals(await stateOf(tx, id), {
            next_no: 1,
            next_on: "2031-01-29",
            days: ["2031-01-31"],
          });
          assertEquals(await generate(tx, "2031-01-28"), 0);
          // Nothing ran from January to June.
          await generate(tx, "2031-06-15");
          const days = [
            "2031-01-31",
            "2031-02-28",
            "2031-03-31",
            "2031-04-30",
            "2031-05-31",
            "2031-06-30",
          ];
          assertEquals(await stateOf(tx, id), { next_no: 6, next_on: "2031-07-01", days });
          await generate(tx, "2033-01-01");
          assertEquals(await stateOf(tx, id), {
            next_no: 7,
            next_on: null,
            days: [...days, "2031-07-31"],
          });
        }),
    );

    await t.step(
      "a charge that was taken back never comes again",
      () =>
        undone(database, async (tx) => {
          const id = await schedule(tx, world, {
            every: "1 month",
            first_on: "2031-01-01",
            until_on: "2032-01-01",
          });
          await generate(tx, "2031-02-15");
          await tx.query(
            `insert into charges (org_id, tenancy_id, schedule_id, kind, period, due_on, amount_kobo, description, reverses_id)
       select org_id, tenancy_id, schedule_id, kind, period, due_on, -amount_kobo, 'Reversal', id
       from charges where schedule_id = $1`,
            [id],
          );
          // Not even for a schedule that has forgotten how far it is.
          await tx.query(
            "update charge_schedules set next_no = 0, next_on = '2026-01-01' where id = $1",
            [
              id,
            ],
          );
          await generate(tx, "2031-02-15");
          assertEquals((await stateOf(tx, id))?.days, ["2031-01-01", "2031-02-01", "2031-03-01"]);
        }),
    );

    await t.step(
      "a tenancy that is over is charged no more, one that has not begun not yet",
      () =>
        undone(database, async (tx) => {
          const id = await schedule(tx, world, {
            every: "1 week",
            first_on: "2030-12-01",
            until_on: "2032-01-01",
          });
          const moved = (status: string) =>
            tx.exec(
              `set session_replication_role = replica;
         update tenancies set status = '${status}' where id = '${world.tenancy}';
         set session_replication_role = origin`,
            );
          await moved("offered");
          assertEquals(await generate(tx, "2030-12-01"), 0);
          assertEquals((await stateOf(tx, id))?.days, []);
          await moved("active");
          assertEquals(await generate(tx, "2030-12-01"), 1);
          assertEquals((await stateOf(tx, id))?.days.length, 5);
          await moved("ended");
          await generate(tx, "2031-06-01");
          const after = await stateOf(tx, id);
          assertEquals([after?.days.length, after?.next_on], [5, null]);
        }),
    );

    await t.step(
      "whenever it runs, exactly the periods that have come are charged, once",
      async () => {
        const day = (from: number) =>
          new Date(Date.UTC(2031, 0, 1 + from)).toISOString().slice(0, 10);
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom("1 week", "1 month", "3 months", "6 months", "1 year", "17 days"),
            fc.integer({ min: 0, max: 400 }),
            fc.integer({ min: 1, max: 900 }),
            fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 5 }),
            (every, first, length, runs) =>
              undone(database, async (tx) => {
                const id = await schedule(tx, world, {
                  every,
                  first_on: day(first),
                  until_on: day(first + length),
                });
                const inOrder = runs.toSorted((a, b) => a - b);
                for (const run of inOrder) await generate(tx, day(run));
                const state = await stateOf(tx, id);
                const expected = await tx.query<{ day: string }>(
                  `select ($1::text::date + n * $2::text::interval)::date::text as day
             from generate_series(0, 1000) as n
             where ($1::text::date + n * $2::text::interval)::date < $3::text::date
               and (n = 0 or ($1::text::date + n * $2::text::interval)::date <= $4::text::date + 30)
             order by n`,
                  [day(first), every, day(first + length), day(inOrder.at(-1) ?? 0)],
                );
                assertEquals(state?.days, expected.map((row) => row.day));
              }),
          ),
          { numRuns: 25 },
        );
      },
    );
  } finally {
    await close();
  }
});
