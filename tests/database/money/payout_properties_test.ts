import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";
import { books, differences } from "./owed.ts";
import {
  available,
  claim,
  decidePayout,
  hear,
  later,
  payableAccount,
  type Payout,
  payoutOf,
  requestPayout,
} from "./payouts.ts";

/** Something that somebody does, or a provider says, of one of three payouts. */
interface Act {
  readonly which: number;
  readonly how: typeof hows[number];
}
const hows = [
  "approve",
  "decline",
  "withdraw",
  "work",
  "wait",
  "give up",
  "pending",
  "paid",
  "failed",
  "reversed",
  "needs_person",
  "unknown",
  "unreachable",
  "not_sent",
  "insufficient",
  "refused",
  "environment_mismatch",
  "another amount",
] as const;
const decisions = ["approve", "decline", "withdraw", "give up"];
/** Of what only the one who sends it knows. */
const senders = ["not_sent", "insufficient", "refused"];
const reserve = 6_000;
const kobo = 10_000;
const fee = 1_000;

Deno.test("whatever is decided and heard, in whatever order, money goes out once and is booked", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, accountant, staff } = world.people;
    const { org } = world;
    const account = await payableAccount(database, world);
    const act: fc.Arbitrary<Act> = fc.record({
      which: fc.nat({ max: 2 }),
      how: fc.constantFrom(...hows),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        const there = await available(database, owner, org);
        const clearing = (await books(database, org)).provider_clearing ?? 0;
        const payouts: Payout[] = [];
        for (let n = 0; n < 3; n++) {
          payouts.push(await requestPayout(database, owner, org, account, kobo));
        }
        const sent = new Map<string, number>();
        const putBack = new Map<string, number>();
        const count = (of: Map<string, number>, id: string) => of.set(id, (of.get(id) ?? 0) + 1);
        for (const { which, how } of acts) {
          const { id } = payouts[which] as Payout;
          const before = (await payoutOf(database, id)).status;
          if (how === "work") {
            for (const taken of await claim(database)) {
              if (taken.action === "send") count(sent, taken.payout_id);
            }
          } else if (how === "wait") await later(database, "40 minutes");
          else if (decisions.includes(how)) {
            const [name, by] = how === "approve"
              ? ["approve_payout", accountant]
              : how === "decline"
              ? ["decline_payout", accountant]
              : how === "withdraw"
              ? ["withdraw_payout", owner]
              : ["fail_payout", staff];
            await decidePayout(database, by, name, {
              payout_id: id,
              ...(how === "approve" ? {} : { reason: "For the test" }),
            }).catch((error) => assertEquals(error.code, "PT409", String(error)));
          } else {
            // A provider speaks only of what it was given.
            if (!sent.has(id)) continue;
            const after = await hear(database, id, how === "another amount" ? "paid" : how, {
              amount_kobo: how === "another amount" ? kobo + 1 : kobo,
              fee_kobo: fee,
            });
            if (senders.includes(how) && before === "sending" && after === "approved") {
              count(putBack, id);
            }
            if (how === "another amount") assert(after !== "paid" || before === "paid");
          }
        }
        assertEquals(await differences(database, org), []);
        let [out, held, fees] = [0, 0, 0];
        for (const { id } of payouts) {
          const now = await payoutOf(database, id);
          assert(
            (sent.get(id) ?? 0) <= 1 + (putBack.get(id) ?? 0),
            "it is sent again only when the sender knows that it was not",
          );
          if (now.status === "paid") out += kobo;
          if (now.fee_kobo !== null) fees += fee;
          if (
            ["requested", "approved", "sending", "pending", "needs_attention"].includes(now.status)
          ) held += kobo + reserve;
        }
        assertEquals(await available(database, owner, org), there - out - fees - held);
        assertEquals((await books(database, org)).provider_clearing ?? 0, clearing - out - fees);
        // What is still open goes, so that the next run begins anew.
        for (const { id } of payouts) {
          const { status } = await payoutOf(database, id);
          const reason = "For the test";
          if (["requested", "approved"].includes(status)) {
            await decidePayout(database, owner, "withdraw_payout", { payout_id: id, reason });
          } else if (["sending", "pending", "needs_attention"].includes(status)) {
            await hear(database, id, "failed", { amount_kobo: kobo });
          }
        }
      }),
      { numRuns: 40 },
    );
  } finally {
    await close();
  }
});
