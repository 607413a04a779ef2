/** Staff, in Studio too, void a receipt and take a payment back that was confirmed wrongly, each as an act. */
import { assertEquals } from "@std/assert";
import { type Actor, problem } from "../actor.ts";
import { openOffice } from "../money/offline_office.ts";
import { actsOf } from "./in_world.ts";

Deno.test("staff void receipts and take payments back, with a reason and an act", async (t) => {
  const office = await openOffice();
  const { database, world, call, confirm, report, demand } = office;
  try {
    const { owner, accountant, tenant, stranger, agent, staff } = world.people;
    const confirmed = async (kobo: number) => {
      const charge = await demand(kobo);
      const id = await report(kobo, { charge });
      await confirm(owner, id, kobo);
      const [receipt] = await database.query<{ id: string }>(
        `select receipt.id from receipts as receipt join offline_payments as offline on offline.payment_id = receipt.payment_id
         where offline.id = $1`,
        [id],
      );
      return { id, charge, receipt: receipt!.id };
    };
    const voidOf = async (receipt: string) =>
      (await database.query<{ reason: string; voided_by: string | null }>(
        "select reason, voided_by from receipt_voids where receipt_id = $1",
        [receipt],
      ))[0];
    const actor = async (subject: string, act: string) =>
      await database.query<{ actor_id: string | null; actor_role: string; reason: string }>(
        "select actor_id, actor_role, reason from private.acts where subject_id = $1 and act = $2",
        [subject, act],
      );
    /** Somebody of the staff signed in without a second factor. */
    const weak: Actor = { ...staff, aal: "aal1" };

    await t.step("a receipt, through the API", async () => {
      const { receipt } = await confirmed(1_000);
      const calls = (by: Actor, reason = "It named the wrong home", again = false) =>
        call(by, "void_receipt", receipt, reason, again);
      for (
        const [by, code] of [
          [stranger, "receipt.not_found"],
          [tenant, "receipt.not_found"],
          [agent, "receipt.not_found"],
          [weak, "auth.insufficient_assurance"],
        ] as const
      ) assertEquals((await problem(calls(by)))[1], code);
      assertEquals((await problem(calls(staff, " ")))[1], "receipt.bad_reason");
      await database.query("update staff_members set role = 'support' where user_id = $1", [
        staff.user,
      ]);
      assertEquals((await problem(calls(staff)))[1], "receipt.not_found", "support has no money");
      await database.query("update staff_members set role = 'money' where user_id = $1", [
        staff.user,
      ]);
      for (let time = 0; time < 2; time++) await calls(staff);
      assertEquals(await voidOf(receipt), {
        reason: "It named the wrong home",
        voided_by: staff.user,
      });
      assertEquals(await actsOf(database, receipt, "void_receipt"), 1);
      assertEquals((await problem(calls(staff, "For another reason")))[1], "receipt.already_void");
      for (let time = 0; time < 2; time++) await calls(staff, undefined, true);
      assertEquals(await actsOf(database, receipt, "void_receipt"), 2, "issuing anew is one more");
      const replacements = await database.query("select from receipts where replaces_id = $1", [
        receipt,
      ]);
      assertEquals(replacements.length, 1);
    });

    await t.step("a receipt, in Studio", async () => {
      const { receipt } = await confirmed(1_100);
      await database.query("select public.void_receipt($1, 'The bank asked for it')", [receipt]);
      assertEquals(await voidOf(receipt), { reason: "The bank asked for it", voided_by: null });
      assertEquals(await actor(receipt, "void_receipt"), [
        { actor_id: null, actor_role: "postgres", reason: "The bank asked for it" },
      ]);
      assertEquals(
        (await problem(
          database.query("select public.void_receipt($1, 'Not there')", [crypto.randomUUID()]),
        ))[1],
        "receipt.not_found",
      );
    });

    await t.step("what a member voids is no act of staff", async () => {
      const { receipt } = await confirmed(1_200);
      await call(accountant, "void_receipt", receipt, "It named the wrong home");
      assertEquals(await actsOf(database, receipt), 0);
    });

    await t.step("a payment that was confirmed wrongly", async () => {
      const { id, charge, receipt } = await confirmed(1_300);
      const back = (by: Actor, reason = "The alert was false") =>
        call(by, "take_back_payment", id, reason);
      for (
        const [by, code] of [
          [stranger, "offline_payment.not_found"],
          [tenant, "offline_payment.not_found"],
          [weak, "auth.insufficient_assurance"],
        ] as const
      ) assertEquals((await problem(back(by)))[1], code);
      assertEquals((await problem(back(staff, "no")))[1], "offline_payment.bad_fact");
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
        [world.org, staff.user],
      );
      assertEquals((await problem(back(staff)))[1], "offline_payment.own", "a member is a side");
      await database.query("delete from memberships where user_id = $1", [staff.user]);
      for (let time = 0; time < 2; time++) {
        assertEquals((await back(staff)).status, "reversed");
      }
      assertEquals(await actsOf(database, id, "take_back_payment"), 1);
      assertEquals(await office.openOf(charge), 1_300);
      assertEquals(await voidOf(receipt), {
        reason: "The alert was false",
        voided_by: staff.user,
      });
      assertEquals(
        (await problem(back(staff, "Another word")))[1],
        "offline_payment.already_decided",
      );
    });

    await t.step("and in Studio; also what staff had decided themselves", async () => {
      const { id } = await confirmed(1_400);
      await database.query("select public.take_back_payment($1, 'The cheque bounced')", [id]);
      assertEquals((await office.read(id)).status, "reversed");
      assertEquals(await actor(id, "take_back_payment"), [
        { actor_id: null, actor_role: "postgres", reason: "The cheque bounced" },
      ]);
      const charge = await demand(1_500);
      const cash = await call(
        accountant,
        "record_offline_payment",
        `{${charge}}`,
        "cash",
        1_500,
        office.today,
        crypto.randomUUID(),
      );
      await call(tenant, "dispute_payment", cash.id, "I gave no cash");
      await call(staff, "confirm_offline_payment", cash.id, 1_500, office.today, "Both signed");
      assertEquals(
        (await problem(call(owner, "take_back_payment", cash.id, "We saw none")))[1],
        "offline_payment.already_decided",
      );
      const back = await call(staff, "take_back_payment", cash.id, "The slip was forged");
      assertEquals(back.status, "reversed");
    });

    await t.step("the books agree", async () => {
      const [sums] = await database.query(
        "select coalesce(sum(debit_kobo - credit_kobo), 0)::int as off from ledger_lines where org_id = $1",
        [world.org],
      );
      assertEquals(sums, { off: 0 });
    });
  } finally {
    await office.close();
  }
});
