import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { problem, refusal } from "../actor.ts";
import { agreeOnPrice, agreeSale, call } from "../deals/deals.ts";
import { openWorld } from "../test_database.ts";
import { books, differences, pay, settle, start } from "./owed.ts";

Deno.test("a sale closes at less than was demanded, as far as no money stands on it", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, stranger: buyer } = world.people;
    const today = nigerianDate(0);
    const signed = async () => {
      const { sale } = await agreeSale(database, world, buyer);
      await call(database, owner, "sign_sale", { sale_id: sale, signed_on: today });
      const [deposit, balance] = await database.query<{ id: string }>(
        "select id from charges where sale_id = $1 order by amount_kobo",
        [sale],
      );
      return { sale, deposit: deposit?.id as string, balance: balance?.id as string };
    };
    const closeAt = async (sale: string, kobo: number) => {
      await agreeOnPrice(database, world, buyer, sale, kobo);
      await call(database, owner, "close_sale", {
        sale_id: sale,
        price_kobo: kobo,
        closed_on: today,
      });
    };
    /** Pays a part of a charge by a transfer that the owner's accountant confirms. */
    const payPart = async (charge: string, kobo: number) => {
      const reference = `EST-part-${crypto.randomUUID()}`;
      await database.query(
        `with paid as (
           insert into payments (org_id, sale_id, payer_id, method, reference, amount_kobo)
           select org_id, sale_id, $2, 'bank_transfer', $3, $4::bigint from charges where id = $1 returning id, org_id
         )
         insert into payment_items (org_id, payment_id, charge_id, amount_kobo) select org_id, id, $1, $4::bigint from paid`,
        [charge, buyer.user, reference, kobo],
      );
      await database.query(
        "select private.settle_payment('bank_transfer', $1, null, $2, 'NGN', now())",
        [reference, kobo],
      );
    };
    const open = async (sale: string) => {
      const [row] = await database.query<{ open: number; demanded: number }>(
        `select sum(open_kobo)::float8 as open, sum(amount_kobo) filter (where status <> 'reversed')::float8 as demanded
         from charge_balances where sale_id = $1`,
        [sale],
      );
      return row;
    };

    await t.step(
      "a balance that nobody has paid of is demanded anew, however much less",
      async () => {
        const { sale, deposit } = await signed();
        await pay(database, buyer.user, [deposit]);
        await closeAt(sale, 900_000_001);
        assertEquals(await open(sale), { open: 1, demanded: 900_000_001 });
      },
    );

    await t.step("the deposit goes with it when nothing is paid", async () => {
      const { sale } = await signed();
      await closeAt(sale, 100);
      assertEquals(await open(sale), { open: 100, demanded: 100 });
    });

    await t.step(
      "of a balance that is part-paid nothing is given up: it says what to do",
      async () => {
        const { sale, deposit, balance } = await signed();
        await pay(database, buyer.user, [deposit]);
        await payPart(balance, 1_000_000_000);
        const before = await books(database, world.org);
        for (const price of [8_999_999_999, 1_900_000_000, 1]) {
          const refused = await refusal(closeAt(sale, price));
          assertEquals([refused.code, refused.hint], ["PT409", "sale.already_paid"]);
          assertEquals(JSON.parse(refused.detail), {
            field: "price_kobo",
            least_kobo: 9_000_000_000,
            paid_kobo: 1_900_000_000,
            demanded_kobo: 9_000_000_000,
          });
        }
        assertEquals(await books(database, world.org), before);
        await closeAt(sale, 9_100_000_000);
        assertEquals(await open(sale), { open: 7_200_000_000, demanded: 9_100_000_000 });
      },
    );

    await t.step("nothing is taken back under a payment that is under way", async () => {
      const { sale, balance } = await signed();
      const less = { sale_id: sale, price_kobo: 8_000_000_000 };
      await call(database, owner, "propose_sale_price", less);
      const checkout = await start(database, buyer.user, [balance]);
      const move = (status: string) =>
        database.query("select private.move_payment($1, $2)", [checkout.id, status]);
      for (const status of ["created", "pending", "needs_review"]) {
        if (status !== "created") await move(status);
        for (
          const ask of [
            () => call(database, buyer, "answer_sale_price", { ...less, agree: true }),
            () => call(database, owner, "propose_sale_price", { ...less, price_kobo: 1 }),
          ]
        ) {
          assertEquals(
            await problem(ask()),
            ["PT409", "sale.payment_under_way", "price_kobo"],
            status,
          );
        }
      }
      assertEquals(await open(sale), { open: 9_000_000_000, demanded: 9_000_000_000 });
      await move("failed");
      await call(database, buyer, "answer_sale_price", { ...less, agree: true });
      assertEquals(await open(sale), { open: 8_000_000_000, demanded: 8_000_000_000 });
    });

    await t.step("a higher price is demanded beside what there is, paid or not", async () => {
      const { sale, balance } = await signed();
      const checkout = await start(database, buyer.user, [balance]);
      await agreeOnPrice(database, world, buyer, sale, 9_100_000_000);
      const reversed = await database.query(
        "select id from charges where sale_id = $1 and is_reversed",
        [sale],
      );
      assertEquals(reversed, []);
      assertEquals(await settle(database, checkout), "settled");
      assertEquals(await open(sale), { open: 1_000_000_000, demanded: 9_100_000_000 });
    });

    await t.step("what was taken back first makes room", async () => {
      const { sale, balance } = await signed();
      await payPart(balance, 1_000_000_000);
      await database.query(
        "select private.move_payment(payment_id, 'reversed', 'Bounced') from payment_items where charge_id = $1",
        [balance],
      );
      await closeAt(sale, 5_000_000_000);
      assertEquals(await open(sale), { open: 5_000_000_000, demanded: 5_000_000_000 });
    });

    assertEquals(await differences(database, world.org), []);
  } finally {
    await close();
  }
});
