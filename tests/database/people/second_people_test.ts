import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem } from "../actor.ts";
import { call } from "../money/owed.ts";
import {
  addAccount,
  addCollection,
  decideAccount,
  decidePayout,
  payableAccount,
  requestPayout,
} from "../money/payouts.ts";
import { approve, request } from "../money/refunding.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";
import { longGone, longHere } from "./second_people.ts";

const told = async (database: Database, who: Actor) =>
  await as<{ title: string; payload: { name: string; permissions: string[] } }>(
    database,
    who,
    "select title, payload from notifications where kind = 'money_member_lost' order by id",
  );

/** The ways in which an owner may end up as the only one left: each is given organization and accountant. */
const waysToBeAlone: Readonly<Record<string, (by: string) => [Actor | undefined, string]>> = {
  "removes the other one": (owner) => [
    { user: owner },
    "delete from memberships where org_id = $1 and user_id = $2",
  ],
  "gives the other one a lesser role": (owner) => [
    { user: owner },
    "update memberships set role = 'manager' where org_id = $1 and user_id = $2",
  ],
  "the role may less": () => [
    undefined,
    `delete from private.role_permissions where role = 'accountant' and permission in ('money.payout', 'money.confirm')
     and $1::uuid is not null and $2::uuid is not null`,
  ],
  "the other one's account is deleted": () => [
    undefined,
    "delete from auth.users where id = $2 and $1::uuid is not null",
  ],
};

for (const [way, made] of Object.entries(waysToBeAlone)) {
  Deno.test(`nobody is alone at once: ${way}`, async () => {
    const { database, world, close } = await openWorld();
    try {
      const { owner, accountant } = world.people;
      const account = await payableAccount(database, world);
      const refund = await request(database, owner, world.payment, 1_000);
      const waiting = await requestPayout(database, owner, world.org, account, 2_000);
      const [by, sql] = made(owner.user);
      if (by === undefined) await database.query(sql, [world.org, accountant.user]);
      else await as(database, by, sql, [world.org, accountant.user]);

      const payout = await requestPayout(database, owner, world.org, account, 1_000);
      assertEquals([payout.status, payout.is_sole], ["requested", false]);
      const added = await addAccount(database, owner, world.org);
      assertEquals([added.status, added.is_sole], ["proposed", false]);
      const approvals = {
        "payout.own": () =>
          decidePayout(database, owner, "approve_payout", { payout_id: payout.id }),
        "payee_account.own": () =>
          decideAccount(database, owner, "approve_payee_account", { payee_account_id: added.id }),
        "refund.same_person": () => approve(database, owner, refund.id, { i_am_alone: true }),
      };
      for (const [refused, work] of Object.entries(approvals)) {
        assertEquals((await problem(work()))[1], refused);
      }

      await longGone(database);
      const alone = await decidePayout(database, owner, "approve_payout", { payout_id: payout.id });
      assertEquals([alone.status, alone.is_sole], ["approved", true]);
      assertEquals(
        (await decidePayout(database, owner, "approve_payout", { payout_id: waiting.id })).is_sole,
        true,
        "what waited for them is not stuck",
      );
      const approved = await decideAccount(database, owner, "approve_payee_account", {
        payee_account_id: added.id,
      });
      assertEquals([approved.status, approved.is_sole], ["approved", true]);
      assertEquals(
        (await approve(database, owner, refund.id, { i_am_alone: true })).approved_alone,
        true,
      );
      assertEquals(
        (await requestPayout(database, owner, world.org, account, 1_000)).is_sole,
        true,
        "asked for by whoever is alone",
      );
    } finally {
      await close();
    }
  });
}

