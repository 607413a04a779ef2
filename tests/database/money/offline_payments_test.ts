import { assert, assertEquals } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { reportPayment } from "../world.ts";
import { openOffice, type Row } from "./offline_office.ts";

Deno.test("offline payments: what a payer shows, somebody else confirms", async (t) => {
  const {
    database,
    world,
    close,
    colleague,
    today,
    demand,
    report,
    call,
    confirm,
    read,
    paymentOf,
    openOf,
    receiptsOf,
    toldOf,
    books,
  } = await openOffice();
  try {
    const { people, org } = world;
    const { owner, accountant, manager, agent, tenant, otherTenant, otherOwner, stranger, staff } =
      people;

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
