import { assertEquals } from "@std/assert";
import { problem, refusal } from "../actor.ts";
import { openOffice } from "./offline_office.ts";
import { addAccount, coolOff, decideAccount, payableAccount } from "./payouts.ts";
import { later, say, settlementBy, settlementOf, type Step, step } from "./direct_settlements.ts";

Deno.test("who may have rents paid straight to a bank account, and what the provider is told", async (t) => {
  const { database, world, close } = await openOffice();
  const { owner, accountant, manager, otherOwner, tenant, staff } = world.people;
  const { org } = world;
  try {
    const account = await payableAccount(database, world);
    const ask = (by = owner, payee_account_id: string | null = account) =>
      settlementBy(database, by, "request_direct_settlement", { org_id: org, payee_account_id });
    const approveIt = (by: { user: string }, direct_settlement_id: string | null) =>
      settlementBy(database, by, "approve_direct_settlement", { direct_settlement_id });
    const endIt = (direct_settlement_id: string, reason: string | null = "No longer wanted") =>
      settlementBy(database, owner, "end_direct_settlement", { direct_settlement_id, reason });
    const told = async (id: string) =>
      (await database.query<{ kind: string }>(
        `select distinct replace(kind, 'direct_settlement_', '') as kind from notifications
         where subject_id = $1 and user_id = $2 order by 1`,
        [id, accountant.user],
      )).map((it) => it.kind);
    const exceptions = async () =>
      (await database.query<{ kind: string }>(
        "select kind from payment_exceptions where kind = 'subaccount_unclear' and resolved_at is null and $1",
        [true],
      )).length;

    await t.step(
      "it takes money.payout, an approved account that has cooled off, and two people",
      async () => {
        for (const by of [manager, otherOwner, tenant]) {
          assertEquals((await refusal(ask(by))).hint, "auth.forbidden");
        }
        assertEquals((await refusal(ask(owner, null))).hint, "payee_account.not_found");
        const young = await addAccount(database, owner, org);
        assertEquals((await refusal(ask(owner, young.id))).hint, "payout.account_not_approved");
        await decideAccount(database, accountant, "approve_payee_account", {
          payee_account_id: young.id,
        });
        assertEquals((await refusal(ask(owner, young.id))).hint, "payout.cooling_off");
        const asked = await ask();
        assertEquals([asked.status, (await ask()).id], ["requested", asked.id]);
        assertEquals((await refusal(approveIt(owner, asked.id))).hint, "direct_settlement.own");
        assertEquals((await refusal(approveIt(manager, asked.id))).hint, "auth.forbidden");
        assertEquals(
          (await refusal(approveIt(otherOwner, asked.id))).hint,
          "direct_settlement.not_found",
        );
        assertEquals(
          (await refusal(approveIt(accountant, null))).hint,
          "direct_settlement.not_found",
        );
        await coolOff(database, young.id);
        assertEquals((await refusal(ask(owner, young.id))).hint, "direct_settlement.waiting");
        for (const reason of [null, " ", "x".repeat(501)]) {
          assertEquals(
            (await problem(settlementBy(database, accountant, "decline_direct_settlement", {
              direct_settlement_id: asked.id,
              reason,
            }))).slice(1),
            ["direct_settlement.bad_reason", "reason"],
          );
        }
        const declined = await settlementBy(database, accountant, "decline_direct_settlement", {
          direct_settlement_id: asked.id,
          reason: "Not this one",
        });
        assertEquals(declined.status, "declined");
        assertEquals(
          (await refusal(approveIt(accountant, asked.id))).hint,
          "direct_settlement.already_decided",
        );
        assertEquals(await told(asked.id), ["declined", "requested"]);
      },
    );

    let first: Step;
    await t.step("it is made once, and what nobody knows of is looked for", async () => {
      const { id } = await ask();
      assertEquals((await approveIt(accountant, id)).status, "approved");
      assertEquals((await approveIt(accountant, id)).status, "approved");
      const [made, ...others] = await step(database);
      assertEquals([made?.action, others, await step(database)], ["create", [], []]);
      first = made as Step;
      // The worker was killed, or the provider timed out: whoever comes next looks for it, by our key.
      await later(database, "3 minutes");
      const [looked] = await step(database);
      assertEquals([looked?.action, looked?.key], ["find", first.key]);
      assertEquals(await say(database, looked as Step, "unknown"), "find");
      await later(database);
      assertEquals((await step(database))[0]?.action, "find");
      // Its list proves that there is none: it is made once more, under the same key.
      assertEquals(await say(database, looked as Step, "absent"), "create");
      const [again] = await step(database);
      assertEquals([again?.action, again?.key], ["create", first.key]);
      await later(database, "3 minutes");
      const [found] = await step(database);
      assertEquals(
        await say(database, found as Step, "made", { code: "ACCT_one", last_four: "4321" }),
        "done",
      );
      assertEquals((await settlementOf(database, id)).status, "active");
      assertEquals(await step(database), []);
      assertEquals(await told(id), ["active", "approved", "requested"]);
      // Told late of one that is known already: nothing changes.
      await say(database, made as Step, "made", { code: "ACCT_two", last_four: "4321" });
      const [row] = await database.query<{ code: string }>(
        "select code from private.subaccounts where $1",
        [true],
      );
      assertEquals(row?.code, "ACCT_one");
    });

    await t.step(
      "another account is another request; the old one ends, and the same subaccount moves",
      async () => {
        const second = await payableAccount(database, world, { last_four: "8765" });
        const before = await database.query<{ id: string }>(
          "select id from direct_settlements where status = 'active' and $1",
          [true],
        );
        const { id } = await ask(owner, second);
        assertEquals((await settlementOf(database, before[0]?.id as string)).status, "active");
        await approveIt(accountant, id);
        assertEquals((await settlementOf(database, before[0]?.id as string)).status, "ended");
        const [moved] = await step(database);
        assertEquals([moved?.action, moved?.code], ["update", "ACCT_one"]);
        // It says that it pays to another number than it was told: it is told again.
        assertEquals(
          await say(database, moved as Step, "updated", { last_four: "0000" }),
          "update",
        );
        const [again] = await step(database);
        assertEquals(await say(database, again as Step, "updated", { last_four: "8765" }), "done");
        assertEquals((await settlementOf(database, id)).status, "active");

        await decideAccount(database, owner, "retire_payee_account", {
          payee_account_id: second,
          reason: "It was not ours",
        });
        assertEquals((await settlementOf(database, id)).status, "ended");
        const [closing] = await step(database);
        assertEquals(closing?.action, "close");
        // Not closed until the provider says so.
        assertEquals(await say(database, closing as Step, "refused", { reason: "Busy" }), "close");
        assertEquals(await exceptions(), 1);
        await later(database, "2 hours");
        const [once] = await step(database);
        assertEquals(await say(database, once as Step, "closed"), "done");
      },
    );

    await t.step(
      "turned on again before it was closed, nothing is told and it is active",
      async () => {
        const { id } = await ask();
        await approveIt(accountant, id);
        const [opened] = await step(database);
        assertEquals(opened?.action, "update");
        await say(database, opened as Step, "updated", { last_four: "4321" });
        assertEquals((await refusal(endIt(id, null))).hint, "direct_settlement.bad_reason");
        assertEquals((await endIt(id)).status, "ended");
        assertEquals((await endIt(id)).status, "ended");
        const anew = await ask();
        await approveIt(accountant, anew.id);
        const [kept] = await step(database);
        assertEquals(kept?.action, "keep");
        assertEquals(await say(database, kept as Step, "as_is"), "done");
        assertEquals((await settlementOf(database, anew.id)).status, "active");
      },
    );

    await t.step("what the provider refuses fails; what nobody can know staff say", async () => {
      const other = await payableAccount(database, world, {
        provider: "flutterwave",
        bank_code: "044",
        last_four: "0040",
      });
      const refused = await ask(owner, other);
      await approveIt(accountant, refused.id);
      const [made] = await step(database);
      await say(database, made as Step, "refused", { reason: "No such account" });
      assertEquals((await settlementOf(database, refused.id)).failure_reason, "No such account");
      const { id } = await ask(owner, other);
      await approveIt(accountant, id);
      const [anew] = await step(database);
      assertEquals(anew?.action, "create");
      await later(database);
      const [looked] = await step(database);
      await say(database, looked as Step, "unclear");
      await later(database);
      assertEquals([await step(database), await exceptions()], [[], 2]);
      const clear = (by: { user: string }, given: Record<string, unknown> = {}) =>
        settlementBy(database, by, "clear_subaccount", {
          direct_settlement_id: id,
          note: "It is in the dashboard",
          subaccount_code: "7:RS_found",
          ...given,
        });
      assertEquals((await refusal(clear(owner))).hint, "auth.forbidden");
      assertEquals(
        (await refusal(clear(staff, { note: "" }))).hint,
        "direct_settlement.bad_reason",
      );
      await clear(staff);
      assertEquals(
        (await refusal(clear(staff))).hint,
        "direct_settlement.already_decided",
      );
      const [known] = await step(database);
      assertEquals([known?.action, known?.code], ["update", "7:RS_found"]);
      await say(database, known as Step, "updated", { last_four: "0040" });
      assertEquals((await settlementOf(database, id)).status, "active");
      // A provider that deletes instead of closing: the next one is made anew, under another key.
      await endIt(id);
      const [closing] = await step(database);
      await say(database, closing as Step, "deleted");
      const next = await ask(owner, other);
      await approveIt(accountant, next.id);
      const [fresh] = await step(database);
      assertEquals([fresh?.action, fresh?.key === closing?.key], ["create", false]);
      // Ended while it is being made: it is closed as soon as it is known.
      await endIt(next.id);
      assertEquals(
        await say(database, fresh as Step, "made", { code: "9:RS_late", last_four: "0040" }),
        "close",
      );
      assertEquals((await settlementOf(database, next.id)).status, "ended");
    });

    await t.step("who is alone asks and has it, and it says so", async () => {
      await database.query(
        "delete from memberships where org_id = $1 and user_id <> $2",
        [org, owner.user],
      );
      // Whom they sent away just now counts as a second person yet.
      const early = await addAccount(database, owner, org, { last_four: "2121" });
      assertEquals(early.status, "proposed");
      await database.query(
        "update private.former_permissions set lost_at = lost_at - interval '4 days' where $1",
        [true],
      );
      const alone = await payableAccountOfOne(database, owner, org);
      const asked = await ask(owner, alone);
      assertEquals([asked.status, asked.is_sole], ["approved", true]);
    });
  } finally {
    await close();
  }
});

