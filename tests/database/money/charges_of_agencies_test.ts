import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { knownTenant, letSince, on } from "../tenancies/tenancies.ts";
import { liftLimits } from "../world.ts";
import {
  addSchedule,
  call,
  demand,
  generate,
  owedBy,
  pay,
  replaceSchedule,
  type Schedule,
} from "./owed.ts";

Deno.test("what an agency charges by itself does not outlive its mandate", async (t) => {
  const { database, world, harbour, rival, close } = await openAgencies();
  await liftLimits(database);
  const { owner, manager, agent } = world.people;
  const { accountant } = harbour;
  try {
    const day = async (days: number) =>
      (await database.query<{ day: string }>(
        "select (private.lagos_date() + $1::int)::text as day",
        [days],
      ))[0]?.day as string;
    const mandated = async (changes: Record<string, unknown> = {}, agency = harbour) => {
      const { id } = await offer(database, owner, world, agency.org, {
        scopes: "{collect}",
        ...changes,
      });
      await answer(database, agency.principal, id);
      return id;
    };
    const over = async (mandate: string) => {
      await database.query(
        "update mandates set starts_on = '2026-01-01', ends_on = private.lagos_date() where id = $1",
        [mandate],
      );
    };
    const clock = () => database.query("select private.end_mandates() where $1", [true]);
    const home = () => letSince(database, world, 0);
    const monthly = (
      by: Actor,
      tenancy: string,
      kobo = 50_000,
      changes: Record<string, unknown> = {},
    ) =>
      addSchedule(database, by, {
        tenancy_id: tenancy,
        kind: "utility",
        amount_kobo: kobo,
        period: "month",
        ...changes,
      });
    const stateOf = async (id: string) =>
      (await database.query<{ goes_on: boolean; is_to_come: boolean; mandate_id: string | null }>(
        "select goes_on, next_on is not null as is_to_come, mandate_id from charge_schedules where id = $1",
        [id],
      ))[0];
    const ended = { goes_on: false, is_to_come: false };
    const live = { goes_on: true, is_to_come: true };
    const amounts = async (tenancy: string, kind = "utility") =>
      (await owedBy(database, tenancy, kind)).map((it) => Number(it.amount_kobo));
    const news = async (by: { user: string }) =>
      (await as<{ kind: string; about: Record<string, unknown> }>(
        database,
        by,
        `select kind, payload as about from notifications
         where kind in ('agency_charges_ended', 'late_fees_ended') order by id`,
      )).map(({ kind, about }) => [
        kind,
        about["tenancies"],
        about["charges_kept"],
        about["charges_ended"],
        about["late_fees_ended"],
      ]);

    await t.step("taken back, it ends on that day, and the landlord is told once", async () => {
      const mandate = await mandated();
      const [one, two, own] = [await home(), await home(), await home()];
      const theirs = [
        await monthly(accountant, one.tenancy.id),
        await monthly(accountant, two.tenancy.id),
      ];
      const mine = await monthly(owner, own.tenancy.id, 7_000);
      assertEquals((await stateOf(theirs[0]!.id))?.mandate_id, mandate);
      assertEquals((await stateOf(mine.id))?.mandate_id, null);
      await call(database, accountant, "set_late_fee", {
        tenancy_id: two.tenancy.id,
        grace_days: 3,
        bps: 100,
      }, "id");
      // What began today is paid, what begins in a month is charged ahead.
      const [first] = await owedBy(database, one.tenancy.id, "utility");
      await pay(database, one.tenant.user, [first!.id]);
      await generate(database, await day(20));
      assertEquals(await amounts(one.tenancy.id), [50_000, 50_000]);
      await revoke(database, owner, mandate);
      for (const { id } of theirs) {
        assertEquals(await stateOf(id), { ...ended, mandate_id: mandate });
      }
      assertEquals(await stateOf(mine.id), { ...live, mandate_id: null });
      assertEquals(await amounts(one.tenancy.id), [50_000], "what was paid stays");
      assertEquals(await amounts(two.tenancy.id), []);
      await generate(database, await day(100));
      assertEquals(await amounts(one.tenancy.id), [50_000]);
      const told = [["agency_charges_ended", 2, 0, 2, 1]];
      assertEquals([await news(owner), await news(manager)], [told, told]);
      assertEquals([await news(agent), await news(accountant)], [[], []]);
      await revoke(database, owner, mandate);
      assertEquals(await news(owner), told);
    });

    await t.step("the rent, and what is offered, go on as the landlord's", async () => {
      const mandate = await mandated();
      const { tenancy } = await letSince(database, world, 0, { per: "month" });
      const [rent] = await database.query<Schedule>(
        "select id, amount_kobo, (first_on + every)::date::text as next_on from charge_schedules where tenancy_id = $1 and kind = 'rent'",
        [tenancy.id],
      );
      const less = await replaceSchedule(database, accountant, {
        schedule_id: rent!.id,
        from_on: rent!.next_on,
        amount_kobo: 9_000_000,
        period: "month",
      });
      assertEquals((await stateOf(less.id))?.mandate_id, mandate);
      const { id: vacant } = (await database.query<{ id: string }>(
        "insert into units (org_id, property_id, label, kind) values ($1, $2, 'Vacant', 'flat') returning id",
        [world.org, world.property],
      ))[0]!;
      const tenant = await knownTenant(database, world);
      const offered = await on(
        database,
        owner,
        "offer_tenancy($1, array[$2]::uuid[], private.lagos_date()::text, 10000000, 'year', 12)",
        vacant,
        tenant.id,
      );
      const deposit = await addSchedule(database, accountant, {
        tenancy_id: offered.id,
        kind: "caution_deposit",
        amount_kobo: 4_000_000,
      });
      await revoke(database, owner, mandate);
      assertEquals(await stateOf(less.id), { ...live, mandate_id: null });
      assertEquals((await news(owner)).at(-1), ["agency_charges_ended", 2, 2, 0, 0]);
      await on(database, tenant, "accept_tenancy($1)", offered.id);
      assertEquals(await amounts(offered.id, "caution_deposit"), [4_000_000]);
      assertEquals((await stateOf(deposit.id))?.mandate_id, null);
    });

    await t.step("what the landlord had agreed holds again, from the next period", async () => {
      const mandate = await mandated();
      const { tenancy, tenant } = await home();
      const own = await monthly(owner, tenancy.id, 10_000, { label: "Diesel" });
      const [began] = await owedBy(database, tenancy.id, "utility");
      await pay(database, tenant.user, [began!.id]);
      const from = (await database.query<{ on: string }>(
        "select (first_on + every)::date::text as on from charge_schedules where id = $1",
        [own.id],
      ))[0]!.on;
      const more = await replaceSchedule(database, accountant, {
        schedule_id: own.id,
        from_on: from,
        amount_kobo: 90_000,
        period: "month",
      });
      const most = await replaceSchedule(database, accountant, {
        schedule_id: more.id,
        from_on: from,
        amount_kobo: 95_000,
        period: "month",
      });
      await revoke(database, owner, mandate);
      assertEquals(await stateOf(most.id), { ...ended, mandate_id: mandate });
      const [again] = await database.query<
        { first_on: string; amount_kobo: number; label: string }
      >(
        `select first_on::text, amount_kobo, label from charge_schedules
         where tenancy_id = $1 and kind = 'utility' and goes_on and mandate_id is null`,
        [tenancy.id],
      );
      assertEquals(again, { first_on: from, amount_kobo: 10_000, label: "Diesel" });
      await generate(database, await day(40));
      assertEquals((await amounts(tenancy.id)).slice(0, 2), [10_000, 10_000]);
    });

    await t.step("agreed again in the landlord's own name it goes on", async () => {
      const mandate = await mandated();
      const { tenancy, tenant } = await home();
      const theirs = await monthly(accountant, tenancy.id);
      const [began] = await owedBy(database, tenancy.id, "utility");
      await pay(database, tenant.user, [began!.id]);
      const from = (await database.query<{ on: string }>(
        "select (first_on + every)::date::text as on from charge_schedules where id = $1",
        [theirs.id],
      ))[0]!.on;
      const own = await replaceSchedule(database, owner, {
        schedule_id: theirs.id,
        from_on: from,
        amount_kobo: 50_000,
        period: "month",
      });
      await revoke(database, owner, mandate);
      assertEquals(await stateOf(own.id), { ...live, mandate_id: null });
    });

    await t.step(
      "kept by the landlord's side before it goes on, and not kept by the agency",
      async () => {
        const mandate = await mandated();
        const [one, two] = [await home(), await home()];
        const theirs = await monthly(accountant, one.tenancy.id);
        const left = await monthly(accountant, two.tenancy.id);
        const keep = (by: Actor, id = theirs.id) =>
          call<{ mandate_id: string | null }>(database, by, "keep_charge_schedule", {
            schedule_id: id,
          }, "mandate_id");
        assertEquals((await problem(keep(accountant)))[1], "auth.forbidden");
        assertEquals((await problem(keep(agent)))[1], "auth.forbidden");
        assertEquals((await problem(keep(world.people.stranger)))[1], "charge_schedule.not_found");
        for (let n = 0; n < 2; n++) assertEquals(await keep(owner), { mandate_id: null });
        await revoke(database, owner, mandate);
        assertEquals(await stateOf(theirs.id), { ...live, mandate_id: null });
        assertEquals(await problem(keep(owner, left.id)), [
          "PT409",
          "charge_schedule.over",
          "schedule_id",
        ]);
      },
    );

    await t.step("its term passes: nothing is charged in that night, and it ends", async () => {
      const mandate = await mandated();
      const { tenancy } = await home();
      // Weekly: periods begin all the time.
      const theirs = await monthly(accountant, tenancy.id, 3_000, { period: "week" });
      const charged = (await amounts(tenancy.id)).length;
      await over(mandate);
      await generate(database, await day(60));
      assertEquals((await amounts(tenancy.id)).length, charged, "before the clock ended it");
      await clock();
      assertEquals(await stateOf(theirs.id), { ...ended, mandate_id: mandate });
      assertEquals(await amounts(tenancy.id), []);
      assertEquals((await news(owner)).at(-1), ["agency_charges_ended", 1, 0, 1, 0]);
    });

    await t.step(
      "a mandate given anew before takes it along, one of another agency or place does not",
      async () => {
        const old = await mandated();
        const { tenancy } = await home();
        const theirs = await monthly(accountant, tenancy.id);
        await call(database, accountant, "set_late_fee", {
          tenancy_id: tenancy.id,
          grace_days: 3,
          bps: 100,
        }, "id");
        const [elsewhere] = await database.query<{ id: string }>(
          `insert into properties (org_id, kind, name, street, area, lga, state)
         values ($1, 'house', 'Elsewhere', '2 Awolowo Road', 'Ikoyi', 'Eti-Osa', 'Lagos') returning id`,
          [world.org],
        );
        const others = [
          await mandated({}, { ...harbour, ...rival }),
          await mandated({ property_id: elsewhere!.id }),
          await mandated({ scopes: "{list}" }),
        ];
        const anew = await mandated({ fee_bps: 900 });
        const before = (await news(owner)).length;
        await over(old);
        await clock();
        assertEquals(await stateOf(theirs.id), { ...live, mandate_id: anew });
        const rule = await database.query(
          "select mandate_id from late_fee_rules where tenancy_id = $1 and ended_at is null",
          [tenancy.id],
        );
        assertEquals(rule, [{ mandate_id: anew }]);
        assertEquals((await news(owner)).length, before, "nothing changed for the landlord");
        await revoke(database, owner, anew);
        assertEquals(await stateOf(theirs.id), { ...ended, mandate_id: anew });
        for (const id of others) await revoke(database, owner, id);
        // One given after the gap begins with nothing; the agency sets anew, under it.
        const later = await mandated();
        assertEquals(await stateOf(theirs.id), { ...ended, mandate_id: anew });
        const set = await monthly(accountant, tenancy.id);
        assertEquals((await stateOf(set.id))?.mandate_id, later);
        await revoke(database, owner, later);
      },
    );

    await t.step(
      "a suspended agency: it ends, it collects nothing, and restored it begins anew",
      async () => {
        const { id: mandate } = await offer(database, owner, world, harbour.org, {
          scopes: "{list,collect}",
        });
        await as(database, owner, "select set_mandate_collecting($1, true)", [mandate]);
        await answer(database, harbour.principal, mandate);
        const { tenancy } = await home();
        const collectedBy = async () =>
          (await database.query<{ id: string | null }>(
            "select private.collecting_mandate($1::uuid) as id",
            [tenancy.id],
          ))[0]?.id;
        assertEquals(await collectedBy(), mandate);
        const theirs = await monthly(accountant, tenancy.id);
        const staff = (act: string) =>
          as(database, world.people.staff, `select ${act}_organization($1, 'No licence')`, [
            harbour.org,
          ]);
        await staff("suspend");
        assertEquals(await stateOf(theirs.id), { ...ended, mandate_id: mandate });
        assertEquals((await news(owner)).at(-1), ["agency_charges_ended", 1, 0, 1, 0]);
        assertEquals(await problem(monthly(accountant, tenancy.id)), [
          "PT403",
          "mandate.required",
          "tenancy_id",
        ]);
        await demand(database, owner, tenancy.id, 1_000, await day(1));
        assertEquals(await collectedBy(), null, "what tenants pay now is the landlord's");
        await staff("restore");
        assertEquals(await collectedBy(), mandate);
        assertEquals(await stateOf(theirs.id), { ...ended, mandate_id: mandate });
        await monthly(accountant, tenancy.id);
        await revoke(database, owner, mandate);
      },
    );

    await t.step("a renewal takes it along as the mandate's", async () => {
      const mandate = await mandated();
      const { tenancy } = await home();
      await monthly(accountant, tenancy.id);
      await database.query(
        `with renewal as (
           insert into tenancies (org_id, unit_id, parent_id, status, starts_on, ends_on, rent_kobo, rent_per, nature)
           select org_id, unit_id, id, 'offered', ends_on, ends_on + 365, rent_kobo, rent_per, nature from tenancies where id = $1
           returning *
         )
         select private.go_on_from_parent(renewal) as day from renewal`,
        [tenancy.id],
      );
      const copied = await database.query(
        `select schedule.mandate_id from charge_schedules as schedule join tenancies as renewal on renewal.id = schedule.tenancy_id
         where renewal.parent_id = $1`,
        [tenancy.id],
      );
      assertEquals(copied, [{ mandate_id: mandate }]);
      await revoke(database, owner, mandate);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "an agency that charges and an owner who revokes, or staff who suspend, at once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, harbour, close } = await openAgencies();
    await liftLimits(database);
    try {
      for (const how of ["revoke", "suspend"] as const) {
        const { id } = await offer(database, world.people.owner, world, harbour.org, {
          scopes: "{collect}",
        });
        await answer(database, harbour.principal, id);
        const homes: Awaited<ReturnType<typeof letSince>>[] = [];
        for (let n = 0; n < 4; n++) homes.push(await letSince(database, world, 0));
        const set = (n: number) =>
          addSchedule(database, harbour.accountant, {
            tenancy_id: homes[n % homes.length]!.tenancy.id,
            kind: "utility",
            amount_kobo: 1_000 + n,
            period: "month",
          });
        const stop = () =>
          how === "revoke"
            ? revoke(database, world.people.owner, id)
            : as(database, world.people.staff, "select suspend_organization($1, 'No licence')", [
              harbour.org,
            ]);
        const settled = await Promise.allSettled(
          Array.from({ length: 13 }, (_, n) => n === 6 ? stop() : set(n)),
        );
        const refused = settled.filter((it) => it.status === "rejected").map((it) =>
          it.reason.hint || String(it.reason)
        );
        assertEquals(new Set(refused).size <= 1, true, refused.join());
        assertEquals(refused.every((code) => code === "mandate.required"), true, refused.join());
        const left = await database.query(
          "select id from charge_schedules where mandate_id = $1 and (goes_on or next_on is not null)",
          [id],
        );
        assertEquals(left, [], "nothing that it set outlives it");
      }
    } finally {
      await close();
    }
  },
});
