import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { call, demand, owedBy, pay } from "./owed.ts";

Deno.test("a late fee that an agency sets is as good as its mandate, and bounded", async (t) => {
  const { database, world, harbour, close } = await openAgencies();
  const { owner, manager, accountant, agent } = world.people;
  try {
    const day = async (days: number) =>
      (await database.query<{ day: string }>(
        "select (private.lagos_date() + $1::int)::text as day",
        [days],
      ))[0]?.day as string;
    const set = (by: Actor, tenancy: string, fee: Record<string, unknown>) =>
      call<{ id: string; mandate_id: string | null }>(database, by, "set_late_fee", {
        tenancy_id: tenancy,
        grace_days: 3,
        ...fee,
      }, "id, mandate_id");
    const mandated = async () => {
      const { id } = await offer(database, owner, world, harbour.org, { scopes: "{collect}" });
      await answer(database, harbour.principal, id);
      return id;
    };
    const home = async () => {
      const { tenancy, tenant } = await letSince(database, world, 0);
      const [rent] = await owedBy(database, tenancy.id, "rent");
      await pay(database, tenant.user, [rent?.id as string]);
      return tenancy.id;
    };
    const feesAfter = async (tenancy: string, days: number) => {
      await database.query("select private.post_late_fees($1::text::date)", [await day(days)]);
      return (await owedBy(database, tenancy, "penalty")).map((it) => it.amount_kobo);
    };
    const news = async (by: { user: string }) =>
      (await as<{ kind: string; about: string }>(
        database,
        by,
        `select kind, coalesce(payload ->> 'bps', payload ->> 'amount_kobo', payload ->> 'tenancies') as about
         from notifications where kind like 'late_fee%ed' or kind = 'late_fee_set' order by id`,
      )).map((it) => `${it.kind} ${it.about}`);
    const live = (tenancy: string) =>
      as<{ bps: number; is_agencys: boolean }>(
        database,
        owner,
        `select bps, mandate_id is not null as is_agencys from late_fee_rules
         where tenancy_id = $1 and ended_at is null`,
        [tenancy],
      );

    await t.step("the landlord's side is told, and the rule ends with the mandate", async () => {
      const mandate = await mandated();
      const [first, second, kept, own] = [await home(), await home(), await home(), await home()];
      for (const tenancy of [first, second, kept]) {
        assertEquals((await set(harbour.accountant, tenancy, { bps: 100 })).mandate_id, mandate);
      }
      await set(owner, own, { bps: 200 });
      assertEquals((await set(harbour.accountant, own, { bps: 200 })).mandate_id, null);
      const theirs = await set(accountant, kept, { bps: 100 });
      assertEquals(theirs.mandate_id, null, "who says the same makes it their own");
      await as(database, harbour.accountant, "select end_late_fee($1)", [second]);
      for (const by of [owner, manager, accountant]) {
        assertEquals(await news(by), [
          "late_fee_set 100",
          "late_fee_set 100",
          "late_fee_set 100",
          "late_fee_ended 100",
        ]);
      }
      assertEquals([await news(agent), await news(harbour.accountant)], [[], []]);
      for (const tenancy of [first, kept, own]) {
        await demand(database, owner, tenancy, 100_000, await day(1));
      }
      await revoke(database, owner, mandate);
      assertEquals((await news(manager)).at(-1), "late_fees_ended 1");
      assertEquals(await live(first), []);
      assertEquals(await live(kept), [{ bps: 100, is_agencys: false }]);
      assertEquals(await feesAfter(first, 30), []);
      assertEquals([await feesAfter(kept, 30), await feesAfter(own, 30)], [[1_000], [2_000]]);
      await set(owner, first, { bps: 100 });
      assertEquals(await live(first), [{ bps: 100, is_agencys: false }]);
    });

    await t.step(
      "what the landlord had agreed holds again, and nothing that they had ended",
      async () => {
        const mandate = await mandated();
        const [replaced, ended] = [await home(), await home()];
        for (const tenancy of [replaced, ended]) await set(owner, tenancy, { bps: 500 });
        await as(database, owner, "select end_late_fee($1)", [ended]);
        for (const tenancy of [replaced, ended]) {
          await set(harbour.accountant, tenancy, { bps: 100 });
          await set(harbour.accountant, tenancy, { bps: 300 });
        }
        await revoke(database, owner, mandate);
        assertEquals(await live(replaced), [{ bps: 500, is_agencys: false }]);
        assertEquals(await live(ended), []);
      },
    );

    await t.step("it ends with the mandate's term too, and fines nobody meanwhile", async () => {
      const mandate = await mandated();
      const tenancy = await home();
      await set(harbour.accountant, tenancy, { bps: 100 });
      await demand(database, owner, tenancy, 100_000, await day(1));
      // The clock has not ended it yet; a renewal may have copied it while somebody revoked the mandate.
      await database.query(
        "update mandates set starts_on = '2026-01-01', ends_on = private.lagos_date() where id = $1",
        [mandate],
      );
      assertEquals(await feesAfter(tenancy, 60), []);
      await database.query("select private.end_mandates() where $1", [true]);
      assertEquals(await live(tenancy), []);
      assertEquals(await feesAfter(tenancy, 61), []);
    });

    await t.step("a renewal takes it along as the mandate's", async () => {
      const mandate = await mandated();
      const { tenancy } = await letSince(database, world, 0);
      await set(harbour.accountant, tenancy.id, { bps: 100 });
      const copied = await database.query<{ mandate_id: string }>(
        `with renewal as (
           insert into tenancies (org_id, unit_id, parent_id, status, starts_on, ends_on, rent_kobo, rent_per, nature)
           select org_id, unit_id, id, 'offered', ends_on, ends_on + 365, rent_kobo, rent_per, nature from tenancies where id = $1
           returning *
         )
         select private.go_on_from_parent(renewal) as day, renewal.id from renewal`,
        [tenancy.id],
      );
      assertEquals(copied.length, 1);
      const rules = await database.query<{ mandate_id: string }>(
        `select rule.mandate_id from late_fee_rules as rule join tenancies as renewal on renewal.id = rule.tenancy_id
         where renewal.parent_id = $1`,
        [tenancy.id],
      );
      assertEquals(rules, [{ mandate_id: mandate }]);
      await revoke(database, owner, mandate);
    });

    await t.step("a fee is never more than what is late", async () => {
      const tenancy = await home();
      await set(owner, tenancy, { amount_kobo: 900_000_000_000, grace_days: 1 });
      await demand(database, owner, tenancy, 70_000, await day(1));
      assertEquals(await feesAfter(tenancy, 90), [70_000]);
    });

    await t.step("a cap bounds a percentage alone", async () => {
      const tenancy = await home();
      assertEquals(
        await problem(set(owner, tenancy, { amount_kobo: 5_000, cap_kobo: 1_000 })),
        ["PT400", "charge.bad_late_fee", "cap_kobo"],
      );
      await set(owner, tenancy, { bps: 5_000, cap_kobo: 1_000 });
    });
  } finally {
    await close();
  }
});
