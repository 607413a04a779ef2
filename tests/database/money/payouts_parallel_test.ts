import { assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser, liftLimits } from "../world.ts";
import { differences } from "./owed.ts";
import {
  addAccount,
  available,
  claim,
  decideAccount,
  decidePayout,
  hear,
  payableAccount,
  payoutOf,
  requestPayout,
} from "./payouts.ts";

/** These are about many connections at once. */
const ignore = Deno.env.get("DATABASE_URL") === undefined;

Deno.test({
  name: "payouts by many at once",
  ignore,
  async fn(t) {
    const { database, world, close } = await openWorld();
    const { owner, accountant } = world.people;
    const { org } = world;
    try {
      await liftLimits(database);
      const account = await payableAccount(database, world);
      const count = (outcomes: PromiseSettledResult<unknown>[]) =>
        outcomes.filter((it) => it.status === "fulfilled").length;

      await t.step("ten race for what is enough for three", async () => {
        const there = await available(database, owner, org);
        // Each holds a fee back besides; the last one's is part of what is there.
        const each = Math.floor((there - 2 * 6_000) / 3);
        const asked = await Promise.allSettled(
          Array.from(
            { length: 10 },
            (_, n) => requestPayout(database, n % 2 === 0 ? owner : accountant, org, account, each),
          ),
        );
        assertEquals(count(asked), 3);
        for (const one of asked) {
          if (one.status === "rejected") assertEquals(one.reason.hint, "payout.not_enough");
          else {
            await decidePayout(database, owner, "withdraw_payout", {
              payout_id: one.value.id,
              reason: "For the test",
            });
          }
        }
        assertEquals(await available(database, owner, org), there);
      });

      await t.step("ten repeats of one make one", async () => {
        const client_id = crypto.randomUUID();
        const asked = await Promise.all(
          Array.from(
            { length: 10 },
            () => requestPayout(database, owner, org, account, 1_000, { client_id }),
          ),
        );
        assertEquals(new Set(asked.map((it) => it.id)).size, 1);
      });

      await t.step("two clerks approve, decline and withdraw one at the same moment", async () => {
        for (let n = 0; n < 10; n++) {
          const { id } = await requestPayout(database, owner, org, account, 1_000);
          const reason = "For the test";
          await Promise.allSettled([
            decidePayout(database, accountant, "approve_payout", { payout_id: id }),
            decidePayout(database, accountant, "decline_payout", { payout_id: id, reason }),
            decidePayout(database, owner, "decline_payout", { payout_id: id, reason }),
            decidePayout(database, accountant, "approve_payout", { payout_id: id }),
          ]);
          const decided = await database.query<{ n: number }>(
            "select count(*)::int as n from state_changes where subject_id = $1 and from_state = 'requested'",
            [id],
          );
          assertEquals(decided, [{ n: 1 }]);
        }
        // What was approved is in one worker's hands, however many there are.
        const taken = (await Promise.all(Array.from({ length: 8 }, () => claim(database)))).flat();
        assertEquals(new Set(taken.map((it) => it.payout_id)).size, taken.length);
        assertEquals(taken.every((it) => it.action === "send"), true);
        for (const { payout_id } of taken) await hear(database, payout_id, "refused");
      });

      await t.step("who is made a second person approves nothing in the same moment", async () => {
        for (let n = 0; n < 10; n++) {
          const second = { user: await createUser(database, "second") };
          await database.query(
            "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
            [org, second.user],
          );
          const { id } = await requestPayout(database, owner, org, account, 1_000);
          const approve = () => decidePayout(database, second, "approve_payout", { payout_id: id });
          const outcomes = await Promise.allSettled([
            ...[approve(), approve()],
            as(database, owner, "update memberships set role = 'accountant' where user_id = $1", [
              second.user,
            ]),
            ...Array.from({ length: 4 }, approve),
          ]);
          assertEquals(count(outcomes), 1, "only the change of the role");
          assertEquals((await payoutOf(database, id)).status, "requested");
          assertEquals((await refusal(approve())).hint, "membership.too_new");
          await decidePayout(database, owner, "withdraw_payout", {
            payout_id: id,
            reason: "For the test",
          });
        }
      });

      await t.step("what the provider says of one, ten times at once, is booked once", async () => {
        const { id } = await requestPayout(database, owner, org, account, 1_000);
        await decidePayout(database, accountant, "approve_payout", { payout_id: id });
        await claim(database);
        const told = { amount_kobo: 1_000, fee_kobo: 1_000, provider_transfer_id: "t9" };
        await Promise.all([
          ...Array.from({ length: 5 }, () => hear(database, id, "paid", told)),
          ...Array.from({ length: 5 }, () => hear(database, id, "pending", told)),
        ]);
        assertEquals((await payoutOf(database, id)).status, "paid");
        await Promise.all(
          Array.from({ length: 5 }, () => hear(database, id, "reversed", { amount_kobo: 1_000 })),
        );
        assertEquals((await payoutOf(database, id)).status, "reversed");
        assertEquals(await differences(database, org), []);
      });

      await t.step(
        "an account is retired while payouts to it are asked for and approved",
        async () => {
          for (let n = 0; n < 10; n++) {
            const { id } = await addAccount(database, owner, org);
            await decideAccount(database, accountant, "approve_payee_account", {
              payee_account_id: id,
            });
            await database.query("update payee_accounts set payable_from = now() where id = $1", [
              id,
            ]);
            const asked = await requestPayout(database, owner, org, id, 1_000);
            const outcomes = await Promise.allSettled([
              decideAccount(database, owner, "retire_payee_account", {
                payee_account_id: id,
                reason: "Closed",
              }),
              decidePayout(database, accountant, "approve_payout", { payout_id: asked.id }),
              requestPayout(database, owner, org, id, 1_000),
            ]);
            assertEquals(outcomes[0]?.status, "fulfilled");
            for (const it of outcomes) {
              if (it.status === "rejected") {
                assertEquals(it.reason.code, "PT409", String(it.reason));
              }
            }
            const left = await database.query(
              "select id from payouts where payee_account_id = $1 and status <> 'withdrawn'",
              [id],
            );
            assertEquals(left, []);
          }
          assertEquals(await claim(database), []);
        },
      );

      await t.step("one account is added by many and is there once", async () => {
        const number_hash = "cd".repeat(32);
        const added = await Promise.all(
          Array.from(
            { length: 8 },
            (_, n) => addAccount(database, n % 2 === 0 ? owner : accountant, org, { number_hash }),
          ),
        );
        assertEquals(
          new Set(added.map((it) => it.id)).size,
          1,
        );
        assertEquals(
          (await refusal(requestPayout(database, owner, org, added[0]?.id ?? "", 1))).hint,
          "payout.account_not_approved",
        );
      });
    } finally {
      await close();
    }
  },
});
