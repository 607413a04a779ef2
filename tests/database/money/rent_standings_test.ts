import { assert, assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { addSchedule, owedBy, pay } from "./owed.ts";

/** The rent roll, tenancy by tenancy: slow, and plainly what it should say. */
const plainRoll = `
  select unit.id as unit_id, property.name as property, unit.label as unit, tenancy.id as tenancy_id, names.tenants, tenancy.status,
    tenancy.starts_on::date, tenancy.ends_on::date, tenancy.rent_kobo::bigint, tenancy.rent_per, standing.paid_through::date,
    standing.next_due_on::date, standing.next_due_kobo, standing.arrears_kobo, (
      with recursive chain as (
        select tenancy.id, tenancy.parent_id
        union all
        select before.id, before.parent_id from chain join tenancies as before on before.id = chain.parent_id
      )
      select sum(charge.paid_kobo)::bigint from chain join charges as charge on charge.tenancy_id = chain.id
      where charge.kind = 'caution_deposit' and charge.reverses_id is null
    ) as deposit_paid_kobo
  from units as unit
  join properties as property on property.id = unit.property_id
  left join tenancies as tenancy on tenancy.unit_id = unit.id and tenancy.is_in_force
  left join private.tenancies_called($1) as names on names.tenancy_id = tenancy.id
  left join rent_status as standing on standing.tenancy_id = tenancy.id
  where unit.org_id = $1
  order by property.name, unit.label, unit.id, tenancy.starts_on, tenancy.id`;

/** What stands in the way of a plan: charges of every kind, age and state, on the tenancies of an organization. */
const disorder = `
  set session_replication_role = replica;
  insert into charges (org_id, tenancy_id, kind, period, due_on, amount_kobo, description, paid_kobo, is_reversed, wht_kobo, wht_settled_kobo)
  select tenancy.org_id, tenancy.id, (array['rent', 'rent', 'rent', 'caution_deposit', 'utility']::charge_kind[])[1 + dice.a % 5],
    case when dice.a % 5 < 3 then daterange(private.lagos_date() + dice.days, private.lagos_date() + dice.days + 30) end,
    private.lagos_date() + dice.days + dice.b % 3, 1000,
    'For the test', case dice.b % 4 when 0 then 0 when 1 then 300 when 2 then 900 else 1000 end, dice.c % 7 = 0,
    case when dice.c % 3 = 0 then 100 else 0 end, case when dice.c % 6 = 0 then 100 else 0 end
  from tenancies as tenancy
  cross join generate_series(1, 14) as n
  cross join lateral (
    select ('x' || substr(md5(tenancy.id::text || n || 'a'), 1, 6))::bit(24)::int as a,
      ('x' || substr(md5(tenancy.id::text || n || 'b'), 1, 6))::bit(24)::int as b,
      ('x' || substr(md5(tenancy.id::text || n || 'c'), 1, 6))::bit(24)::int as c,
      ('x' || substr(md5(tenancy.id::text || n || 'd'), 1, 6))::bit(24)::int % 120 - 90 as days
  ) as dice
  where n <= ('x' || substr(md5(tenancy.id::text), 1, 2))::bit(8)::int % 15;
  set session_replication_role = origin`;

Deno.test("all tenancies of an organization at once stand as each of them does", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, accountant, tenant } = world.people;
    for (
      const [monthsAgo, per] of [
        [0, "year"],
        [1, "month"],
        [2, "month"],
        [3, "quarter"],
        [0, "month"],
        [5, "year"],
        [14, "month"],
        [13, "year"],
      ] as const
    ) {
      const { tenancy } = await letSince(database, world, monthsAgo, { per });
      if (tenancy.status === "active" && monthsAgo % 2 === 0) {
        await addSchedule(database, owner, {
          tenancy_id: tenancy.id,
          kind: "service_charge",
          amount_kobo: 70_000,
          period: "month",
          due_days_before: 3,
        });
      }
      if (monthsAgo < 3) {
        await as(database, owner, "select set_withholding($1, 1000)", [tenancy.id]);
      }
    }
    await database.query("select private.advance_tenancies()");

    const compare = async () => {
      const differ = await as(
        database,
        accountant,
        `select s.tenancy_id, to_jsonb(s) as one, to_jsonb(m) as many
         from rent_status as s
         full join private.rent_standings($1) as m on m.tenancy_id = s.tenancy_id
         where s.org_id = $1 and (s.paid_through, s.next_due_on::date, s.next_due_kobo, s.arrears_kobo)
             is distinct from (m.paid_through, m.next_due_on, m.next_due_kobo, m.arrears_kobo)
           or s.tenancy_id is null and m.arrears_kobo is not null`,
        [world.org],
      );
      assertEquals(differ, []);
      const rows = (sql: string) =>
        as<{ row: string }>(
          database,
          accountant,
          `select to_jsonb(r)::text as row from (${sql}) as r`,
          [world.org],
        );
      const [plain, made] = [await rows(plainRoll), await rows("select * from rent_roll($1)")];
      assertEquals(made, plain);
      assert(made.length > 8);
    };

    await t.step("as they were let", compare);
    for (const round of [1, 2, 3]) {
      await t.step(`with charges of every kind and state, ${round}`, async () => {
        await database.exec(disorder);
        await compare();
      });
    }

    await t.step("who may not read money has no standing", async () => {
      const seen = await as<{ tenancy_id: string }>(
        database,
        tenant,
        "select tenancy_id from private.rent_standings($1)",
        [world.org],
      );
      assertEquals(seen.map((it) => it.tenancy_id), [world.tenancy], "but one's own");
    });
  } finally {
    await close();
  }
});

Deno.test("what comes next is what is to be paid: tax that is withheld is not", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner } = world.people;
    const { tenancy, tenant } = await letSince(database, world, 0, { per: "month" });
    const charged = await owedBy(database, tenancy.id);
    await pay(database, tenant.user, charged.map((it) => it.id));
    const next = async () => {
      const [status] = await as<{ kobo: number }>(
        database,
        owner,
        "select next_due_kobo as kobo from rent_status where tenancy_id = $1",
        [tenancy.id],
      );
      const [rolled] = await as<{ kobo: number }>(
        database,
        owner,
        "select next_due_kobo as kobo from rent_roll($1) where tenancy_id = $2",
        [world.org, tenancy.id],
      );
      return [status?.kobo, rolled?.kobo];
    };
    assertEquals(await next(), [10_000_000, 10_000_000]);
    await as(database, owner, "select set_withholding($1, 1000)", [tenancy.id]);
    assertEquals(await next(), [9_000_000, 9_000_000]);
  } finally {
    await close();
  }
});
