import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { Actor } from "../actor.ts";
import { addSchedule, differences, generate, owedBy, settle, start } from "../money/owed.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { call } from "./deals.ts";
import { sellTo, successorOf } from "./handing_over.ts";

Deno.test({
  name:
    "a completion meets payments, the nightly charges and other completions: nothing is owed to both, or lost",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await database.query("update private.person_limits set burst = null where $1", [true]);
      const { owner, manager, otherOwner } = world.people;
      const [other] = await database.query<{ id: string }>(
        "select org_id as id from memberships where user_id = $1",
        [otherOwner.user],
      );
      for (let round = 0; round < 12; round++) {
        const home = await letSince(database, world, 2, { per: "month" });
        await addSchedule(database, owner, {
          tenancy_id: home.tenancy.id,
          kind: "caution_deposit",
          amount_kobo: 300_000,
        });
        const charges = await owedBy(database, home.tenancy.id);
        const payments = [];
        for (const charge of charges) {
          payments.push(await start(database, home.tenant.user, [charge.id]));
        }
        const sale = await sellTo(database, world, home.unit, otherOwner);
        const closing = (by: Actor) =>
          call(database, by, "close_sale", {
            sale_id: sale,
            price_kobo: 9_000_000_000,
            closed_on: nigerianDate(),
          });
        const outcomes = await Promise.allSettled([
          closing(owner),
          closing(manager),
          generate(database, nigerianDate(35)),
          ...payments.map((it) => settle(database, it)),
          generate(database, nigerianDate(65)),
          database.query("select private.draw_credit() where $1", [true]),
        ]);
        assertEquals(
          outcomes.flatMap((it) =>
            it.status === "rejected" ? [String(it.reason.hint ?? it.reason)] : []
          ),
          [],
        );
        const [count] = await database.query<{ n: number }>(
          "select count(*)::int as n from tenancy_handovers where sale_id = $1",
          [sale],
        );
        assertEquals(count?.n, 1);
        const successor = await successorOf(database, home.tenancy.id);
        await generate(database, nigerianDate(65));
        // Every day of rent is owed once, to one of them.
        const overlaps = await database.query(
          `select one.period from charges as one join charges as two on two.period && one.period and two.id > one.id
           where one.tenancy_id in ($1, $2) and two.tenancy_id in ($1, $2) and one.kind = 'rent' and two.kind = 'rent'
             and one.reverses_id is null and two.reverses_id is null and not one.is_reversed and not two.is_reversed`,
          [home.tenancy.id, successor],
        );
        assertEquals(overlaps, []);
        const [covered] = await database.query<{ gaps: number }>(
          `select (max(upper(period)) - min(lower(period)) - sum(upper(period) - lower(period)))::int as gaps from charges
           where tenancy_id in ($1, $2) and kind = 'rent' and reverses_id is null and not is_reversed`,
          [home.tenancy.id, successor],
        );
        assertEquals(covered?.gaps, 0);
        // All that was paid is on a charge, or a credit that a person was told of.
        const [money] = await database.query<{ paid: number; placed: number; untold: number }>(
          `select sum(payment.amount_kobo)::float8 as paid,
             (sum(coalesce((select sum(amount_kobo) from payment_allocations where payment_id = payment.id), 0))
               + sum(coalesce(credit.left_kobo, 0)))::float8 as placed,
             count(*) filter (where credit.left_kobo > 0 and not exists (
               select from payment_exceptions as e where e.payment_id = payment.id and e.kind = 'paid_former_owner'))::int as untold
           from payments as payment left join payment_credits as credit on credit.payment_id = payment.id
           where payment.tenancy_id = $1 and payment.status = 'succeeded'`,
          [home.tenancy.id],
        );
        assertEquals([money?.placed, money?.untold], [money?.paid, 0]);
      }
      for (const org of [world.org, other?.id as string]) {
        assertEquals(await differences(database, org), []);
      }
    } finally {
      await close();
    }
  },
});
