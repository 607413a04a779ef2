import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as, problem, refusal } from "../actor.ts";
import { agreeSale, call as callWith } from "../deals/deals.ts";
import { reportPayment } from "../world.ts";
import { openOffice } from "./offline_office.ts";

Deno.test("offline payments: bounds, time, forged alerts, cheques, and what a killed try leaves", async (t) => {
  const {
    database,
    world,
    close,
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
    const { owner, accountant, manager, tenant, otherTenant, stranger, staff } = people;

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
