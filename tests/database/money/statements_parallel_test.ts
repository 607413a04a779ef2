import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits, reportPayment } from "../world.ts";

const columns = { date: "Date", credit: "Credit", narration: "Narration", reference: "Ref" };

Deno.test({
  name: "statements imported and matched by many at once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { people, org } = world;
      const [account] = await as<{ id: string }>(
        database,
        people.owner,
        "select id from save_statement_account($1, 'Zenith', 'Rents', $2::text::jsonb)",
        [org, JSON.stringify(columns)],
      );
      const rows = Array.from({ length: 40 }, (_, n) => ({
        Date: nigerianDate(),
        Credit: String(1000 + n % 10),
        Narration: "NIP",
      }));
      await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          as(
            database,
            n % 2 ? people.owner : people.accountant,
            "select import_statement($1, $2::text::jsonb)",
            [account?.id, JSON.stringify(rows.slice(0, 25 + n * 3))],
          )),
      );
      const kept = await database.query<{ id: string }>(
        "select id from statement_rows where account_id = $1",
        [account?.id],
      );
      assertEquals(kept.length, 40);

      const told = await reportPayment(database, people.otherTenant, org);
      const results = await Promise.allSettled(
        kept.slice(0, 12).map(({ id }, n) =>
          as(
            database,
            n % 2 ? people.owner : people.accountant,
            "select match_statement_row($1, $2)",
            [id, told],
          )
        ),
      );
      assertEquals(results.filter((it) => it.status === "fulfilled").length, 1);
      const [settled] = await database.query(
        `select count(*)::int as n from ledger_entries as e join offline_payments as o on o.payment_id = e.source_id
         where o.id = $1`,
        [told],
      );
      assertEquals(settled, { n: 1 });
    } finally {
      await close();
    }
  },
});
