import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { knownTenant, letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import {
  addSchedule,
  demand,
  endSchedule,
  generate,
  owedBy,
  pay,
  replaceSchedule,
  type Schedule,
} from "./owed.ts";

/** The tenancy of the world: a year from 1 December 2026. */
const term = { from: "2026-12-01", until: "2027-12-01" };

Deno.test("schedules are added, replaced and ended by whoever collects", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, otherOwner, stranger, accountant } = world.people;
    const tenancy_id = world.tenancy;
    const diesel = { tenancy_id, kind: "utility", amount_kobo: 2_500_000, period: "month" };
    const days = async (schedule: Schedule) =>
      (await database.query<{ day: string }>(
        `select lower(period)::text || ' ' || due_on as day from charges
         where schedule_id = $1 and reverses_id is null and not is_reversed order by due_on`,
        [schedule.id],
      )).map((row) => row.day);

    await t.step("what is asked is charged at once, then ahead of each period", async () => {
      const made = await addSchedule(database, accountant, {
        ...diesel,
        label: "Diesel",
        first_on: "2026-12-31",
        due_on_day: 5,
      });
      assertEquals(
        [made.every, made.first_on, made.until_on, made.due_days, made.goes_on],
        ["1 mon", "2026-12-31", term.until, 4, true],
      );
      // Month ends: 31 December, 31 January, 28 February.
      await generate(database, "2027-02-27");
      assertEquals(await days(made), [
        "2026-12-31 2027-01-04",
        "2027-01-31 2027-02-04",
        "2027-02-28 2027-03-04",
      ]);
      const [first] = await owedBy(database, tenancy_id, "utility");
      assertEquals(first?.description, "Diesel for 31 Dec 2026 to 30 Jan 2027");
    });

    await t.step(
      "due in advance, it is posted so much earlier; never after the period",
      async () => {
        const early = await addSchedule(database, owner, {
          ...diesel,
          kind: "service_charge",
          period: "quarter",
          first_on: "2027-01-01",
          due_days_before: 14,
        });
        // 30 days before 18 March, when the second quarter's is due.
        assertEquals(early.next_on, "2027-02-16");
        await generate(database, "2027-02-15");
        assertEquals(await days(early), ["2027-01-01 2026-12-18"]);
        await generate(database, "2027-02-16");
        assertEquals(await days(early), ["2027-01-01 2026-12-18", "2027-04-01 2027-03-18"]);
        const late = await addSchedule(database, owner, {
          ...diesel,
          first_on: "2027-01-31",
          until_on: "2027-04-01",
          due_on_day: 31,
        });
        await generate(database, "2027-04-01");
        assertEquals(await days(late), [
          "2027-01-31 2027-02-27",
          "2027-02-28 2027-03-30",
          "2027-03-31 2027-04-29",
        ]);
      },
    );

    await t.step("what is charged once has no period, and comes once", async () => {
      const made = await addSchedule(database, owner, {
        tenancy_id,
        kind: "caution_deposit",
        amount_kobo: 10_000_000,
      });
      assertEquals([made.every, made.next_on, made.goes_on], [null, null, false]);
      await database.query(
        "update charge_schedules set next_no = 0, next_on = '2026-01-01' where id = $1",
        [made.id],
      );
      await generate(database);
      assertEquals((await owedBy(database, tenancy_id, "caution_deposit")).map((it) => it.days), [
        null,
      ]);
    });

    await t.step("terms that make no sense are refused by the field", async () => {
      const wrong: [Record<string, unknown>, string][] = [
        [{ kind: null }, "kind"],
        [{ kind: "rent" }, "kind"],
        [{ kind: "penalty" }, "kind"],
        [{ kind: "caution_deposit" }, "period"],
        [{ period: "night" }, "period"],
        [{ period: "total" }, "period"],
        [{ amount_kobo: 0 }, "amount_kobo"],
        [{ amount_kobo: null }, "amount_kobo"],
        [{ amount_kobo: 10_000_000_000_001 }, "amount_kobo"],
        [{ advance_periods: 0 }, "advance_periods"],
        [{ advance_periods: null }, "advance_periods"],
        [{ period: null, advance_periods: 2 }, "advance_periods"],
        [{ due_days_before: 91 }, "due_days_before"],
        [{ due_days_before: -1 }, "due_days_before"],
        [{ due_on_day: 0 }, "due_on_day"],
        [{ due_on_day: 367 }, "due_on_day"],
        [{ due_on_day: 1, due_days_before: 1 }, "due_on_day"],
        [{ label: " " }, "label"],
        [{ payer_id: crypto.randomUUID() }, "payer_id"],
        [{ first_on: "2026-11-30" }, "first_on"],
        [{ until_on: "2028-01-01" }, "until_on"],
        [{ first_on: "2027-02-01", until_on: "2027-02-01" }, "until_on"],
        [{ period: null, until_on: "2027-02-01" }, "until_on"],
      ];
      for (const [changes, field] of wrong) {
        assertEquals(
          await problem(addSchedule(database, owner, { ...diesel, ...changes })),
          ["PT400", "charge_schedule.bad_terms", field],
          JSON.stringify(changes),
        );
      }
    });

    await t.step("one with a client's own id is added once", async () => {
      const client_id = crypto.randomUUID();
      const first = await addSchedule(database, owner, { ...diesel, client_id });
      assertEquals((await addSchedule(database, owner, { ...diesel, client_id })).id, first.id);
      assertEquals(
        await problem(addSchedule(database, owner, { ...diesel, amount_kobo: 1, client_id })),
        ["PT409", "charge_schedule.already_added", "client_id"],
      );
    });

    await t.step(
      "it is replaced on the first day of a period, and no day is charged twice",
      async () => {
        const old = await addSchedule(database, owner, {
          ...diesel,
          kind: "other",
          first_on: "2027-01-01",
        });
        await generate(database, "2027-03-15");
        const change = {
          schedule_id: old.id,
          from_on: "2027-04-01",
          amount_kobo: 3_000_000,
          period: "quarter",
        };
        assertEquals(
          await problem(replaceSchedule(database, owner, { ...change, from_on: "2027-04-02" })),
          ["PT400", "charge_schedule.bad_terms", "from_on"],
        );
        const made = await replaceSchedule(database, owner, change);
        assertEquals((await replaceSchedule(database, owner, change)).id, made.id, "sent twice");
        await generate(database, "2027-06-15");
        assertEquals(
          (await owedBy(database, tenancy_id, "other")).map((it) => [it.days, it.amount_kobo]),
          [
            ["[2027-01-01,2027-02-01)", 2_500_000],
            ["[2027-02-01,2027-03-01)", 2_500_000],
            ["[2027-03-01,2027-04-01)", 2_500_000],
            ["[2027-04-01,2027-07-01)", 3_000_000],
            ["[2027-07-01,2027-10-01)", 3_000_000],
          ],
        );
        assertEquals(
          await problem(replaceSchedule(database, owner, { ...change, amount_kobo: 1 })),
          ["PT409", "charge_schedule.over", "schedule_id"],
        );
        const [, , , quarter] = await owedBy(database, tenancy_id, "other");
        await pay(database, world.people.tenant.user, [quarter?.id as string]);
        assertEquals(
          await problem(
            replaceSchedule(database, owner, { ...change, schedule_id: made.id, period: "month" }),
          ),
          ["PT409", "charge.has_money", "from_on"],
        );
        const ended = await endSchedule(database, owner, {
          schedule_id: made.id,
          from_on: "2027-05-01",
          reason: "The generator is gone",
        });
        assertEquals([ended.until_on, ended.goes_on, ended.next_on], ["2027-05-01", false, null]);
        await generate(database, "2027-11-30");
        assertEquals(
          (await owedBy(database, tenancy_id, "other")).at(-1)?.days,
          "[2027-04-01,2027-07-01)",
          "what nobody paid is taken back, what was paid stays",
        );
      },
    );

    await t.step("rent becomes less or later, never more", async () => {
      const { tenancy } = await letSince(database, world, 0, { per: "month" });
      const [rent] = await database.query<{ id: string; day: string }>(
        "select id, (first_on + every)::date::text as day from charge_schedules where tenancy_id = $1",
        [tenancy.id],
      );
      const change = {
        schedule_id: rent?.id,
        from_on: rent?.day,
        amount_kobo: 9_000_000,
        period: "month",
      };
      for (
        const [more, field] of [
          [{ amount_kobo: 10_000_001 }, "amount_kobo"],
          [{ period: "year" }, "period"],
          [{ due_days_before: 3 }, "due_days_before"],
        ] as const
      ) {
        assertEquals(
          await problem(replaceSchedule(database, owner, { ...change, ...more })),
          ["PT409", "charge_schedule.rent_is_agreed", field],
        );
      }
      await replaceSchedule(database, owner, { ...change, due_on_day: 7 });
      const rents = await owedBy(database, tenancy.id, "rent");
      assertEquals(rents.map((it) => it.amount_kobo)[0], 10_000_000);
      await generate(database, rent?.day);
      assertEquals((await owedBy(database, tenancy.id, "rent"))[1]?.amount_kobo, 9_000_000);
    });

    await t.step("a payer who is taken out leaves the schedule to the others", async () => {
      const { tenancy } = await letSince(database, world, 0);
      const joining = await knownTenant(database, world, false);
      await as(database, owner, "select add_tenancy_party($1, $2)", [tenancy.id, joining.id]);
      const made = await addSchedule(database, owner, {
        ...diesel,
        tenancy_id: tenancy.id,
        payer_id: joining.id,
      });
      const payer = async () =>
        (await database.query("select payer_id from charge_schedules where id = $1", [made.id]))[0];
      assertEquals(await payer(), { payer_id: joining.id });
      await as(database, owner, "select remove_tenancy_party($1, $2)", [tenancy.id, joining.id]);
      assertEquals(await payer(), { payer_id: null });
    });

    await t.step(
      "who may not collect is refused; a stranger is told there is nothing",
      async () => {
        const [known] = await database.query<{ id: string }>(
          "select id from charge_schedules where tenancy_id = $1 limit 1",
          [tenancy_id],
        );
        const end = { schedule_id: known?.id, reason: "Not wanted" };
        assertEquals((await problem(addSchedule(database, agent, diesel)))[1], "auth.forbidden");
        assertEquals((await problem(endSchedule(database, agent, end)))[1], "auth.forbidden");
        for (const by of [otherOwner, stranger, world.people.tenant]) {
          assertEquals(
            await problem(addSchedule(database, by, diesel)),
            ["PT404", "tenancy.not_found", "tenancy_id"],
          );
          assertEquals(
            await problem(endSchedule(database, by, end)),
            ["PT404", "charge_schedule.not_found", "schedule_id"],
          );
        }
      },
    );

    await t.step("a tenancy that is over is charged nothing new", async () => {
      const { tenancy } = await letSince(database, world, 3);
      await as(database, owner, "select end_tenancy($1, 'Moved out')", [tenancy.id]);
      assertEquals(
        await problem(addSchedule(database, owner, { ...diesel, tenancy_id: tenancy.id })),
        ["PT409", "tenancy.not_in_force", "tenancy_id"],
      );
    });
  } finally {
    await close();
  }
});

