import { assert, assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { books, call, demand, differences, settle, start } from "./owed.ts";
import {
  available,
  claim,
  decidePayout,
  hear,
  payableAccount,
  type Payout,
  payoutOf,
  requestPayout,
} from "./payouts.ts";

interface Balance {
  mandate_id: string;
  collected_kobo: number;
  provider_fees_kobo: number;
  agency_fee_kobo: number;
  remitted_kobo: number;
  owed_kobo: number;
}

Deno.test("an agency that collects owes its principal, in both books", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  const { owner, tenant, otherTenant, accountant } = world.people;
  const { org } = world;
  try {
    const mandate = await offer(database, owner, world, harbour.org, {
      scopes: "{collect}",
      fee_payer: "owner",
    });
    const collect = (by: Actor, id: string, agent_collects: boolean | null) =>
      call<{ agent_collects: boolean }>(database, by, "set_mandate_collecting", {
        id,
        agent_collects,
      });
    const balances = async (by: Actor, of: string) =>
      (await as<Balance>(
        database,
        by,
        `select mandate_id, collected_kobo, provider_fees_kobo, agency_fee_kobo, remitted_kobo, owed_kobo
         from principal_balances($1)`,
        [of],
      )).map((row) =>
        Object.fromEntries(
          Object.entries(row).map((
            [key, value],
          ) => [key, key === "mandate_id" ? value : Number(value)]),
        )
      );
    const sound = async () => {
      for (const whose of [org, harbour.org]) {
        assertEquals(await differences(database, whose), []);
      }
    };
    const rent = async () => {
      const [charge] = await database.query<{ id: string }>(
        "select id from charges where kind = 'rent' and paid_kobo = 0 and org_id = $1",
        [org],
      );
      return charge?.id ?? "";
    };
    /** Pays with a fee of ₦1 that the provider keeps. */
    const pay = async (user: string, charge: string) => {
      const payment = await start(database, user, [charge]);
      await database.query(
        "select private.settle_payment('paystack', $1, $1, $2, 'NGN', now(), 'card', 100)",
        [payment.reference, payment.kobo],
      );
      return payment;
    };
    const remit = (by: Actor, account: string | null, kobo: number | null, changes = {}) =>
      call<Payout>(database, by, "request_remittance", {
        mandate_id: mandate.id,
        payee_account_id: account,
        amount_kobo: kobo,
        client_id: crypto.randomUUID(),
        ...changes,
      }, "id, status::text, reference");

    await t.step("who collects is said by the owner, before the agency answers", async () => {
      assertEquals((await collect(owner, mandate.id, true)).agent_collects, true);
      assertEquals((await collect(owner, mandate.id, true)).agent_collects, true, "a repeat");
      for (const by of [accountant, world.people.manager]) {
        assertEquals((await refusal(collect(by, mandate.id, false))).hint, "auth.forbidden");
      }
      for (const by of [harbour.principal, tenant]) {
        assertEquals((await refusal(collect(by, mandate.id, false))).hint, "mandate.not_found");
      }
      const lister = await offer(database, owner, world, rival.org, { scopes: "{list}" });
      assertEquals(await problem(collect(owner, lister.id, true)), [
        "PT400",
        "mandate.bad_terms",
        "agent_collects",
      ]);
      assertEquals((await refusal(collect(owner, mandate.id, null))).hint, "mandate.bad_terms");
      const before = await start(database, tenant.user, [
        await demand(database, owner, world.tenancy, 100, "2027-01-31"),
      ]);
      await settle(database, before);
      assertEquals(await balances(owner, org), [], "not accepted yet: it is the owner's");
      await answer(database, harbour.principal, mandate.id);
      const other = await offer(database, owner, world, rival.org, { scopes: "{collect}" });
      await answer(database, rival.principal, other.id);
      assertEquals(
        (await refusal(collect(owner, other.id, true))).hint,
        "mandate.already_answered",
      );
    });

    let rentPayment = { reference: "", id: "", kobo: 0 };
    await t.step("rent comes in: less the provider's and the agency's fee it is owed", async () => {
      const before = await books(database, org);
      rentPayment = await pay(otherTenant.user, await rent());
      const owed = 120_000_000 - 100 - 12_000_000;
      const after = await books(database, org);
      assertEquals([after.agent_receivable, after.agency_fees], [owed, 12_000_000]);
      assertEquals(after.provider_clearing, before.provider_clearing, "none of it is here");
      assertEquals(await books(database, harbour.org), {
        provider_clearing: 120_000_000 - 100,
        principal_payable: -owed,
        fee_income: -12_000_000,
      });
      const expected = [{
        mandate_id: mandate.id,
        collected_kobo: 120_000_000,
        provider_fees_kobo: 100,
        agency_fee_kobo: 12_000_000,
        remitted_kobo: 0,
        owed_kobo: owed,
      }];
      assertEquals(await balances(owner, org), expected);
      assertEquals(await balances(harbour.accountant, harbour.org), expected);
      for (const by of [tenant, rival.principal, world.people.agent]) {
        assertEquals(await balances(by, org), []);
      }
      await sound();
      // Of what the tenants pay besides the rent the agency takes nothing.
      await pay(tenant.user, await demand(database, owner, world.tenancy, 5_000, "2027-01-31"));
      assertEquals((await balances(owner, org))[0]?.owed_kobo, owed + 4_900);
      await sound();
    });

    await t.step("what is owed is not the agency's own, its fee is", async () => {
      assertEquals(await available(database, harbour.principal, harbour.org), 12_000_000 - 6_000);
      const own = await available(database, owner, org);
      assertEquals(own, 120_000_000 - 200_000 + 100 - 6_000, "what was collected is not here");
    });

    let account = "";
    await t.step("it is sent on to an account that the owner's people approved", async () => {
      account = await payableAccount(database, world);
      const shown = (by: Actor) =>
        as(database, by, "select payee_account_id, last_four from principal_accounts($1)", [
          mandate.id,
        ]);
      assertEquals(await shown(harbour.accountant), [{
        payee_account_id: account,
        last_four: "4321",
      }]);
      for (const by of [harbour.manager, rival.principal, tenant]) {
        assertEquals(await shown(by), []);
      }

      const owed = 120_000_000 - 100 - 12_000_000 + 4_900;
      for (const by of [owner, rival.principal, tenant]) {
        assertEquals((await refusal(remit(by, account, 1))).hint, "mandate.not_found");
      }
      assertEquals((await refusal(remit(harbour.manager, account, 1))).hint, "auth.forbidden");
      assertEquals(
        (await refusal(remit(harbour.accountant, account, null))).hint,
        "payout.bad_fact",
      );
      assertEquals(
        (await refusal(remit(harbour.accountant, null, 1))).hint,
        "payee_account.not_found",
      );
      const tooMuch = await refusal(remit(harbour.accountant, account, owed + 1));
      assertEquals([tooMuch.hint, JSON.parse(tooMuch.detail).owed_kobo], [
        "payout.not_enough",
        owed,
      ]);
      // The agency cannot pay its own money out to the owner's account, nor the owner's to its own.
      assertEquals(
        (await refusal(requestPayout(database, harbour.accountant, harbour.org, account, 1))).hint,
        "payee_account.not_found",
      );

      const sent = await remit(harbour.accountant, account, 100_000_000);
      assertEquals(
        (await refusal(remit(harbour.accountant, account, owed))).hint,
        "payout.not_enough",
      );
      assertEquals(
        (await refusal(decidePayout(database, owner, "approve_payout", { payout_id: sent.id })))
          .hint,
        "payout.not_found",
      );
      assertEquals(
        (await refusal(
          decidePayout(database, harbour.accountant, "approve_payout", { payout_id: sent.id }),
        )).hint,
        "payout.own",
      );
      await decidePayout(database, harbour.principal, "approve_payout", { payout_id: sent.id });
      await claim(database);
      const told = { amount_kobo: 100_000_000, fee_kobo: 5_000, provider_transfer_id: "r1" };
      assertEquals(await hear(database, sent.id, "paid", told), "paid");
      assertEquals(await hear(database, sent.id, "paid", told), "paid");
      const theirs = await books(database, org);
      assertEquals([theirs.agent_receivable, theirs.bank], [owed - 100_000_000, 100_000_000]);
      const agency = await books(database, harbour.org);
      assertEquals([agency.principal_payable, agency.provider_fees], [100_000_000 - owed, 5_000]);
      assertEquals((await balances(owner, org))[0]?.remitted_kobo, 100_000_000);
      assertEquals(
        await as(database, owner, "select status::text from payouts where id = $1", [sent.id]),
        [{ status: "paid" }],
        "the owner sees what was sent on",
      );
      const [note] = await database.query(
        "select kind from notifications where user_id = $1 and subject_id = $2",
        [owner.user, sent.id],
      );
      assertEquals(note, { kind: "remittance_paid" });
      assertEquals(
        await available(database, harbour.principal, harbour.org),
        12_000_000 - 6_000 - 5_000,
      );
      await sound();

      assertEquals(
        await hear(database, sent.id, "reversed", { amount_kobo: 100_000_000 }),
        "reversed",
      );
      assertEquals((await balances(owner, org))[0]?.owed_kobo, owed);
      await sound();
    });

    await t.step("a statement says what moved it", async () => {
      const lines = (by: Actor) =>
        as<{ kind: string; balance_kobo: number }>(
          database,
          by,
          `select kind::text, balance_kobo from principal_statement($1, '2020-01-01', '2099-01-01')`,
          [mandate.id],
        );
      const owed = 120_000_000 - 100 - 12_000_000;
      assertEquals((await lines(owner)).map((it) => [it.kind, Number(it.balance_kobo)]), [
        ["collected", owed],
        ["collected", owed + 4_900],
        ["remitted", owed + 4_900 - 100_000_000],
        ["remittance_reversed", owed + 4_900],
      ]);
      assertEquals(await lines(rival.principal), []);
      assertEquals(
        await problem(
          as(database, owner, "select * from principal_statement($1, '2027-01-02', '2027-01-01')", [
            mandate.id,
          ]),
        ),
        ["PT400", "ledger.bad_days", "until_on"],
      );
    });

    await t.step(
      "a payment that is taken back is owed no more, and the fee is given back",
      async () => {
        await database.query("select private.move_payment($1, 'reversed', 'Charged back')", [
          rentPayment.id,
        ]);
        // The provider kept its fee, which the owner bears.
        assertEquals(await balances(owner, org), [{
          mandate_id: mandate.id,
          collected_kobo: 5_000,
          provider_fees_kobo: 200,
          agency_fee_kobo: 0,
          remitted_kobo: 0,
          owed_kobo: 4_900 - 100,
        }]);
        assertEquals((await books(database, org)).agency_fees, undefined);
        assertEquals((await books(database, harbour.org)).fee_income, undefined);
        await sound();
      },
    );

    await t.step(
      "after the mandate it goes to the owner, and what is owed is still sent on",
      async () => {
        const open = await start(database, tenant.user, [
          await demand(database, owner, world.tenancy, 70_000, "2027-02-28"),
        ]);
        await revoke(database, owner, mandate.id);
        await pay(tenant.user, await demand(database, owner, world.tenancy, 9_000, "2027-02-28"));
        assertEquals((await balances(owner, org))[0]?.collected_kobo, 5_000);
        // A checkout stays what it was when it was opened.
        await settle(database, open);
        assertEquals((await balances(owner, org))[0]?.collected_kobo, 75_000);
        const last = await remit(harbour.accountant, account, 1_000);
        assert(
          last.status === "requested" && (await payoutOf(database, last.id)).status === "requested",
        );
        await as(database, owner, "select retire_payee_account($1, 'The bank closed it')", [
          account,
        ]);
        assertEquals((await payoutOf(database, last.id)).status, "withdrawn");
        await sound();
      },
    );

    await t.step("what is refunded goes back out of what the agency holds", async () => {
      const undo = new Error("undo");
      await database.transaction(async (tx) => {
        const [paid] = await tx.query<{ id: string }>(
          "select payment_id as id from principal_moves where kind = 'collected' and gross_kobo = $1",
          [70_000],
        );
        await tx.query(
          "select private.return_money($1, 'refund', gen_random_uuid(), 10000, now(), 'provider_clearing')",
          [paid?.id],
        );
        const wrong = await tx.query<{ what: string }>(
          "select what from private.ledger_differences($1) union all select what from private.ledger_differences($2)",
          [org, harbour.org],
        );
        // The refund itself is left out here, which the proof notices, and nothing else.
        assertEquals(wrong.map((it) => it.what), ["return_not_booked"]);
        const [move] = await tx.query<{ owed_kobo: number; clearing_kobo: number }>(
          "select owed_kobo, clearing_kobo from principal_moves where kind = $1::text::principal_move_kind",
          ["collection_returned"],
        );
        assertEquals([Number(move?.owed_kobo), Number(move?.clearing_kobo)], [-10_000, -10_000]);
        throw undo;
      }).catch((error) => {
        if (error !== undo) throw error;
      });
    });

    await t.step("the proof notices what went past the functions", async () => {
      await database.exec(
        `alter table principal_moves disable trigger refuse_change;
         update principal_moves set owed_kobo = owed_kobo + 1 where kind = 'collected' and gross_kobo = 70000;
         alter table principal_moves enable trigger refuse_change;`,
      );
      for (
        const [whose, what] of [[org, "agent_receivable"], [
          harbour.org,
          "principal_payable",
        ]] as const
      ) {
        const found = await differences(database, whose) as { what: string }[];
        assertEquals(found.map((it) => it.what), [what]);
      }
    });
  } finally {
    await close();
  }
});
