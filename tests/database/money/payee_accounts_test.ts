import { assert, assertEquals } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { addAccount, coolOff, decideAccount, payoutOf, requestPayout } from "./payouts.ts";

Deno.test("a bank account is added by one and approved by another, and waits", async (t) => {
  const { database, world, close } = await openWorld();
  const { owner, accountant, manager, agent, otherOwner, tenant } = world.people;
  try {
    const approve = (by: { user: string }, id: string | null) =>
      decideAccount(database, by, "approve_payee_account", { payee_account_id: id });
    const orgOf = async (user: string) =>
      (await database.query<{ org_id: string }>(
        "select org_id from memberships where user_id = $1",
        [user],
      ))[0]?.org_id ?? "";
    const told = async (user: string) =>
      (await database.query<{ kind: string }>(
        "select kind from notifications where user_id = $1 and kind like 'payee_account_%' order by id",
        [user],
      )).map((it) => it.kind);

    await t.step("only who may pay out adds one", async () => {
      for (const by of [manager, agent, otherOwner, tenant]) {
        assertEquals((await refusal(addAccount(database, by, world.org))).hint, "auth.forbidden");
      }
      assertEquals(
        (await refusal(addAccount(database, owner, crypto.randomUUID()))).hint,
        "auth.forbidden",
      );
    });

    await t.step("the second person approves; the first cannot", async () => {
      const account = await addAccount(database, owner, world.org);
      assertEquals([account.status, account.name_check, account.is_sole], [
        "proposed",
        "not_checked",
        false,
      ]);
      assertEquals(await problem(approve(owner, account.id)), [
        "PT403",
        "payee_account.own",
        "payee_account_id",
      ]);
      assertEquals((await refusal(approve(manager, account.id))).hint, "auth.forbidden");
      for (const by of [otherOwner, tenant]) {
        assertEquals((await refusal(approve(by, account.id))).hint, "payee_account.not_found");
      }
      assertEquals((await refusal(approve(accountant, null))).hint, "payee_account.not_found");
      const approved = await approve(accountant, account.id);
      assertEquals([approved.status, approved.is_sole], ["approved", false]);
      assertEquals((await approve(accountant, account.id)).status, "approved", "a repeat");
      assertEquals(
        (await refusal(approve(owner, account.id))).hint,
        "payee_account.already_decided",
      );
      const [wait] = await database.query<{ hours: number }>(
        "select round(extract(epoch from payable_from - now()) / 3600)::int as hours from payee_accounts where id = $1",
        [account.id],
      );
      assertEquals(wait?.hours, 24);
      const refused = await refusal(requestPayout(database, owner, world.org, account.id, 1000));
      assertEquals([refused.code, refused.hint], ["PT409", "payout.cooling_off"]);
      assert(JSON.parse(refused.detail).payable_from !== undefined);
      // Whoever did it hears of it too: a stolen session is noticed by its owner.
      for (const person of [owner, accountant]) {
        assertEquals(await told(person.user), ["payee_account_proposed", "payee_account_approved"]);
      }
      assertEquals(await told(manager.user), []);
    });

    await t.step("one person alone approves their own, and waits three times as long", async () => {
      const account = await addAccount(database, otherOwner, await orgOf(otherOwner.user));
      assertEquals([account.status, account.is_sole], ["approved", true]);
      const [wait] = await database.query<{ hours: number }>(
        "select round(extract(epoch from payable_from - now()) / 3600)::int as hours from payee_accounts where id = $1",
        [account.id],
      );
      assertEquals(wait?.hours, 72);
    });

    await t.step("the same account is there once, within an organization", async () => {
      const number_hash = "ab".repeat(32);
      const one = await addAccount(database, owner, world.org, { number_hash });
      assertEquals(await addAccount(database, accountant, world.org, { number_hash }), one);
      const elsewhere = await addAccount(database, otherOwner, await orgOf(otherOwner.user), {
        number_hash,
      });
      assert(elsewhere.id !== one.id, "another organization learns nothing");
      await decideAccount(database, accountant, "decline_payee_account", {
        payee_account_id: one.id,
        reason: "Not ours",
      });
      const anew = await addAccount(database, owner, world.org, { number_hash });
      assert(anew.id !== one.id && anew.status === "proposed");
    });

    await t.step("who has the number of a retired account has nothing", async () => {
      const { id } = await addAccount(database, owner, world.org, { takes_transfers: true });
      await approve(accountant, id);
      await coolOff(database, id);
      const waiting = await requestPayout(database, owner, world.org, id, 1000);
      for (const reason of [null, " ", "x".repeat(501)]) {
        assertEquals(
          await problem(
            decideAccount(database, owner, "retire_payee_account", {
              payee_account_id: id,
              reason,
            }),
          ),
          ["PT400", "payee_account.bad_reason", "reason"],
        );
      }
      const retired = await decideAccount(database, owner, "retire_payee_account", {
        payee_account_id: id,
        reason: "The bank closed it",
      });
      assertEquals(retired.status, "retired");
      assertEquals((await payoutOf(database, waiting.id)).status, "withdrawn");
      const [kept] = await database.query(
        "select count(*)::int as n from private.payee_numbers where payee_account_id = $1",
        [id],
      );
      assertEquals(kept, { n: 0 });
      assertEquals(
        (await refusal(requestPayout(database, owner, world.org, id, 1000))).hint,
        "payout.account_not_approved",
      );
      // The tenants pay to it by transfer: they hear that it came and that it went.
      assertEquals((await told(tenant.user)).slice(-2), [
        "payee_account_changed",
        "payee_account_changed",
      ]);
    });

    await t.step("nobody reads a number, and nobody moves an account by hand", async () => {
      for (const by of [owner, "service" as const]) {
        assertEquals(
          (await refusal(as(database, by, "select * from private.payee_numbers"))).code,
          "42501",
        );
      }
      const [one] = await database.query<{ id: string }>(
        "select id from payee_accounts where status = 'proposed' and org_id = $1 limit 1",
        [world.org],
      );
      assertEquals(
        (await refusal(
          database.query(
            "update payee_accounts set status = 'approved', payable_from = now() where id = $1",
            [
              one?.id,
            ],
          ),
        )).hint,
        "payee_account.direct_change",
      );
    });

    await t.step("twenty are enough", async () => {
      const work = async () => {
        for (let n = 0; n < 21; n++) await addAccount(database, owner, world.org);
      };
      assertEquals((await refusal(work())).hint, "payee_account.too_many");
    });
  } finally {
    await close();
  }
});
