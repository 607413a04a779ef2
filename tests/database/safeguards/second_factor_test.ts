import { assertEquals } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { settlementBy } from "../money/direct_settlements.ts";
import { decidePayout, payableAccount, requestPayout } from "../money/payouts.ts";
import { longGone } from "../people/second_people.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

Deno.test("money and staff ask for a second factor by one table", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { people, org } = world;
    const weak = [{ aal: "aal1" }, { aal: null }, { aal: "" }, { aal: "aal0" }] as const;
    const rule = (act: string, level: string) =>
      database.query("update private.act_rules set level = $2 where act = $1", [act, level]);

    await t.step("approving a payout", async () => {
      const account = await payableAccount(database, world);
      const { id } = await requestPayout(database, people.owner, org, account, 5_000);
      for (const aal of weak) {
        const refused = await refusal(
          as(database, { ...people.accountant, ...aal }, "select approve_payout($1)", [id]),
        );
        assertEquals([refused.code, refused.hint], ["PT403", "auth.insufficient_assurance"]);
        assertEquals(JSON.parse(refused.detail), {
          act: "approve_payout",
          needs: "aal2",
          has: aal.aal || "none",
        });
      }
      const [{ n } = { n: 0 }] = await database.query<{ n: number }>(
        "select count(*)::int as n from private.acts where act = 'approve_payout'",
      );
      assertEquals(n, 0);
      await decidePayout(database, people.accountant, "approve_payout", { payout_id: id });
      assertEquals(
        await database.query(
          "select actor_id, assurance, org_id, staff_role from private.acts where act = 'approve_payout' and subject_id = $1",
          [id],
        ),
        [{ actor_id: people.accountant.user, assurance: "aal2", org_id: org, staff_role: null }],
      );
    });

    await t.step("changing a payee account", async () => {
      const [account] = await database.query<{ id: string }>(
        "select id from payee_accounts where status = 'approved' and org_id = $1 limit 1",
        [org],
      );
      for (const aal of weak) {
        for (
          const call of [
            "approve_payee_account($1)",
            "retire_payee_account($1, 'Closed by the bank')",
          ]
        ) {
          assertEquals(
            await problem(
              as(database, { ...people.owner, ...aal }, `select ${call}`, [account?.id]),
            ),
            ["PT403", "auth.insufficient_assurance", undefined],
            call,
          );
        }
      }
      for (const given of ["aal1", null, "", "none"]) {
        assertEquals(
          (await refusal(
            as(database, "service", "select service.require_assurance('add_payee_account', $1)", [
              given,
            ]),
          )).hint,
          "auth.insufficient_assurance",
        );
      }
      await as(
        database,
        "service",
        "select service.require_assurance('add_payee_account', 'aal2')",
      );
      await as(database, people.owner, "select retire_payee_account($1, 'Closed by the bank')", [
        account?.id,
      ]);
    });

    await t.step("an act that the table does not name, or that is null, asks for one", async () => {
      for (const act of ["'something_new'", "null"]) {
        assertEquals(
          (await refusal(
            as(database, "service", `select service.require_assurance(${act}, 'aal1')`),
          )).hint,
          "auth.insufficient_assurance",
        );
      }
    });

    await t.step("staff see and do nothing without; the table says so", async () => {
      const seen = async (aal: string | null) =>
        (await as(database, { ...people.staff, aal }, "select from payment_exceptions")).length;
      assertEquals([await seen("aal1"), await seen(null)], [0, 0]);
      assertEquals(await seen("aal2") > 0, true);
      const suspend = (aal: string | null) =>
        as(database, { ...people.staff, aal }, "select suspend_person($1, 'Because')", [
          people.stranger.user,
        ]);
      assertEquals((await refusal(suspend("aal1"))).hint, "auth.insufficient_assurance");
      await rule("suspend_person", "aal1");
      await suspend("aal1");
      await rule("suspend_person", "aal2");
      await rule("staff", "aal1");
      assertEquals(await seen("aal1") > 0, true);
      await rule("staff", "aal2");
      await as(database, people.staff, "select restore_person($1, 'Done')", [
        people.stranger.user,
      ]);
    });

    await t.step("each role of staff does what is its own", async () => {
      const role = (name: string) =>
        database.query("update staff_members set role = $2 where user_id = $1", [
          people.staff.user,
          name,
        ]);
      const [exception] = await database.query<{ id: string }>(
        "select id from payment_exceptions limit 1",
      );
      const calls: Record<string, [sql: string, given: unknown[]]> = {
        money: ["select resolve_payment_exception($1, 'Booked by hand')", [exception?.id]],
        moderation: ["select suspend_person($1, 'Because')", [people.stranger.user]],
        "people.read": ["select look_up_person('support', 'They called', $1)", [
          people.tenant.user,
        ]],
        "people.delete": ["select delete_person($1, 'Because')", [people.staff.user]],
        audit: ["select act_heads()", []],
        messages: ["select redrive_deliveries('{}')", []],
        verification: ["select review_title_document($1, 'copy_seen', null)", [
          crypto.randomUUID(),
        ]],
      };
      const may: Record<string, string[]> = {
        support: ["people.read", "messages"],
        moderation: ["moderation", "people.read"],
        verification: ["verification", "people.read"],
        money: ["money", "people.read"],
        audit: ["audit"],
        admin: Object.keys(calls),
      };
      for (const [name, does] of Object.entries(may)) {
        await role(name);
        for (const [permission, [sql, given]] of Object.entries(calls)) {
          const hint = await as(database, people.staff, sql, given).then(
            () => "done",
            (error: { hint?: string }) => error.hint,
          );
          assertEquals(
            hint === "auth.forbidden",
            !does.includes(permission),
            `${name} ${permission}: ${hint}`,
          );
        }
      }
      await as(database, people.staff, "select restore_person($1, 'Done')", [
        people.stranger.user,
      ]);
    });
  } finally {
    await close();
  }
});

