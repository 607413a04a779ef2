import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { agreeSale, call } from "../deals/deals.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

Deno.test({
  name: "a sale's price is demanded once, and settled or taken back, never both, however they meet",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { owner, stranger: buyer } = world.people;
      const today = nigerianDate(0);
      const settle = (reference: string, kobo: number) =>
        database.query(
          "select private.settle_payment('paystack', $1, $1, $2, 'NGN', now()) as outcome",
          [reference, kobo],
        );
      for (let round = 0; round < 15; round++) {
        const { sale } = await agreeSale(database, world, buyer);
        await Promise.all(
          Array.from(
            { length: 4 },
            () => call(database, owner, "sign_sale", { sale_id: sale, signed_on: today }),
          ),
        );
        const charges = await database.query<{ id: string; amount_kobo: number }>(
          "select id, amount_kobo::float8 from charges where sale_id = $1 order by amount_kobo",
          [sale],
        );
        assertEquals(charges.map((it) => it.amount_kobo), [900_000_000, 8_100_000_000]);
        const less = { sale_id: sale, price_kobo: 8_000_000_000 };
        const checkouts = charges.map((charge, n) => ({
          reference: `EST-sale-race-${round}-${n}`,
          kobo: charge.amount_kobo,
          begin: () =>
            database.query(
              "select service.start_payment($1, array[$2]::uuid[], 'paystack', $3)",
              [buyer.user, charge.id, `EST-sale-race-${round}-${n}`],
            ),
        }));
        if (round % 2 === 0) {
          for (const it of checkouts) await it.begin();
          await Promise.allSettled([
            call(database, owner, "fail_sale", { sale_id: sale, reason: "A caveat" }),
            ...checkouts.map((it) => settle(it.reference, it.kobo)),
          ]);
        } else {
          // Who agrees to less while something is being paid is told so; what was taken back nobody begins to pay.
          await call(database, owner, "propose_sale_price", less);
          const [answered, deposit, balance] = await Promise.allSettled([
            call(database, buyer, "answer_sale_price", { ...less, agree: true }),
            ...checkouts.map((it) => it.begin()),
          ]);
          const word = (it?: PromiseSettledResult<unknown>) =>
            it?.status === "rejected" ? it.reason.hint : "done";
          const taken = await database.query<{ kind: string }>(
            "select kind::text from charges where sale_id = $1 and is_reversed",
            [sale],
          );
          if (word(answered) === "done") {
            assertEquals([word(balance), taken], ["charge.settled", [{ kind: "sale_balance" }]]);
          } else {
            assertEquals(word(answered), "sale.payment_under_way");
            assertEquals([word(deposit), word(balance), taken], ["done", "done", []]);
          }
          const begun = checkouts.filter((_, n) => word([deposit, balance][n]) === "done");
          await Promise.all(begun.map((it) => settle(it.reference, it.kobo)));
          await call(database, owner, "close_sale", {
            sale_id: sale,
            price_kobo: word(answered) === "done" ? 8_000_000_000 : 9_000_000_000,
            closed_on: today,
          });
        }
        const both = await database.query(
          "select id from charges where sale_id = $1 and is_reversed and paid_kobo > 0",
          [sale],
        );
        assertEquals(both, []);
        const [sum] = await database.query<{ paid: number; settled: number }>(
          `select coalesce(sum(amount_kobo), 0)::float8 as paid,
             (select coalesce(sum(amount_kobo), 0)::float8 from payments
              where sale_id = $1 and status = 'succeeded') as settled
           from receipts where sale_id = $1`,
          [sale],
        );
        assertEquals(sum?.paid, sum?.settled);
        if (round % 2 === 0) assertEquals(sum?.paid, 9_000_000_000);
      }
      const wrong = await database.query(
        "select what, details from private.ledger_differences($1)",
        [world.org],
      );
      assertEquals(wrong, []);
    } finally {
      await close();
    }
  },
});
