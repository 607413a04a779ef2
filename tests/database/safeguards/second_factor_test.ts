import { assertEquals } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { decidePayout, payableAccount, requestPayout } from "../money/payouts.ts";
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