Deno.test("who is alone sends no money by a password alone either, nor straight to a bank", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { people: { owner, accountant }, org } = world;
    const account = await payableAccount(database, world);
    const weak = ["aal1", null, ""] as const;
    const refusedAs = async (act: string, work: (aal: string | null) => Promise<unknown>) => {
      for (const aal of weak) {
        const refused = await refusal(work(aal));
        assertEquals([refused.hint, JSON.parse(refused.detail).act], [
          "auth.insufficient_assurance",
          act,
        ]);
      }
    };
    const acts = async (act: string, subject: string) =>
      (await database.query<{ by: string; assurance: string }>(
        "select actor_id as by, assurance from private.acts where act = $1 and subject_id = $2 and org_id = $3",
        [act, subject, org],
      )).map(({ by, assurance }) => [by, assurance]);
    const askStraight = (aal?: string | null) =>
      settlementBy(
        database,
        aal === undefined ? owner : { ...owner, aal },
        "request_direct_settlement",
        { org_id: org, payee_account_id: account },
      );

    const asked = await askStraight("aal1");
    assertEquals(asked.status, "requested", "asking takes none where another one approves");
    const approve = (aal?: string | null) =>
      settlementBy(
        database,
        aal === undefined ? accountant : { ...accountant, aal },
        "approve_direct_settlement",
        { direct_settlement_id: asked.id },
      );
    await refusedAs("approve_direct_settlement", approve);
    assertEquals((await approve()).status, "approved");
    assertEquals((await approve("aal1")).status, "approved", "a repeat does nothing");
    assertEquals(await acts("approve_direct_settlement", asked.id), [[accountant.user, "aal2"]]);
    await settlementBy(database, { ...owner, aal: "aal1" }, "end_direct_settlement", {
      direct_settlement_id: asked.id,
      reason: "Stopping money takes one person and no more",
    });

    await as(database, owner, "delete from memberships where user_id = $1", [accountant.user]);
    await longGone(database);
    const client_id = crypto.randomUUID();
    const ask = (aal?: string | null) =>
      requestPayout(
        database,
        aal === undefined ? owner : { ...owner, aal },
        org,
        account,
        1_000,
        { client_id },
      );
    await refusedAs("approve_payout", ask);
    assertEquals(await database.query("select from payouts where client_id = $1", [client_id]), []);
    const payout = await ask();
    assertEquals([payout.status, payout.is_sole], ["approved", true]);
    assertEquals((await ask("aal1")).id, payout.id, "a repeat does nothing");
    assertEquals(await acts("approve_payout", payout.id), [[owner.user, "aal2"]]);

    await refusedAs("approve_direct_settlement", askStraight);
    const straight = await askStraight();
    assertEquals([straight.status, straight.is_sole], ["approved", true]);
    assertEquals(await acts("approve_direct_settlement", straight.id), [[owner.user, "aal2"]]);
    assertEquals(await database.query("select * from private.check_acts(null)"), []);
  } finally {
    await close();
  }
});

