import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { openOffice } from "./offline_office.ts";

Deno.test("who pays asks what became of it, and pays the rest another way", async (t) => {
  const { database, world, close, demand, report } = await openOffice();
  try {
    const { tenant, stranger } = world.people;
    const service = <Row>(sql: string, parameters: unknown[]) =>
      as<Row>(database, "service", sql, parameters);
    let references = 0;
    const start = async (...charges: string[]) =>
      (await service<{ id: string; reference: string; amount_kobo: number }>(
        "select id, reference, amount_kobo from service.start_payment($1, $2::text::uuid[], 'paystack', $3)",
        [tenant.user, `{${charges.join(",")}}`, `EST-asked-${++references}`],
      ))[0]!;
    const begin = async () => {
      const payment = await start(await demand(70_000));
      await service("select service.open_checkout($1, 'https://checkout.example/1')", [
        payment.reference,
      ]);
      return payment;
    };
    const known = async (reference: string, by = tenant.user) =>
      (await service<{ asks: boolean; answer: string | null; status: string }>(
        "select asks, answer, status from service.payment_to_ask_about($1, $2)",
        [by, reference],
      ))[0];
    const said = async (payment: string, answer: string | null, givesUp: boolean | null = false) =>
      (await service<{ status: string }>(
        "select service.record_payer_asked($1, $2, 'As the provider put it', $3) as status",
        [payment, answer, givesUp],
      ))[0]?.status;
    const settle = async (payment: string) =>
      (await service<{ outcome: string }>(
        `select service.settle_checked_payment($1, $2, 70000, 'NGN', '2026-12-01T10:00:00Z', 'card', 100) as outcome`,
        [payment, crypto.randomUUID()],
      ))[0]?.outcome;

    const askedLater = async (id: string) =>
      (await database.query<{ minutes: number; is_wanted: boolean }>(
        `select (extract(epoch from next_at - asked_at) / 60)::int as minutes, is_wanted
         from private.payment_checks where payment_id = $1`,
        [id],
      ))[0];

    await t.step(
      "only of a checkout of their own, and the provider not twice in a row",
      async () => {
        const { id, reference } = await begin();
        assertEquals(await known(reference, stranger.user), undefined);
        assertEquals(await known("EST-nothing-at-all"), undefined);
        assertEquals(await known(reference), { asks: true, answer: null, status: "pending" });
        assertEquals(await said(id, "not_begun"), "pending");
        assertEquals(await known(reference), {
          asks: true,
          answer: "not_begun",
          status: "pending",
        });
        const [check] = await database.query<{ as_ever: boolean; times_asked: number }>(
          `select next_at = created_at + interval '10 minutes' as as_ever, times_asked
         from private.payment_checks join payments on payments.id = payment_id where payment_id = $1`,
          [id],
        );
        assertEquals(check, { as_ever: true, times_asked: 0 }, "the worker asks as it would have");
        const saved = await start(await demand(70_000));
        assertEquals((await known(saved.reference))?.asks, false, "no checkout was opened");
      },
    );

    await t.step("what was declined has failed at once, and money that comes is kept", async () => {
      for (const answer of ["unknown", "not_begun", "pending", "succeeded", "else", null]) {
        assertEquals(await said((await begin()).id, answer), "pending", `${answer}`);
      }
      const { id, reference } = await begin();
      assertEquals(await said(id, "failed"), "failed");
      assertEquals(await askedLater(id), { minutes: 15, is_wanted: true });
      assertEquals(await said(id, "not_begun", true), "failed");
      assertEquals(await known(reference), { asks: false, answer: "failed", status: "failed" });
      assertEquals(await settle(id), "settled");
      assertEquals(await said(id, "failed", true), "succeeded");
    });

    await t.step(
      "what nobody has paid is given up, what the provider works on is not",
      async () => {
        for (const answer of ["unknown", "not_begun"]) {
          assertEquals(await said((await begin()).id, answer, null), "pending");
          const { id } = await begin();
          assertEquals(await said(id, answer, true), "abandoned");
          // Its page may still stand open, and the webhook of what is paid there get lost.
          assertEquals(await askedLater(id), { minutes: 15, is_wanted: true });
          assertEquals(await settle(id), "settled", "it was paid at the last moment");
        }
        for (const answer of ["pending", "succeeded"]) {
          assertEquals(await said((await begin()).id, answer, true), "pending");
        }
      },
    );

    await t.step("what was reported is not asked for a second time", async () => {
      const [rent, water] = [await demand(1_530_000), await demand(20_000)];
      await report(500_000, { charge: rent });
      assertEquals((await start(rent, water)).amount_kobo, 1_050_000);
      await report(30_000, { charge: rent });
      const rest = await start(rent);
      assertEquals(rest.amount_kobo, 1_000_000);
      const items = await database.query(
        "select amount_kobo from payment_items where payment_id = $1",
        [rest.id],
      );
      assertEquals(items, [{ amount_kobo: 1_000_000 }]);
      // Who pays all of it again says that the report does not hold.
      await report(20_000, { charge: water });
      assertEquals((await start(water)).amount_kobo, 20_000);
    });
  } finally {
    await close();
  }
});