Deno.test("who can no longer be the second person is told, and so are all members", async (t) => {
  const { database, world, close } = await openWorld();
  const { owner, accountant, manager, agent, otherOwner } = world.people;
  try {
    await t.step("who was sent away", async () => {
      await as(database, owner, "delete from memberships where user_id = $1", [accountant.user]);
      for (const who of [owner, manager, agent]) {
        assertEquals((await told(database, who)).map((it) => [it.title, it.payload.permissions]), [
          ["A member can no longer decide about your organization's money", [
            "money.confirm",
            "money.payout",
          ]],
        ]);
      }
      assertEquals((await told(database, accountant)).map((it) => it.title), [
        "You can no longer decide about the money of an organization",
      ]);
      assertEquals(await told(database, otherOwner), []);
    });

    await t.step("who leaves by themselves counts as well", async () => {
      const leaver = { user: await createUser(database, "leaver") };
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
        [world.org, leaver.user],
      );
      await longGone(database);
      await as(database, leaver, "delete from memberships where user_id = $1", [leaver.user]);
      assertEquals((await told(database, owner)).length, 2);
      const added = await addAccount(database, owner, world.org);
      assertEquals(added.status, "proposed");
    });

    await t.step("a role that may the same takes nothing away", async () => {
      const partner = { user: await createUser(database, "partner") };
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'owner')",
        [world.org, partner.user],
      );
      await as(database, owner, "update memberships set role = 'accountant' where user_id = $1", [
        partner.user,
      ]);
      await as(database, owner, "update memberships set role = 'owner' where user_id = $1", [
        partner.user,
      ]);
      assertEquals(await told(database, partner), []);
      const [kept] = await database.query(
        `select (select count(*)::int from private.former_permissions where user_id = $1) as lost,
           (select array_agg(permission order by permission) from private.member_permissions where user_id = $1)
             = (select array_agg(permission order by permission) from private.role_permissions where role = 'owner') as whole`,
        [partner.user],
      );
      assertEquals(kept, { lost: 0, whole: true });
    });

    await t.step("who comes back and is sent away again counts anew", async () => {
      const again = { user: await createUser(database, "again") };
      for (let n = 0; n < 2; n++) {
        await database.query(
          "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
          [world.org, again.user],
        );
        await database.query("delete from memberships where user_id = $1", [again.user]);
        const [former] = await database.query(
          `select count(*)::int as n, bool_and(lost_at = (select max(lost_at) from private.former_permissions)) as newest
           from private.former_permissions where user_id = $1`,
          [again.user],
        );
        assertEquals(former, { n: 2, newest: true });
        await longGone(database);
      }
    });

    await t.step("an organization goes with all its members", async () => {
      const [org] = await as<{ id: string }>(
        database,
        otherOwner,
        "select id from create_organization('owner', $1, '1 Broad Street, Lagos')",
        ["For a while"],
      );
      await database.query("delete from organizations where id = $1", [org?.id]);
      assertEquals(await told(database, otherOwner), []);
    });
  } finally {
    await close();
  }
});

/** The ways in which an owner's session may make a second account of its own a second person. */
const waysToBeTwo: Readonly<
  Record<
    string,
    (database: Database, org: string, owner: Actor, newcomer: { user: string }) => Promise<unknown>
  >
> = {
  "invites it": async (database, org, owner, newcomer) => {
    const [address] = await database.query<{ email: string }>(
      "select email from auth.users where id = $1",
      [newcomer.user],
    );
    const [invited] = await as<{ token: string }>(
      database,
      owner,
      "select token from invite_member($1, 'accountant', email => $2)",
      [org, address?.email],
    );
    await as(database, newcomer, "select accept_invitation($1)", [invited?.token]);
  },
  "gives an agent another role": async (database, org, owner, newcomer) => {
    await database.query(
      "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
      [org, newcomer.user],
    );
    await as(
      database,
      owner,
      "update memberships set role = 'accountant' where org_id = $1 and user_id = $2",
      [org, newcomer.user],
    );
  },
};

