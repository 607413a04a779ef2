import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { actsOf } from "../operations/in_world.ts";
import { settleStraight } from "./direct_settlements.ts";
import { openOffice } from "./offline_office.ts";
import { books, call, differences, start } from "./owed.ts";
import { available } from "./payouts.ts";
import { cleared, setFee } from "./platform_fees.ts";

Deno.test("of a split that nobody can read nothing is held until staff say what went", async (t) => {
  const { database, world, close, demand } = await openOffice();
  const { owner, tenant, staff } = world.people;
  const { org } = world;
  const account = async (kind: string) => (await books(database, org))[kind] ?? 0;
  const checkout = async (kobo: number) => await start(database, tenant.user, [await demand(kobo)]);
  const unread = (payment: { reference: string }) =>
    as(database, "service", "select service.keep_unread_split($1)", [payment.reference]);
  const pay = async (payment: { reference: string; kobo: number }) => {
    const [row] = await database.query<{ outcome: string }>(
      "select private.settle_payment('paystack', $1, $1, $2, 'NGN', now(), 'card', 20000) as outcome",
      [payment.reference, payment.kobo],
    );
    return row?.outcome;
  };
  const clear = (by: Actor, payment: { id: string }, kobo: number | null, note = "Looked it up") =>
    call<{ paid: number; is_unread: boolean }>(database, by, "clear_split", {
      payment_id: payment.id,
      payee_kobo: kobo,
      note,
    }, "paid_kobo::float8 as paid, is_unread");
  const traces = async (payment: { reference: string }) =>
    (await database.query<{ trace: string }>(
      `select kind || case when resolved_at is null then '' else ': ' || resolution end as trace
       from payment_exceptions where reference = $1 order by 1`,
      [payment.reference],
    )).map((it) => it.trace);
  const standing = async () => [
    await account("provider_clearing"),
    await available(database, owner, org),
    await account("paid_to_bank"),
    await cleared(database),
  ];
  const grown = async (before: readonly number[]) =>
    (await standing()).map((kobo, n) => kobo - (before[n] ?? 0));
  try {
    await setFee(database, staff, { bps: 100, applies_to: "split" });

    await t.step(
      "of a payment that was to be split, the share that was asked for is gone",
      async () => {
        await settleStraight(database, world);
        const payment = await checkout(1_000_000);
        const before = await standing();
        await unread(payment);
        await unread(payment);
        assertEquals(await pay(payment), "settled");
        assertEquals(await grown(before), [0, 0, 970_000, 10_000]);
        assertEquals(await traces(payment), ["split_unread"]);
        assertEquals(await differences(database, org), []);

        assertEquals((await problem(clear(owner, payment, 900_000)))[1], "auth.forbidden");
        for (const wrong of [null, -1, 1_000_001]) {
          assertEquals((await problem(clear(staff, payment, wrong)))[2], "payee_kobo");
        }
        assertEquals((await problem(clear(staff, payment, 1, "-")))[1], "payment.bad_resolution");
        // Less went to the bank: the rest is held after all.
        assertEquals(await clear(staff, payment, 900_000), { paid: 900_000, is_unread: false });
        assertEquals(await clear(staff, payment, 900_000), { paid: 900_000, is_unread: false });
        assertEquals(await actsOf(database, payment.id), 1);
        assertEquals(await grown(before), [70_000, 70_000, 900_000, 80_000]);
        assertEquals((await problem(clear(staff, payment, 1)))[1], "payment.split_known");
        assertEquals(await traces(payment), ["split_unread: Looked it up"]);
        assertEquals(await differences(database, org), []);
      },
    );

    await t.step(
      "of one that was not to be split all may be gone, or more than is there",
      async () => {
        const [settlement] = await as<{ id: string }>(
          database,
          owner,
          "select id from direct_settlements where status = 'active'",
        );
        await call(database, owner, "end_direct_settlement", {
          direct_settlement_id: settlement?.id,
          reason: "For the test",
        }, "id");
        const payment = await checkout(1_000_000);
        const before = await standing();
        await unread(payment);
        assertEquals(await pay(payment), "settled");
        assertEquals(await grown(before), [0, 0, 980_000, 0]);
        // Nothing went: all of it is held.
        await clear(staff, payment, 0);
        assertEquals(await grown(before), [980_000, 980_000, 0, 980_000]);
        assertEquals(await differences(database, org), []);
      },
    );

    await t.step("what was read is not unread any more, and what is settled stays", async () => {
      const payment = await checkout(1_000_000);
      await unread(payment);
      await as(database, "service", "select service.keep_told_split($1, 'ACCT_x', 5000)", [
        payment.reference,
      ]);
      await unread(payment);
      const before = await standing();
      await pay(payment);
      assertEquals(await grown(before), [975_000, 975_000, 5_000, 975_000]);
      assertEquals(await traces(payment), ["split_differs"]);
      await unread(payment);
      assertEquals((await problem(clear(staff, payment, 1)))[1], "payment.split_known");
      const plain = await checkout(1_000_000);
      await pay(plain);
      await unread(plain);
      assertEquals((await problem(clear(staff, plain, 1)))[1], "payment.unknown");
      assertEquals(await differences(database, org), []);
    });

    await t.step("one that is taken back before staff know leaves nothing", async () => {
      const payment = await checkout(1_000_000);
      const before = await standing();
      await unread(payment);
      await pay(payment);
      await database.query("select private.move_payment($1, 'reversed', 'For the test')", [
        payment.id,
      ]);
      assertEquals((await grown(before))[2], 0);
      assertEquals((await problem(clear(staff, payment, 1)))[1], "payment.split_known");
      assertEquals(await differences(database, org), []);
    });
  } finally {
    await close();
  }
});
