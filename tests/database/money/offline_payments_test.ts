import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { agreeSale, call as callWith } from "../deals/deals.ts";
import { openWorld } from "../test_database.ts";
import { createUser, liftLimits, reportPayment } from "../world.ts";

interface Row {
  id: string;
  payment_id: string;
  status: string;
  confirmed_kobo: number | null;
  decision: string | null;
}

Deno.test("offline payments: what a payer shows, somebody else confirms", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { people, org } = world;
    const { owner, accountant, manager, agent, tenant, otherTenant, otherOwner, stranger, staff } =
      people;
    const today = nigerianDate();
    const colleague = { user: await createUser(database, "Second accountant") };
    await database.query(
      "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
      [org, colleague.user],
    );

    const demand = async (kobo: number, kind = "utility", dueOn = "2026-12-01") =>
      (await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         values ($1, $2, $3, $4, $5, 'For the test') returning id`,
        [org, world.tenancy, kind, dueOn, kobo],
      ))[0]?.id as string;
    const report = (kobo: number, what: Parameters<typeof reportPayment>[3] = {}) =>
      reportPayment(database, tenant, org, { kobo, ...what });
    const call = (by: Actor, fn: string, ...given: unknown[]) =>
      as<Row>(
        database,
        by,
        `select * from ${fn}(${given.map((_, at) => `$${at + 1}`).join(", ")})`,
        given,
      ).then((rows) => rows[0] as Row);
    const confirm = (by: Actor, id: string, kobo: number, on = today) =>
      call(by, "confirm_offline_payment", id, kobo, on);
    const read = async (id: string) =>
      (await database.query<Row>("select * from offline_payments where id = $1", [id]))[0] as Row;
    const paymentOf = async (id: string) =>
      (await database.query<{ status: string; amount_kobo: number; method: string }>(
        `select p.status, p.amount_kobo, p.method from payments as p
         join offline_payments as o on o.payment_id = p.id where o.id = $1`,
        [id],
      ))[0];
    const openOf = async (charge: string) =>
      (await database.query<{ open_kobo: number }>(
        "select open_kobo from charge_balances where charge_id = $1",
        [charge],
      ))[0]?.open_kobo;
    const receiptsOf = async (
      id: string,
    ) => (await database.query<{ amount_kobo: number; received_on: string }>(
      `select r.amount_kobo, r.received_on::text from receipts as r
         join offline_payments as o on o.payment_id = r.payment_id where o.id = $1 order by r.serial`,
      [id],
    ));
    const toldOf = async (id: string, kind: string) =>
      (await database.query<{ user_id: string }>(
        "select user_id from notifications where subject_id = $1 and kind = $2 order by id",
        [id, kind],
      )).map((row) => row.user_id);
    /** What each account of the books holds, debits positive. */
    const books = async () =>
      Object.fromEntries(
        (await database.query<{ kind: string; kobo: number }>(
          `select a.kind, sum(l.debit_kobo - l.credit_kobo)::bigint as kobo
           from ledger_lines as l join ledger_accounts as a on a.id = l.account_id
           where a.org_id = $1 group by 1`,
          [org],
        )).map((row) => [row.kind, row.kobo]),
      );

    await t.step("a report is a pending payment with its items, and settles nothing", async () => {
      const charge = await demand(50_000);
      const id = await report(50_000, { charge });
      assertEquals(await paymentOf(id), {
        status: "pending",
        amount_kobo: 50_000,
        method: "bank_transfer",
      });
      assertEquals(await openOf(charge), 50_000);
      const items = await database.query(
        `select i.charge_id, i.amount_kobo from payment_items as i
         join offline_payments as o on o.payment_id = i.payment_id where o.id = $1`,
        [id],
      );
      assertEquals(items, [{ charge_id: charge, amount_kobo: 50_000 }]);
      assertEquals(
        (await toldOf(id, "payment_reported")).sort(),
        [owner.user, accountant.user, colleague.user].sort(),
        "those who may confirm",
      );
    });

    await t.step(
      "only the payee's side with the permission confirms, never the payer",
      async () => {
        const charge = await demand(40_000);
        const id = await report(40_000, { charge });
        for (
          const [by, code, hint] of [
            [tenant, "PT404", "offline_payment.not_found"],
            [otherTenant, "PT404", "offline_payment.not_found"],
            [otherOwner, "PT404", "offline_payment.not_found"],
            [stranger, "PT404", "offline_payment.not_found"],
            [staff, "PT404", "offline_payment.not_found"],
            [agent, "PT404", "offline_payment.not_found"],
            [manager, "PT403", "auth.forbidden"],
          ] as const
        ) {
          const refused = await problem(confirm(by, id, 40_000));
          assertEquals(refused.slice(0, 2), [code, hint]);
        }
        await database.query(
          "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
          [org, tenant.user],
        );
        assertEquals((await refusal(confirm(tenant, id, 40_000))).hint, "offline_payment.own");
        await database.query("delete from memberships where org_id = $1 and user_id = $2", [
          org,
          tenant.user,
        ]);
        assertEquals((await confirm(accountant, id, 40_000)).status, "confirmed");
        assertEquals([(await paymentOf(id))?.status, await openOf(charge)], ["succeeded", 0]);
        assertEquals((await receiptsOf(id)).map((it) => it.amount_kobo), [40_000]);
        assertEquals((await confirm(accountant, id, 40_000)).id, id, "a repeat changes nothing");
        assertEquals((await receiptsOf(id)).length, 1);
        const late = await refusal(confirm(colleague, id, 40_000));
        assertEquals([late.code, late.hint], ["PT409", "offline_payment.already_decided"]);
        assertEquals(JSON.parse(late.detail).status, "confirmed");
      },
    );

    await t.step(
      "less than was said leaves the charge part paid, more becomes credit",
      async () => {
        const [first, second] = [
          await demand(30_000, "utility", "2026-11-01"),
          await demand(20_000, "penalty", "2026-12-01"),
        ];
        const id = await reportPayment(database, tenant, org, {
          charge: `${second},${first}`,
          kobo: 50_000,
        });
        const confirmed = await confirm(owner, id, 35_000, "2026-11-20");
        assertEquals([confirmed.status, confirmed.confirmed_kobo], ["confirmed", 35_000]);
        assertEquals(
          [await openOf(first), await openOf(second)],
          [0, 15_000],
          "first due, first paid",
        );
        const history = await database.query<{ status: string; amount_kobo: number }>(
          `select p.status, p.amount_kobo from payments as p join payment_items as i on i.payment_id = p.id
         where i.charge_id = $1 order by p.id`,
          [second],
        );
        assertEquals(history, [
          { status: "failed", amount_kobo: 50_000 },
          { status: "succeeded", amount_kobo: 35_000 },
        ], "what was said is kept beside what came");
        assertEquals(await toldOf(id, "payment_corrected"), [tenant.user]);
        assert((await receiptsOf(id)).every((it) => it.received_on === "2026-11-20"));

        const before = await books();
        const more = await report(15_000, { charge: second });
        await confirm(owner, more, 25_000);
        const after = await books();
        assertEquals(await openOf(second), 0);
        assertEquals((after["tenant_credit"] ?? 0) - (before["tenant_credit"] ?? 0), -10_000);
        assertEquals((after["bank"] ?? 0) - (before["bank"] ?? 0), 25_000);
        assertEquals((await receiptsOf(more)).map((it) => it.amount_kobo), [25_000]);
      },
    );

    await t.step(
      "money for what was paid meanwhile is credit, and no money is refused",
      async () => {
        const charge = await demand(10_000);
        const [one, two, three] = [
          await report(10_000, { charge }),
          await report(10_000, { charge }),
          await report(10_000, { charge }),
        ] as const;
        await confirm(owner, one, 10_000);
        await confirm(owner, two, 10_000);
        await confirm(owner, three, 7_000);
        assertEquals(await openOf(charge), 0);
        assertEquals((await paymentOf(three))?.amount_kobo, 7_000);
        const settled = await problem(report(10_000, { charge }));
        assertEquals(settled, ["PT409", "charge.settled", "charge_ids"]);
      },
    );

    await t.step(
      "a rejection has a reason that the payer reads, and can be put right",
      async () => {
        const charge = await demand(9_000);
        const id = await report(9_000, { charge });
        assertEquals(await problem(call(owner, "reject_offline_payment", id, " ")), [
          "PT422",
          "offline_payment.bad_fact",
          "reason",
        ]);
        await call(owner, "reject_offline_payment", id, "Not in our bank");
        assertEquals([(await read(id)).status, (await paymentOf(id))?.status], [
          "rejected",
          "failed",
        ]);
        assertEquals(await toldOf(id, "payment_rejected"), [tenant.user]);
        const [seen] = await as<Row>(
          database,
          tenant,
          "select decision from offline_payments where id = $1",
          [id],
        );
        assertEquals(seen?.decision, "Not in our bank");
        await confirm(accountant, id, 9_000);
        assertEquals([await openOf(charge), (await paymentOf(id))?.status], [0, "succeeded"]);
      },
    );

    await t.step("more is asked for, shown, and then confirmed", async () => {
      const charge = await demand(8_000);
      const id = await report(8_000, { charge });
      await call(owner, "ask_for_proof", id, "The reference cannot be read");
      assertEquals((await read(id)).status, "needs_more");
      assertEquals(await toldOf(id, "payment_questioned"), [tenant.user]);
      const show = async (
        by: { user: string },
        sha256: string,
        upload: string = crypto.randomUUID(),
      ) => {
        const path = `${by.user}/${upload}.pdf`;
        const [prepared] = await as<{ storage_path: string; known: unknown }>(
          database,
          "service",
          "select * from service.prepare_further_proof($1, $2, $3)",
          [by.user, id, path],
        );
        if (prepared?.known) return prepared.known as Row;
        const [row] = await as<Row>(
          database,
          "service",
          "select * from service.add_payment_proof($1, $2, $3, $4, 'image/png', 900, $5)",
          [by.user, id, path, prepared?.storage_path, sha256],
        );
        return row as Row;
      };
      assertEquals(
        (await refusal(show(otherTenant, "ab".repeat(32)))).hint,
        "offline_payment.not_found",
      );
      assertEquals((await show(tenant, "0a".repeat(32), "again")).status, "submitted");
      assertEquals((await show(tenant, "0a".repeat(32), "again")).id, id, "a repeat adds nothing");
      assertEquals(
        (await refusal(show(tenant, "0a".repeat(32)))).hint,
        "offline_payment.evidence_used",
      );
      const proofs = await as(
        database,
        accountant,
        "select id from payment_proofs where offline_payment_id = $1",
        [id],
      );
      assertEquals(proofs.length, 2);
      await confirm(owner, id, 8_000);
      assertEquals(
        (await refusal(show(tenant, "0b".repeat(32)))).hint,
        "offline_payment.already_decided",
      );
    });

    await t.step(
      "a reference and a file prove one payment, and a stranger learns nothing of it",
      async () => {
        const charge = await demand(7_000);
        await report(7_000, { charge, reference: "NIP/000123-456", sha256: "1c".repeat(32) });
        assertEquals(
          await problem(report(7_000, { charge, reference: "nip 000123456" })),
          ["PT409", "offline_payment.evidence_used", "bank_reference"],
        );
        assertEquals(
          await problem(report(7_000, { charge, sha256: "1c".repeat(32) })),
          ["PT409", "offline_payment.evidence_used", "upload_path"],
        );
        // A cheque may have the number of a transfer.
        await report(7_000, { charge, reference: "NIP/000123-456", method: "cheque" });
        const [debt] = await database.query<{ id: string }>(
          `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         select org_id, id, 'utility', '2026-12-01', 7000, 'Theirs' from tenancies where unit_id = $1 returning id`,
          [world.otherUnit],
        );
        for (
          const [used, field] of [
            [{ reference: "NIP000123456" }, "bank_reference"],
            [{ sha256: "1c".repeat(32) }, "upload_path"],
          ] as const
        ) {
          const refused = await refusal(
            reportPayment(database, otherTenant, org, {
              charge: debt?.id ?? "",
              kobo: 7_000,
              ...used,
            }),
          );
          assertEquals([refused.code, refused.hint, JSON.parse(refused.detail)], [
            "PT422",
            "offline_payment.bad_evidence",
            { field },
          ]);
        }
        const kept = await database.query(
          "select 1 from payments where method = 'cheque' and tenancy_id = $1",
          [world.tenancy],
        );
        assertEquals(kept.length, 1, "what was refused left no payment");
      },
    );

    await t.step(
      "the same report again is the same payment, another one with its id is refused",
      async () => {
        const charge = await demand(6_000);
        const clientId = crypto.randomUUID();
        const facts = { charge, clientId, reference: "R-6000", upload: `${tenant.user}/slip.pdf` };
        const first = await report(6_000, facts);
        const [again] = await as<{ known: Row | null }>(
          database,
          "service",
          `select known from service.prepare_payment_proof($1, $2, $3::text::uuid[], 'bank_transfer', 6000, $4, 'R-6000', null, $5)`,
          [tenant.user, clientId, `{${charge}}`, today, facts.upload],
        );
        assertEquals(again?.known?.id, first);
        assertEquals(
          (await refusal(report(5_000, { ...facts, reference: "R-6001" }))).hint,
          "offline_payment.client_id_used",
        );
      },
    );

    await t.step("what is said has bounds, and what is not owed is not found", async () => {
      const charge = await demand(5_000);
      for (
        const [what, field] of [
          [{ method: "paystack" }, "method"],
          [{ kobo: 0 }, "amount_kobo"],
          [{ kobo: 10_000_000_000_001 }, "amount_kobo"],
          [{ paidOn: nigerianDate(1) }, "paid_on"],
          [{ paidOn: "1999-12-31" }, "paid_on"],
          [{ reference: "x".repeat(81) }, "bank_reference"],
        ] as const
      ) {
        assertEquals(await problem(report(5_000, { charge, ...what })), [
          "PT422",
          "offline_payment.bad_fact",
          field,
        ]);
      }
      assertEquals(
        (await refusal(report(5_000, { charge, upload: `${owner.user}/slip.pdf` }))).hint,
        "document.bad_path",
      );
      assertEquals(
        (await refusal(reportPayment(database, otherTenant, org, { charge }))).hint,
        "charge.not_found",
      );
      const id = await report(5_000, { charge });
      for (
        const [kobo, on, field] of [
          [0, today, "amount_kobo"],
          [5_000, nigerianDate(1), "received_on"],
        ] as const
      ) assertEquals((await problem(confirm(owner, id, kobo, on)))[2], field);
    });

    await t.step(
      "nobody looks in time: it expires, both are told, and late money is taken",
      async () => {
        const charge = await demand(4_000);
        const id = await report(4_000, { charge });
        await database.query(
          "update offline_payments set answer_by = now() - interval '1 minute' where id = $1",
          [id],
        );
        await database.query("select private.expire_payment_proofs()");
        assertEquals([(await read(id)).status, (await paymentOf(id))?.status], [
          "expired",
          "abandoned",
        ]);
        const told = await toldOf(id, "payment_expired");
        assert(told.includes(tenant.user) && told.includes(owner.user));
        await confirm(owner, id, 4_000);
        assertEquals(await openOf(charge), 0);
      },
    );

    await t.step(
      "a fake alert is taken back with a reason: charge, books and history say so",
      async () => {
        const before = await books();
        const charge = await demand(60_000);
        const id = await report(60_000, { charge });
        await confirm(owner, id, 61_500);
        assertEquals(await openOf(charge), 0);
        assertEquals(
          (await refusal(call(manager, "take_back_payment", id, "No"))).hint,
          "auth.forbidden",
        );
        assertEquals((await problem(call(owner, "take_back_payment", id, "No")))[2], "reason");
        await call(accountant, "take_back_payment", id, "The alert was forged");
        assertEquals([(await read(id)).status, (await paymentOf(id))?.status], [
          "reversed",
          "reversed",
        ]);
        assertEquals(await openOf(charge), 60_000);
        const after = await books();
        for (const account of ["bank", "tenant_credit"]) {
          assertEquals(after[account] ?? 0, before[account] ?? 0, account);
        }
        assertEquals(
          (after["tenant_receivable"] ?? 0) - (before["tenant_receivable"] ?? 0),
          60_000,
        );
        assert((await toldOf(id, "payment_reversed")).includes(tenant.user));
        const [trace] = await as<{ kind: string }>(
          database,
          staff,
          "select kind from payment_exceptions where payment_id = $1 and kind = 'offline_taken_back'",
          [(await read(id)).payment_id],
        );
        assertEquals(trace?.kind, "offline_taken_back");
        assertEquals(
          (await call(accountant, "take_back_payment", id, "The alert was forged")).id,
          id,
        );
        assertEquals(
          (await refusal(confirm(owner, id, 60_000))).hint,
          "offline_payment.already_decided",
        );
        const [entries] = await database.query(
          "select count(*)::int as n from ledger_entries where source_id = $1",
          [(await read(id)).payment_id],
        );
        assertEquals(entries, { n: 2 });
      },
    );

    const record = (
      by: Actor,
      charge: string,
      kobo: number,
      clientId = crypto.randomUUID(),
      method = "cash",
    ) =>
      as<Row>(
        database,
        by,
        "select * from record_offline_payment($1::text::uuid[], $2, $3, $4, $5::uuid)",
        [`{${charge}}`, method, kobo, today, clientId],
      ).then((rows) => rows[0] as Row);

    await t.step("cash that a clerk took waits for the tenant, whose word settles it", async () => {
      const charge = await demand(3_000);
      for (const by of [tenant, agent, otherOwner, stranger]) {
        assertEquals((await refusal(record(by, charge, 3_000))).hint, "charge.not_found");
      }
      const clientId = crypto.randomUUID();
      const { id } = await record(manager, charge, 3_000, clientId);
      assertEquals((await record(manager, charge, 3_000, clientId)).id, id);
      assertEquals(
        (await refusal(record(manager, charge, 3_000, undefined, "bank_transfer"))).hint,
        "offline_payment.bad_fact",
      );
      assertEquals(
        (await toldOf(id, "payment_recorded")).sort(),
        [tenant.user, owner.user, accountant.user, colleague.user].sort(),
        "who pays, and who could find out that no money came",
      );
      assertEquals(
        (await refusal(confirm(owner, id, 3_000))).hint,
        "offline_payment.waits_for_payer",
      );
      for (const by of [manager, otherTenant, owner]) {
        assertEquals(
          (await refusal(call(by, "acknowledge_payment", id))).hint,
          "offline_payment.not_found",
        );
      }
      assertEquals((await call(tenant, "acknowledge_payment", id)).status, "confirmed");
      assertEquals(await openOf(charge), 0);
      assertEquals((await receiptsOf(id)).length, 1);
      assertEquals((await call(tenant, "acknowledge_payment", id)).status, "confirmed");
      assertEquals(
        (await refusal(call(tenant, "dispute_payment", id, "It is not so"))).hint,
        "offline_payment.already_decided",
      );
    });

    await t.step(
      "nobody who joined afterwards, or never agreed, speaks for the tenants",
      async () => {
        const charge = await demand(2_600);
        const { id } = await record(manager, charge, 2_600);
        const accomplice = { user: await createUser(database, "Accomplice") };
        await database.query(
          `with known as (
           insert into tenants (org_id, user_id, full_name, address)
           values ($1, $2, 'Accomplice', '4 Akoka Road, Yaba') returning id
         )
         insert into tenancy_parties (org_id, tenancy_id, tenant_id) select $1, $3, id from known`,
          [org, accomplice.user, world.tenancy],
        );
        const answer = async (by: Actor) =>
          (await refusal(call(by, "acknowledge_payment", id))).hint;
        assertEquals(await answer(accomplice), "offline_payment.not_agreed");
        await database.query(
          `update tenancy_parties set accepted_at = clock_timestamp() where accepted_at is null and tenant_id in
           (select tenant.id from tenants as tenant where tenant.user_id = $1)`,
          [accomplice.user],
        );
        assertEquals(await answer(accomplice), "offline_payment.not_agreed", "agreed too late");
        await call(tenant, "dispute_payment", id, "I gave no cash to anybody");
        assertEquals(await answer(accomplice), "offline_payment.disputed");
        assertEquals((await read(id)).status, "disputed");
        assertEquals((await call(tenant, "acknowledge_payment", id)).status, "confirmed");
        await database.query(
          "delete from tenancy_parties where tenant_id in (select id from tenants where user_id = $1)",
          [
            accomplice.user,
          ],
        );
      },
    );

    await t.step(
      "a clerk who is a tenant of it neither records nor answers themselves",
      async () => {
        const charge = await demand(2_500);
        await database.query(
          "insert into memberships (org_id, user_id, role) values ($1, $2, 'manager')",
          [org, tenant.user],
        );
        assertEquals((await refusal(record(tenant, charge, 2_500))).hint, "offline_payment.own");
        assertEquals(
          await database.query("select 1 from payment_items where charge_id = $1", [charge]),
          [],
          "nothing is begun",
        );
        await database.query("delete from memberships where org_id = $1 and user_id = $2", [
          org,
          tenant.user,
        ]);
      },
    );

    await t.step(
      "unanswered it settles by itself when the days are over, and not before",
      async () => {
        const charge = await demand(2_000);
        const { id } = await record(manager, charge, 2_000);
        await database.query("select private.settle_recorded_payments()");
        assertEquals((await read(id)).status, "recorded");
        await database.query(
          "update offline_payments set answer_by = now() - interval '1 minute' where id = $1",
          [id],
        );
        await database.query("select private.settle_recorded_payments()");
        assertEquals([(await read(id)).status, await openOf(charge)], ["confirmed", 0]);
        assertEquals((await receiptsOf(id)).length, 1);
      },
    );

    await t.step("one that cannot settle keeps no other waiting, and staff see it", async () => {
      const [stuck, fine] = [
        await record(manager, await demand(1_500), 1_500),
        await record(manager, await demand(1_600), 1_600),
      ] as const;
      // As if somebody had settled it past this: it must not be settled twice.
      await database.transaction(async (tx) => {
        await tx.query("select private.begin_move('payment', $1)", [stuck.payment_id]);
        await tx.query(
          "update payments set status = 'succeeded', paid_at = now() where id = $1",
          [stuck.payment_id],
        );
      });
      await database.query(
        `update offline_payments set answer_by = now() - interval '1 minute' where id in ($1, $2)`,
        [stuck.id, fine.id],
      );
      await database.query("select private.settle_recorded_payments()");
      await database.query("select private.settle_recorded_payments()");
      assertEquals([(await read(stuck.id)).status, (await read(fine.id)).status], [
        "recorded",
        "confirmed",
      ]);
      const [left] = await database.query(
        "select count(*)::int as n from offline_payments where status = 'recorded' and answer_by <= now()",
      );
      assertEquals(left, { n: 0 }, "it is tried again tomorrow, not for ever");
      const traces = await as(
        database,
        staff,
        "select 1 from payment_exceptions where payment_id = $1 and kind = 'gave_up'",
        [stuck.payment_id],
      );
      assertEquals(traces.length, 1);
    });

    await t.step("history names who moved it and why, and not to who reads no money", async () => {
      const id = await report(700, { charge: await demand(700) });
      await call(owner, "ask_for_proof", id, "Which bank was it?");
      const history = (by: Actor) =>
        as<{ to_state: string; reason: string | null; actor_id: string | null }>(
          database,
          by,
          "select to_state, reason, actor_id from state_changes where subject_id = $1 order by id",
          [id],
        );
      assertEquals(await history(accountant), [
        { to_state: "submitted", reason: null, actor_id: null },
        { to_state: "needs_more", reason: "Which bank was it?", actor_id: owner.user },
      ]);
      assertEquals(await history(agent), []);
    });

    await t.step("what the tenant disputes never settles by itself: staff decide", async () => {
      const charge = await demand(1_000);
      const { id } = await record(manager, charge, 1_000);
      await call(tenant, "dispute_payment", id, "I gave no cash to anybody");
      await database.query("select private.settle_recorded_payments()");
      assertEquals([(await read(id)).status, await openOf(charge)], ["disputed", 1_000]);
      assert((await toldOf(id, "payment_disputed")).includes(owner.user));
      assertEquals((await refusal(confirm(owner, id, 1_000))).hint, "offline_payment.disputed");
      const seen = await as(database, staff, "select id from offline_payments where id = $1", [id]);
      assertEquals(seen.length, 1, "staff see what they decide");
      await call(staff, "reject_offline_payment", id, "The clerk has no slip");
      assertEquals((await paymentOf(id))?.status, "failed");
      assertEquals(
        (await refusal(confirm(owner, id, 1_000))).hint,
        "offline_payment.already_decided",
        "what staff decided stands",
      );

      const other = await record(manager, charge, 1_000);
      await call(tenant, "dispute_payment", other.id, "Was it not in May?");
      await call(manager, "reject_offline_payment", other.id, "Recorded for the wrong home");
      assertEquals((await read(other.id)).status, "rejected", "the clerk takes their word back");

      const third = await record(manager, charge, 1_000);
      await call(tenant, "dispute_payment", third.id, "Which cash?");
      assertEquals((await confirm(staff, third.id, 1_000)).status, "confirmed");
      assertEquals(await openOf(charge), 0);
    });

    await t.step(
      "a cheque is pending until it clears or bounces, and one that bounces later is taken back",
      async () => {
        const charge = await demand(90_000);
        const bounced = await report(90_000, { charge, method: "cheque", reference: "000451" });
        assertEquals((await paymentOf(bounced))?.status, "pending");
        await call(owner, "reject_offline_payment", bounced, "It bounced: no funds");
        const cleared = await report(90_000, { charge, method: "cheque", reference: "000452" });
        await confirm(owner, cleared, 90_000);
        assertEquals(await openOf(charge), 0);
        await call(owner, "take_back_payment", cleared, "Returned by the bank after all");
        assertEquals(await openOf(charge), 90_000);
      },
    );

    await t.step(
      "a try that was killed leaves a file that is swept, and one that took too long is told",
      async () => {
        const charge = await demand(500);
        const [prepared] = await as<{ storage_path: string }>(
          database,
          "service",
          `select * from service.prepare_payment_proof($1, gen_random_uuid(), $2::text::uuid[], 'cash', 500, $3, null, null, $4)`,
          [tenant.user, `{${charge}}`, today, `${tenant.user}/slip.pdf`],
        );
        const path = prepared?.storage_path ?? "";
        const sweep = async () =>
          (await as<{ bucket: string; path: string }>(
            database,
            "service",
            "select * from service.files_to_sweep()",
          ))
            .filter((it) => it.bucket === "payment-proofs").map((it) => it.path);
        assertEquals((await sweep()).includes(path), false);
        await database.query(
          "update private.abandoned_files set abandoned_at = now() - interval '11 minutes' where path = $1",
          [path],
        );
        assertEquals((await sweep()).includes(path), true);
        await as(database, "service", "select service.forget_abandoned_files(array[$1])", [path]);
        const late = as(
          database,
          "service",
          `select service.report_offline_payment($1, gen_random_uuid(), $2::text::uuid[], 'cash', 500, $3, null, null, $4,
           $5, 'application/pdf', 900, $6)`,
          [tenant.user, `{${charge}}`, today, `${tenant.user}/slip.pdf`, path, "2d".repeat(32)],
        );
        assertEquals((await refusal(late)).hint, "offline_payment.took_too_long");
        const used = await database.query("select storage_path from payment_proofs");
        const left = await sweep();
        assert(
          used.every((it) => !left.includes(String(it["storage_path"]))),
          "no proof is ever swept",
        );
      },
    );

    await t.step(
      "a buyer pays the deposit of a sale the same way, and sees no tenant's",
      async () => {
        const { sale } = await agreeSale(database, world, stranger);
        await callWith(database, owner, "add_sale_party", {
          sale_id: sale,
          role: "buyer",
          full_name: "A buyer",
          address: "9 Bode Thomas, Surulere",
          profile_id: stranger.user,
        });
        await callWith(database, owner, "sign_sale", { sale_id: sale, signed_on: today });
        const [deposit] = await as<{ charge_id: string; open_kobo: number }>(
          database,
          stranger,
          "select charge_id, open_kobo from charge_balances where sale_id = $1 and kind = 'sale_deposit'",
          [sale],
        );
        const charge = deposit?.charge_id ?? "";
        const kobo = deposit?.open_kobo ?? 0;
        assertEquals((await refusal(report(kobo, { charge }))).hint, "charge.not_found");
        const id = await reportPayment(database, stranger, org, { charge, kobo });
        const seen = await as(database, stranger, "select id from offline_payments", []);
        assertEquals(seen, [{ id }]);
        assertEquals(
          (await as(database, stranger, "select id from payment_proofs", [])).length,
          1,
        );
        await confirm(owner, id, kobo);
        assertEquals([await openOf(charge), (await receiptsOf(id)).length], [0, 1]);
        await call(owner, "take_back_payment", id, "The alert was forged");
        assertEquals(await openOf(charge), kobo);
        assert((await toldOf(id, "payment_reversed")).includes(stranger.user));
      },
    );

    await t.step("books balance and agree with what is paid, whatever was done above", async () => {
      const [sums] = await database.query(
        `select coalesce(sum(debit_kobo - credit_kobo), 0)::int as off from ledger_lines where org_id = $1`,
        [org],
      );
      assertEquals(sums, { off: 0 });
      const [open] = await database.query<{ kobo: number }>(
        "select coalesce(sum(open_kobo), 0)::bigint as kobo from charge_balances where org_id = $1",
        [org],
      );
      const { tenant_receivable = 0, buyer_receivable = 0 } = await books();
      assertEquals(tenant_receivable + buyer_receivable, open?.kobo);
    });
  } finally {
    await close();
  }
});