Deno.test("an agency schedules under its live mandate to collect", async () => {
  const { database, close, world, harbour } = await openAgencies();
  try {
    const diesel = {
      tenancy_id: world.tenancy,
      kind: "utility",
      amount_kobo: 100,
      period: "month",
    };
    const mandate = await offer(database, world.people.owner, world, harbour.org, {
      scopes: "{collect}",
    });
    await answer(database, harbour.principal, mandate.id);
    const made = await addSchedule(database, harbour.accountant, diesel);
    const charge = await demand(database, harbour.accountant, world.tenancy, 500, "2027-01-31");
    await as(database, harbour.accountant, "select reverse_charge($1, 'Sent in error')", [charge]);
    await revoke(database, world.people.owner, mandate.id);
    for (
      const work of [
        () => addSchedule(database, harbour.accountant, diesel),
        () => endSchedule(database, harbour.accountant, { schedule_id: made.id, reason: "Over" }),
        () => as(database, harbour.accountant, "select reverse_charge($1, 'Again')", [charge]),
      ]
    ) assertEquals((await problem(work()))[1], "mandate.required");
  } finally {
    await close();
  }
});

Deno.test({
  name: "schedules that meet their clock, and the clock that meets itself, charge every day once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { owner } = world.people;
      for (let round = 0; round < 8; round++) {
        const { tenancy } = await letSince(database, world, 6, { per: "month" });
        const client_id = crypto.randomUUID();
        const diesel = {
          tenancy_id: tenancy.id,
          kind: "utility",
          amount_kobo: 500,
          period: "week",
        };
        const [[first]] = await Promise.all([
          Promise.all([1, 2].map(() => addSchedule(database, owner, { ...diesel, client_id }))),
          generate(database, "2027-03-01"),
          generate(database, "2027-03-01"),
        ]);
        const [week] = await database.query<{ day: string }>(
          "select (first_on + 4 * every)::date::text as day from charge_schedules where id = $1",
          [first?.id],
        );
        await Promise.all([
          replaceSchedule(database, owner, {
            schedule_id: first?.id,
            from_on: week?.day,
            amount_kobo: 700,
            period: "week",
          }),
          generate(database, "2027-03-01"),
          generate(database, "2027-03-01"),
        ]);
        await generate(database, "2027-03-01");
        const overlapping = await database.query(
          `select one.id from charges as one join charges as other
             on other.tenancy_id = one.tenancy_id and other.kind = one.kind and other.id > one.id and other.period && one.period
           where one.tenancy_id = $1 and one.reverses_id is null and other.reverses_id is null
             and not one.is_reversed and not other.is_reversed`,
          [tenancy.id],
        );
        assertEquals(overlapping, []);
        const weeks = await owedBy(database, tenancy.id, "utility");
        assertEquals(weeks.filter((it) => it.amount_kobo === 500).length, 4);
      }
    } finally {
      await close();
    }
  },
});