for (const [way, become] of Object.entries(waysToBeTwo)) {
  Deno.test(`nobody is two at once: an owner ${way}`, async () => {
    const { database, world, close } = await openWorld();
    try {
      const { owner, accountant, manager } = world.people;
      const account = await payableAccount(database, world);
      const second = { user: await createUser(database, "second") };
      await become(database, world.org, owner, second);
      for (const who of [owner, accountant, manager]) {
        const heard = await as<{ permissions: string[] }>(
          database,
          who,
          "select payload ->> 'permissions' as permissions from notifications where kind = 'money_member_came'",
        );
        assertEquals(heard.length, 1, "everybody is told at once");
      }
      const payout = await requestPayout(database, owner, world.org, account, 2_000);
      const added = await addAccount(database, owner, world.org);
      const refund = await request(database, owner, world.payment, 1_000);
      const approvals = {
        payout_id: () => decidePayout(database, second, "approve_payout", { payout_id: payout.id }),
        payee_account_id: () =>
          decideAccount(database, second, "approve_payee_account", { payee_account_id: added.id }),
        refund_id: () => approve(database, second, refund.id),
      };
      for (const [field, work] of Object.entries(approvals)) {
        assertEquals(await problem(work()), ["PT403", "membership.too_new", field]);
      }
      // Nor the other way round: the newcomer asks, and who let them in, or anybody else, approves.
      const asked = await requestPayout(database, second, world.org, account, 1_000);
      assertEquals([asked.status, asked.is_sole], ["requested", false]);
      assertEquals(
        (await problem(
          decidePayout(database, second, "approve_payout", { payout_id: asked.id }),
        ))[1],
        "payout.own",
      );
      const theirs = await addAccount(database, second, world.org);
      const back = await request(database, second, world.payment, 1_000);
      const reversed = (who: Actor) => ({
        payout_id: () => decidePayout(database, who, "approve_payout", { payout_id: asked.id }),
        payee_account_id: () =>
          decideAccount(database, who, "approve_payee_account", { payee_account_id: theirs.id }),
        refund_id: () => approve(database, who, back.id, { i_am_alone: true }),
      });
      for (const who of [owner, accountant]) {
        for (const [field, work] of Object.entries(reversed(who))) {
          assertEquals(await problem(work()), ["PT403", "membership.asker_too_new", field]);
        }
      }
      await longHere(database);
      for (const work of Object.values(approvals)) {
        assertEquals((await work() as { status: string }).status, "approved");
      }
      for (const work of Object.values(reversed(owner))) {
        assertEquals((await work() as { status: string }).status, "approved");
      }
    } finally {
      await close();
    }
  });
}

Deno.test("who is alone stays so until the second person counts, and founders count at once", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { otherOwner, owner } = world.people;
    const [org] = await as<{ id: string }>(
      database,
      otherOwner,
      "select id from create_organization('owner', 'New Homes', '1 Broad Street, Lagos')",
    );
    const home = org?.id as string;
    const clerk = { user: await createUser(database, "clerk") };
    await waysToBeTwo["invites it"]?.(database, home, otherOwner, clerk);
    const added = await addAccount(database, otherOwner, home);
    assertEquals([added.status, added.is_sole], ["approved", true], "with the longer time");
    const theirs = await addAccount(database, clerk, home);
    assertEquals([theirs.status, theirs.is_sole], ["proposed", false]);
    const approved = await decideAccount(database, otherOwner, "approve_payee_account", {
      payee_account_id: theirs.id,
    });
    assertEquals([approved.status, approved.is_sole], ["approved", true], "as if asked for alone");
    await longHere(database);
    assertEquals((await addAccount(database, otherOwner, home)).status, "proposed");
    // Sent away and invited again, the time begins anew.
    await as(database, otherOwner, "delete from memberships where user_id = $1", [clerk.user]);
    await waysToBeTwo["invites it"]?.(database, home, otherOwner, clerk);
    const third = await addAccount(database, otherOwner, home);
    assertEquals(third.status, "proposed", "who was there a moment ago counts");
    assertEquals(
      (await problem(
        decideAccount(database, clerk, "approve_payee_account", { payee_account_id: third.id }),
      ))[1],
      "membership.too_new",
    );
    // In another organization nobody is a newcomer for that.
    assertEquals((await addAccount(database, owner, world.org)).status, "proposed");
  } finally {
    await close();
  }
});

Deno.test("an agency sends on to its principal by two people, whoever was sent away", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { mandate, agency } = await addCollection(database, world, 10_000_000);
    const account = await payableAccount(database, world);
    const boss = { user: await createUser(database, "boss") };
    const clerk = { user: await createUser(database, "clerk") };
    for (const [who, role] of [[boss, "owner"], [clerk, "accountant"]] as const) {
      await database.query("insert into memberships (org_id, user_id, role) values ($1, $2, $3)", [
        agency,
        who.user,
        role,
      ]);
    }
    await as(database, boss, "delete from memberships where user_id = $1", [clerk.user]);
    const remit = () =>
      call<{ status: string; is_sole: boolean }>(database, boss, "request_remittance", {
        mandate_id: mandate,
        payee_account_id: account,
        amount_kobo: 1_000,
        client_id: crypto.randomUUID(),
      }, "status::text, is_sole");
    assertEquals(await remit(), { status: "requested", is_sole: false });
    await longGone(database);
    assertEquals(await remit(), { status: "approved", is_sole: true });
  } finally {
    await close();
  }
});