Deno.test("staff look a person up for a reason, which is kept; the person sees when", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const look = (given: string, parameters: unknown[] = []) =>
      as<{ found: Record<string, unknown> }>(
        database,
        people.staff,
        `select look_up_person(${given}) as found`,
        parameters,
      );
    const [account] = await database.query<{ email: string }>(
      "select email from auth.users where id = $1",
      [people.tenant.user],
    );
    for (
      const [given, code, field] of [
        ["'support', ''", "staff.bad_reason", "reason"],
        ["'support', 'no'", "staff.bad_reason", "reason"],
        ["'support', null", "staff.bad_reason", "reason"],
        ["null, 'They called'", "staff.bad_reason", "purpose"],
        ["'support', 'They called'", "person.not_found", "person_id"],
        ["'support', 'They called', email => 'nobody@example.ng'", "person.not_found", "email"],
        ["'support', 'They called', phone => '+2348039999999'", "person.not_found", "phone"],
      ] as const
    ) {
      const [, hint, named] = await problem(look(given));
      assertEquals([hint, named], [code, field], given);
    }
    assertEquals(await database.query("select from private.person_looks"), []);
    const [{ found } = { found: {} }] = await look(
      "'payments', 'Money went astray', email => $1",
      [account?.email.toUpperCase()],
    );
    assertEquals([found["person_id"], found["email"]], [people.tenant.user, account?.email]);
    assertEquals((found["tenancies"] as unknown[]).length, 1);
    assertEquals(
      await as(database, people.tenant, "select purpose::text from my_looks()"),
      [{ purpose: "payments" }],
    );
    assertEquals(await as(database, people.owner, "select from my_looks()"), []);
    assertEquals(
      await as(
        database,
        people.staff,
        "select act, reason, subject_id from list_acts(of_subject => $1)",
        [people.tenant.user],
      ),
      [{ act: "look_up_person", reason: "Money went astray", subject_id: people.tenant.user }],
    );
    assertEquals(
      (await refusal(
        as(database, people.owner, "select look_up_person('support', 'They called', $1)", [
          people.tenant.user,
        ]),
      )).hint,
      "auth.forbidden",
    );
  } finally {
    await close();
  }
});

Deno.test("who loses a second factor to staff signs in anew everywhere", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { tenant, owner } = world.people;
    const factor = crypto.randomUUID();
    await database.query(
      `insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at)
       values ($1, $2, 'totp', 'verified', now(), now())`,
      [factor, tenant.user],
    );
    for (const person of [tenant, tenant, owner]) {
      await database.query("insert into auth.sessions (id, user_id) values ($1, $2)", [
        crypto.randomUUID(),
        person.user,
      ]);
    }
    const sessions = async (person: { readonly user: string }) =>
      (await database.query("select id from auth.sessions where user_id = $1", [person.user]))
        .length;
    const remove = (person: string, id: string) =>
      database.query("select private.remove_second_factor($1, $2, 'Lost the phone')", [person, id]);
    assertEquals(
      await problem(remove(tenant.user, crypto.randomUUID())),
      ["PT404", "person.no_such_factor", "factor_id"],
    );
    assertEquals(
      await problem(remove(crypto.randomUUID(), factor)),
      ["PT404", "person.not_found", "person_id"],
    );
    assertEquals(await sessions(tenant), 2);
    await remove(tenant.user, factor);
    assertEquals([await sessions(tenant), await sessions(owner)], [0, 1]);
  } finally {
    await close();
  }
});