async function payableAccountOfOne(
  database: Parameters<typeof addAccount>[0],
  owner: { user: string },
  org: string,
): Promise<string> {
  const { id } = await addAccount(database, owner, org, { last_four: "1111" });
  await coolOff(database, id);
  return id;
}

Deno.test({
  name: "of two who ask, approve or work at once one does",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openOffice();
    const { owner, accountant } = world.people;
    try {
      const account = await payableAccount(database, world);
      const both = <Result>(work: () => Promise<Result>) =>
        Promise.all([1, 2, 3, 4, 5].map(() => work()));
      const asked = await both(() =>
        settlementBy(database, owner, "request_direct_settlement", {
          org_id: world.org,
          payee_account_id: account,
        })
      );
      assertEquals(new Set(asked.map((it) => it.id)).size, 1);
      await both(() =>
        settlementBy(database, accountant, "approve_direct_settlement", {
          direct_settlement_id: asked[0]?.id,
        })
      );
      const taken = (await both(() => step(database))).flat();
      assertEquals(taken.map((it) => it.action), ["create"]);
      // Its answer, and somebody who turns it off at that moment.
      await Promise.all([
        say(database, taken[0] as Step, "made", { code: "ACCT_one", last_four: "4321" }),
        settlementBy(database, owner, "end_direct_settlement", {
          direct_settlement_id: asked[0]?.id,
          reason: "No longer wanted",
        }),
      ]);
      assertEquals((await settlementOf(database, asked[0]?.id as string)).status, "ended");
      await later(database);
      const [closing] = await step(database);
      assertEquals([closing?.action, closing?.code], ["close", "ACCT_one"]);
    } finally {
      await close();
    }
  },
});
