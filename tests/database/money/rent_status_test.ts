import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface Status {
  paid: string | null;
  next_on: string | null;
  next_kobo: string | null;
  arrears: string;
  oldest: string | null;
  late: boolean;
  charged: string;
  settled: string;
}

Deno.test("rent status says what is paid, due and late", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const [known] = await database.query<{ id: string }>(
      "insert into tenants (org_id, user_id, full_name, address) values ($1, $2, 'Bola Ade', '4 Akoka Road') returning id",
      [world.org, people.stranger.user],
    );
    const [tenancy] = await as<{ id: string }>(
      database,
      people.owner,
      `select id from offer_tenancy($1, array[$2]::uuid[],
         (private.lagos_date() - interval '2 months' - interval '3 days')::date::text, 10000000, 'month', 12)`,
      [world.vacantUnit, known?.id],
    );
    await as(database, people.stranger, "select accept_tenancy($1)", [tenancy?.id]);
    const months = (n: number) =>
      database.query<{ id: string; day: string; before: string }>(
        `select charge.id, charge.due_on::text as day, (charge.due_on - 1)::text as before
         from charges as charge where charge.tenancy_id = $1 and charge.kind = 'rent' and charge.reverses_id is null
         order by charge.due_on offset $2 limit 1`,
        [tenancy?.id, n],
      ).then(([month]) => month as { id: string; day: string; before: string });
    const status = async (who = people.owner) =>
      (await as<Status>(
        database,
        who,
        `select paid_through::text as paid, next_due_on::text as next_on, next_due_kobo::text as next_kobo,
           arrears_kobo::text as arrears, oldest_arrear_on::text as oldest, is_in_arrears as late,
           charged_kobo::text as charged, paid_kobo::text as settled
         from rent_status where tenancy_id = $1`,
        [tenancy?.id],
      ))[0];
    let references = 0;
    const pay = async (charge: string) => {
      const reference = `EST-status-${++references}`;
      const [payment] = await as<{ amount_kobo: number }>(
        database,
        "service",
        "select amount_kobo from service.start_payment($1, array[$2]::uuid[], 'paystack', $3)",
        [people.stranger.user, charge, reference],
      );
      await database.query(
        "select private.settle_payment('paystack', $1, $1, $2, 'NGN', now(), 'card', 100)",
        [reference, payment?.amount_kobo],
      );
    };

    await t.step("nothing paid: three months late, the next in sight", async () => {
      const [first, next] = [await months(0), await months(3)];
      assertEquals(await status(), {
        paid: null,
        next_on: next.day,
        next_kobo: "10000000",
        arrears: "30000000",
        oldest: first.day,
        late: true,
        charged: "40000000",
        settled: "0",
      });
    });

    await t.step("a later month paid first leaves the gap open", async () => {
      await pay((await months(1)).id);
      const now = await status();
      assertEquals([now?.paid, now?.arrears, now?.oldest], [
        null,
        "20000000",
        (await months(0)).day,
      ]);
      await pay((await months(0)).id);
      const then = await status();
      assertEquals([then?.paid, then?.arrears, then?.settled], [
        (await months(2)).before,
        "10000000",
        "20000000",
      ]);
    });

    await t.step(
      "what falls due on one day is summed; what is taken back is not owed",
      async () => {
        const next = await months(3);
        const [water] = await as<{ id: string }>(
          database,
          people.owner,
          "select id from demand_charge($1, 'utility', 500000, $2, 'Water')",
          [tenancy?.id, next.day],
        );
        assertEquals((await status())?.next_kobo, "10500000");
        await database.query(
          `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, reverses_id)
         select org_id, tenancy_id, kind, due_on, -amount_kobo, 'Taken back', id from charges where id = $1`,
          [water?.id],
        );
        const now = await status();
        assertEquals([now?.next_kobo, now?.charged], ["10000000", "40000000"]);
      },
    );

    await t.step("all paid: the next is what the schedule will charge", async () => {
      await pay((await months(2)).id);
      const last = await months(3);
      await pay(last.id);
      const [end] = await database.query<{ day: string; before: string }>(
        "select upper(period)::text as day, (upper(period) - 1)::text as before from charges where id = $1",
        [last.id],
      );
      assertEquals(await status(people.stranger), {
        paid: end?.before,
        next_on: end?.day,
        next_kobo: "10000000",
        arrears: "0",
        oldest: null,
        late: false,
        charged: "40000000",
        settled: "40000000",
      } as Status);
    });

    await t.step("who may not read money sees nothing rather than zeros", async () => {
      assertEquals((await status(people.accountant))?.charged, "40000000");
      for (const who of [people.agent, people.tenant, people.otherOwner]) {
        assertEquals(await status(who), undefined);
      }
    });
  } finally {
    await close();
  }
});
