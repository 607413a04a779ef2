/** Money that two want to have go out at the same moment, and money that comes in to an account number under a mandate. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";
import { books, call, demand, differences, settle, start } from "./owed.ts";
import { available, decidePayout, payableAccount, type Payout, requestPayout } from "./payouts.ts";
import { approve, refundOf, request } from "./refunding.ts";

/** These are about many connections at once. */
const ignore = Deno.env.get("DATABASE_URL") === undefined;

/** Whether a call went through, or with which problem it was refused. */
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(() => "done", (error) => error.hint ?? String(error));

/** What a provider holds of an organization's, less all that is under way. */
async function leftOf(database: Database, org: string): Promise<number> {
  const [row] = await database.query<{ kobo: number }>(
    "select all_left_kobo::float8 as kobo from private.provider_funds($1) where provider = 'paystack'",
    [org],
  );
  return row?.kobo ?? 0;
}

Deno.test({
  name: "a refund and a payout of the same money at the same moment: one of them",
  ignore,
  async fn() {
    const { database, world, close } = await openWorld();
    const { owner, accountant } = world.people;
    try {
      await liftLimits(database);
      const { tenancy, tenant } = await letSince(database, world, 0);
      const payment = await start(database, tenant.user, [
        await demand(database, owner, tenancy.id, 10_000, "2027-01-01"),
      ]);
      await settle(database, payment);
      const account = await payableAccount(database, world);
      const all = await available(database, owner, world.org);
      const met = new Set<string>();
      for (let round = 0; round < 12; round++) {
        const refund = await request(database, accountant, payment.id, 9_000);
        const client_id = crypto.randomUUID();
        const approving = () => outcome(approve(database, owner, refund.id));
        const asking = () =>
          outcome(requestPayout(database, accountant, world.org, account, all, { client_id }));
        const first = round % 2 === 0 ? approving() : undefined;
        const asked = asking();
        const outcomes = [await (first ?? approving()), await asked];
        met.add(outcomes.join(" "));
        assert(await leftOf(database, world.org) >= 0, "never more under way than is there");
        const [payout] = await database.query<{ id: string }>(
          "select id from payouts where client_id = $1",
          [client_id],
        );
        if (payout !== undefined) {
          await decidePayout(database, owner, "withdraw_payout", {
            payout_id: payout.id,
            reason: "For the test",
          });
        }
        await call(database, accountant, "withdraw_refund", {
          refund_id: refund.id,
          reason: "For the test",
        });
        assertEquals((await refundOf(database, refund.id)).status, "withdrawn");
        assertEquals(await available(database, owner, world.org), all);
      }
      for (const it of met) {
        assert(["refund.not_enough done", "done payout.not_enough"].includes(it), it);
      }
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "of what an agency collected, a refund and a remittance at the same moment: one of them",
  ignore,
  async fn(t) {
    const { database, close, world, harbour } = await openAgencies();
    const { owner, accountant, tenant } = world.people;
    try {
      await liftLimits(database);
      const mandate = await offer(database, owner, world, harbour.org, {
        scopes: "{collect}",
        fee_payer: "owner",
      });
      await call(database, owner, "set_mandate_collecting", {
        id: mandate.id,
        agent_collects: true,
      });
      await answer(database, harbour.principal, mandate.id);
      const payment = await start(database, tenant.user, [
        await demand(database, owner, world.tenancy, 100_000, "2027-01-31"),
      ]);
      await settle(database, payment);
      const account = await payableAccount(database, world);
      const remit = (client_id: string, kobo: number) =>
        call<Payout>(database, harbour.accountant, "request_remittance", {
          mandate_id: mandate.id,
          payee_account_id: account,
          amount_kobo: kobo,
          client_id,
        }, "id, status::text");
      const there = await leftOf(database, harbour.org) - 6_000;
      assert(there > 0);

      await t.step(
        "sent on before: the refund waits for money, and by hand it can go",
        async () => {
          const { id } = await remit(crypto.randomUUID(), there);
          const refund = await request(database, accountant, payment.id, 50_000);
          assertEquals(await outcome(approve(database, owner, refund.id)), "refund.not_enough");
          assertEquals((await refundOf(database, refund.id)).status, "requested");
          await decidePayout(database, harbour.principal, "withdraw_payout", {
            payout_id: id,
            reason: "For the test",
          });
          assertEquals(await outcome(approve(database, owner, refund.id)), "done");
          await call(database, accountant, "withdraw_refund", {
            refund_id: refund.id,
            reason: "For the test",
          });
        },
      );

      await t.step("both at once", async () => {
        for (let round = 0; round < 8; round++) {
          const refund = await request(database, accountant, payment.id, 50_000);
          const client_id = crypto.randomUUID();
          const remitting = () => outcome(remit(client_id, there));
          const first = round % 2 === 0 ? remitting() : undefined;
          const approving = outcome(approve(database, owner, refund.id));
          const outcomes = [await approving, await (first ?? remitting())];
          assert(
            ["refund.not_enough done", "done payout.not_enough"].includes(outcomes.join(" ")),
            outcomes.join(" "),
          );
          assert(await leftOf(database, harbour.org) >= 0);
          const [payout] = await database.query<{ id: string }>(
            "select id from payouts where client_id = $1",
            [client_id],
          );
          if (payout !== undefined) {
            await decidePayout(database, harbour.principal, "withdraw_payout", {
              payout_id: payout.id,
              reason: "For the test",
            });
          }
          await call(database, accountant, "withdraw_refund", {
            refund_id: refund.id,
            reason: "For the test",
          });
        }
        for (const org of [world.org, harbour.org]) {
          assertEquals(await differences(database, org), []);
        }
      });
    } finally {
      await close();
    }
  },
});

/** A transfer to an account number, told twice at the same moment, as the worker settles what the provider confirmed. */
async function transfer(database: Database, kobo: number): Promise<string[]> {
  const reference = `T${crypto.randomUUID().slice(0, 13)}`;
  const told = async (copy: number) => {
    await as(
      database,
      "service",
      "select service.receive_provider_event('paystack', encode(sha256($1::text::bytea), 'hex'), 'charge.success', $2, '{}')",
      [`${reference} ${copy}`, reference],
    );
    const [event] = await database.query<{ id: string }>(
      "select id from private.provider_events where reference = $1 order by id desc limit 1",
      [reference],
    );
    const [row] = await as<{ outcome: string }>(
      database,
      "service",
      "select service.settle_credit(0, $1, 'CUS_1', null, 'tx ' || $2, $3, 'NGN', now()::text, 'dedicated_nuban', 100) as outcome",
      [event?.id, reference, kobo],
    );
    return row?.outcome ?? "";
  };
  return (await Promise.all([told(1), told(2), told(3)])).sort();
}

Deno.test({
  name:
    "a transfer to the account number of a tenancy under a mandate: the agency has it and owes it",
  ignore,
  async fn(t) {
    const { database, close, world, harbour } = await openAgencies();
    const { owner, tenant } = world.people;
    try {
      await liftLimits(database);
      const mandate = await offer(database, owner, world, harbour.org, {
        scopes: "{collect}",
        fee_payer: "owner",
      });
      await call(database, owner, "set_mandate_collecting", {
        id: mandate.id,
        agent_collects: true,
      });
      await answer(database, harbour.principal, mandate.id);
      const asked = await call<{ id: string }>(database, tenant, "ask_virtual_account", {
        tenancy_id: world.tenancy,
        provider: "paystack",
      });
      await as(
        database,
        "service",
        "select service.open_virtual_account($1, 'Test Bank', '9900000001', 'ESTATE/TUNDE BELLO', 'CUS_1')",
        [asked.id],
      );
      const owed = async () => {
        const [row] = await as<{ owed: number }>(
          database,
          owner,
          "select owed_kobo::float8 as owed from principal_balances($1)",
          [world.org],
        );
        return row?.owed ?? 0;
      };
      const sound = async () => {
        for (const org of [world.org, harbour.org]) {
          assertEquals(await differences(database, org), []);
        }
      };

      await t.step("told three times at once, it is in both books once", async () => {
        const before = await books(database, world.org);
        await demand(database, owner, world.tenancy, 40_000, "2027-01-31");
        assertEquals(await transfer(database, 50_000), [
          "already_settled",
          "already_settled",
          "settled",
        ]);
        const after = await books(database, world.org);
        assertEquals(await owed(), 50_000 - 100);
        assertEquals(after.agent_receivable, 50_000 - 100);
        assertEquals(after.provider_clearing, before.provider_clearing, "none of it is here");
        assertEquals(after.tenant_credit, -10_000, "what was not owed is the tenant's");
        assertEquals(await books(database, harbour.org), {
          provider_clearing: 50_000 - 100,
          principal_payable: -(50_000 - 100),
        });
        await sound();
      });

      await t.step(
        "the mandate is taken back at that moment: the agency's or the owner's, and whole",
        async () => {
          const before = {
            owed: await owed(),
            own: (await books(database, world.org)).provider_clearing ?? 0,
          };
          const [outcomes] = await Promise.all([
            transfer(database, 30_000),
            revoke(database, owner, mandate.id),
          ]);
          assertEquals(outcomes, ["already_settled", "already_settled", "settled"]);
          const moved = {
            owed: await owed() - before.owed,
            own: ((await books(database, world.org)).provider_clearing ?? 0) - before.own,
          };
          assertEquals(moved.owed + moved.own, 30_000 - 100);
          assert(moved.owed === 0 || moved.own === 0, JSON.stringify(moved));
          await sound();
        },
      );

      await t.step("after it, it is the owner's", async () => {
        const before = await owed();
        await transfer(database, 20_000);
        assertEquals(await owed(), before);
        await sound();
      });
    } finally {
      await close();
    }
  },
});
