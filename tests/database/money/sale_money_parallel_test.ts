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
        const references: [string, number][] = [];
        for (const [n, charge] of charges.entries()) {
          const reference = `EST-sale-race-${round}-${n}`;
          await database.query(
            "select service.start_payment($1, array[$2]::uuid[], 'paystack', $3)",
            [buyer.user, charge.id, reference],
          );
          references.push([reference, charge.amount_kobo]);
        }
        const less = { sale_id: sale, price_kobo: 8_000_000_000 };
        if (round % 2 === 1) await call(database, owner, "propose_sale_price", less);
        const end = round % 2 === 0
          ? call(database, owner, "fail_sale", { sale_id: sale, reason: "A caveat" })
          : call(database, buyer, "answer_sale_price", { ...less, agree: true });
        const [ended] = await Promise.allSettled([
          end,
          ...references.map(([it, kobo]) => settle(it, kobo)),
        ]);
        // Who agrees to less after the balance was paid is told so, and it closes at what was paid.
        const refused = ended?.status === "rejected" ? ended.reason.hint : undefined;
        if (refused !== undefined) assertEquals([round % 2, refused], [1, "sale.already_paid"]);
        if (round % 2 === 1) {
          await call(database, owner, "close_sale", {
            sale_id: sale,
            price_kobo: refused === undefined ? 8_000_000_000 : 9_000_000_000,
            closed_on: today,
          });
        }
        const both = await database.query(
          "select id from charges where sale_id = $1 and is_reversed and paid_kobo > 0",
          [sale],
        );
        assertEquals(both, []);
        const [sum] = await database.query<{ paid: number }>(
          `select sum(amount_kobo)::float8 as paid from receipts where sale_id = $1`,
          [sale],
        );
        assertEquals(sum?.paid, 9_000_000_000);
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
