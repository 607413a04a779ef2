/** What nobody knows of a provider's subaccount is found out or told anew, and never taken for what was known before. */
import { assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import {
  later,
  say,
  settlementBy,
  settlementOf,
  settleStraight,
  type Step,
  step,
} from "./direct_settlements.ts";
import { openOffice } from "./offline_office.ts";
import { addCollection, decideAccount, payableAccount } from "./payouts.ts";

Deno.test("what nobody knows of a subaccount is told anew", async (t) => {
  const { database, world, close } = await openOffice();
  const { owner, accountant, staff } = world.people;
  const { org } = world;
  const ask = async (payee_account_id: string) => {
    const { id } = await settlementBy(database, owner, "request_direct_settlement", {
      org_id: org,
      payee_account_id,
    });
    await settlementBy(database, accountant, "approve_direct_settlement", {
      direct_settlement_id: id,
    });
    return id;
  };
  const next = async () => {
    await later(database);
    return await step(database);
  };
  try {
    const { account: first } = await settleStraight(database, world);

    await t.step("a change whose answer was lost is made again, also back to the old", async () => {
      const second = await payableAccount(database, world, { last_four: "8765" });
      await ask(second);
      const [lost] = await next();
      assertEquals([lost?.action, lost?.payee_account_id], ["update", second]);
      await say(database, lost as Step, "unknown");
      await decideAccount(database, owner, "retire_payee_account", {
        payee_account_id: second,
        reason: "Not ours",
      });
      await ask(first);
      const [again] = await next();
      assertEquals([again?.action, again?.payee_account_id], ["update", first]);
      await say(database, again as Step, "updated", { last_four: "4321" });
    });

    await t.step("the answer about one account says nothing of the next", async () => {
      await ask(await payableAccount(database, world, { last_four: "2222" }));
      const [inHand] = await next();
      const wanted = await payableAccount(database, world, { last_four: "3333" });
      const id = await ask(wanted);
      await say(database, inHand as Step, "refused", { reason: "Account 2222 is frozen" });
      assertEquals((await settlementOf(database, id)).status, "approved");
      const [told] = await next();
      assertEquals([told?.action, told?.payee_account_id], ["update", wanted]);
      await say(database, told as Step, "updated", { last_four: "3333" });
      assertEquals((await settlementOf(database, id)).status, "active");
    });

    await t.step("what was refused in place of another is closed there", async () => {
      const id = await ask(await payableAccount(database, world, { last_four: "1111" }));
      const [refused] = await next();
      await say(database, refused as Step, "refused", { reason: "No such bank" });
      assertEquals((await settlementOf(database, id)).status, "failed");
      assertEquals((await next()).map(({ action }) => action), ["close"]);
    });

    await t.step("staff cannot name the code of another organization", async () => {
      await database.query(
        `insert into private.subaccounts (org_id, provider, code)
         select id, 'paystack', 'ACCT_other' from organizations where id <> $1 limit 1`,
        [org],
      );
      const id = await ask(await payableAccount(database, world, { last_four: "5555" }));
      await database.query(
        "update private.subaccounts set is_unclear = true, code = null where org_id = $1",
        [org],
      );
      const { hint, detail } = await refusal(
        settlementBy(database, staff, "clear_subaccount", {
          direct_settlement_id: id,
          note: "Found it there",
          subaccount_code: "ACCT_other",
        }),
      );
      assertEquals([hint, JSON.parse(detail).field], [
        "direct_settlement.bad_reason",
        "subaccount_code",
      ]);
    });

    await t.step("an agency that owes what went back of a collection is short", async () => {
      const { agency, payment } = await addCollection(database, world, 1_000_000);
      const short = async () =>
        (await database.query<{ short: boolean }>(
          "select private.is_short($1, 'paystack') as short",
          [agency],
        ))[0]?.short;
      assertEquals(await short(), false);
      await database.query(
        `with paid as (
           insert into payouts (org_id, payee_org_id, payee_account_id, mandate_id, provider, reference, amount_kobo,
             client_id, requested_by)
           select $1, payment.org_id, $2, payment.mandate_id, 'paystack', 'est-remitted-' || gen_random_uuid(), 800000, gen_random_uuid(), $3
           from payments as payment where payment.id = $4 returning id
         )
         select private.set_payout_status(paid.id, 'approved', $3, null, false) from paid`,
        [agency, await payableAccount(database, world, { last_four: "4444" }), owner.user, payment],
      );
      await as(database, "service", "select service.claim_payouts('{paystack}')");
      await as(
        database,
        "service",
        `select service.record_payout_answer(id, 'paid', null, null, 800000, 5000, now()::text)
         from payouts where org_id = $1`,
        [agency],
      );
      await as(
        database,
        "service",
        `select service.keep_dispute('paystack', provider_transaction_id, null, 'D-short', 1000000, 'lost')
         from payments where id = $1`,
        [payment],
      );
      assertEquals(await short(), true);
    });
  } finally {
    await close();
  }
});
