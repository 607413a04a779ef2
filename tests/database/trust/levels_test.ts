import { assert, assertEquals } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { addAccount, decidePayout, payableAccount, requestPayout } from "../money/payouts.ts";
import { addOwed } from "../money/owed.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";
import { hold, prove } from "./proven.ts";

Deno.test("a level is what is proven now, and nothing is asked before its day", async (t) => {
  const { database, world, close } = await openWorld();
  const { owner, accountant, agent, tenant, staff, stranger } = world.people;
  const levelOf = async (user: string | null) =>
    (await database.query<{ level: string }>("select private.trust_level($1)::text as level", [
      user,
    ]))[0]?.level;
  const needed = async (act: string, kobo: number | null) =>
    (await database.query<{ level: string }>(
      "select private.needed_level($1, $2)::text as level",
      [act, kobo],
    ))[0]?.level;
  try {
    await t.step("levels follow what is verified, and end with it", async () => {
      assertEquals(await levelOf(null), "none");
      assertEquals(await levelOf(owner.user), "contact");
      await prove(database, stranger, "bank_account");
      assertEquals(await levelOf(stranger.user), "bank");
      const nin = await prove(database, stranger, "nin");
      assertEquals(await levelOf(stranger.user), "identity");
      await database.query(
        "update verification_cases set expires_at = now() - interval '1 second' where id = $1",
        [nin],
      );
      assertEquals(await levelOf(stranger.user), "bank");
      await database.query("update auth.users set email_confirmed_at = null where id = $1", [
        agent.user,
      ]);
      assertEquals(await levelOf(agent.user), "none");
    });

    await t.step("on the day of the release nobody is asked for anything", async () => {
      for (const act of ["publish", "collect", "acknowledge_cash", "pay_out", "sign"]) {
        assertEquals(await needed(act, null), "none", act);
      }
      const rules = await as<{ act: string; level: string; is_met: boolean; days: number }>(
        database,
        agent,
        `select act::text, level::text, is_met, round(extract(epoch from holds_from - now()) / 86400)::int as days
         from my_trust() where from_kobo = 0 order by my_trust.act`,
      );
      assertEquals(rules.map((it) => [it.act, it.level, it.is_met]), [
        ["publish", "contact", false],
        ["collect", "bank", false],
        ["acknowledge_cash", "contact", false],
        ["pay_out", "bank", false],
        ["sign", "contact", false],
      ]);
      assert(rules.every((it) => it.days >= 89), "people hear of it in time");
    });

    await t.step("staff set rules; until a rule's day the one before holds", async () => {
      const set = (by: { user: string }, ...given: unknown[]) =>
        as(database, by, "select set_trust_rule($1, $2, $3, $4, $5)", given);
      const [{ yesterday, today } = { yesterday: "", today: "" }] = await database.query<
        { yesterday: string; today: string }
      >(
        `select to_char(midnight - interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as yesterday,
           to_char(midnight, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as today
         from (select (private.lagos_date()::timestamp at time zone 'Africa/Lagos') at time zone 'UTC' as midnight) as day
         where $1`,
        [true],
      );
      assertEquals(
        (await refusal(set(owner, "pay_out", 0, "none", "Let me", null))).hint,
        "auth.forbidden",
      );
      for (
        const [given, field] of [
          [[null, 0, "bank", "Why", null], "act"],
          [["sign", null, "bank", "Why", null], "from_kobo"],
          [["sign", -1, "bank", "Why", null], "from_kobo"],
          [["sign", 0, null, "Why", null], "level"],
          [["sign", 0, "bank", null, null], "reason"],
          [["sign", 0, "bank", "Why", "2999-01-01T00:00:00Z"], "holds_from"],
          [["sign", 0, "bank", "Why", "2026-01-01T00:00:00Z"], "holds_from"],
          [["sign", 0, "bank", "Why", yesterday], "holds_from"],
        ] as const
      ) {
        assertEquals((await problem(set(staff, ...given)))[2], field);
      }
      await set(staff, "sign", 0, "contact", "Today", today);
      await set(staff, "sign", 1000, "identity", "Now", null);
      assertEquals([await needed("sign", 999), await needed("sign", 1000)], [
        "contact",
        "identity",
      ]);
      assertEquals(await needed("sign", null), "identity", "of an unknown amount the most");
      await set(staff, "sign", 0, "bank", "Later", "2027-12-31T00:00:00Z");
      assertEquals(
        await needed("sign", 999),
        "contact",
        "what is announced does not lift what holds",
      );
      await set(staff, "sign", 1000, "none", "Lifted", null);
      assertEquals(await needed("sign", 1000), "contact");
    });

    await t.step("each act asks, and says what is missing and how to get it", async () => {
      await database.query("update auth.users set email_confirmed_at = null where id = $1", [
        tenant.user,
      ]);
      await hold(database, "publish", "identity");
      await hold(database, "collect", "identity");
      await hold(database, "pay_out", "identity");
      await hold(database, "acknowledge_cash", "identity");
      await hold(database, "sign", "identity");
      const refused = await refusal(
        as(database, owner, "select move_listing($1, 'paused'), move_listing($1, 'published')", [
          (await database.query<{ id: string }>(
            "select id from listings where status = 'published' and org_id = $1",
            [world.org],
          ))[0]!.id,
        ]),
      );
      assertEquals([refused.code, refused.hint], ["PT403", "trust.level_missing"]);
      const said = JSON.parse(refused.detail);
      assertEquals([said.act, said.level, said.has, said.field, said.verify], [
        "publish",
        "identity",
        "contact",
        "listing_id",
        ["bvn", "nin", "vnin"],
      ]);
      const asks = async (work: Promise<unknown>) =>
        assertEquals((await problem(work))[1], "trust.level_missing");
      await asks(as(database, "service", "select service.prepare_payee_account($1, $2)", [
        owner.user,
        world.org,
      ]));
      await asks(addAccount(database, owner, world.org));
      const tenantRow = await database.query<{ id: string }>(
        "select id from tenants where user_id = $1",
        [tenant.user],
      );
      await asks(as(
        database,
        owner,
        "select offer_tenancy($1, array[$2]::uuid[], '2027-06-01', 120000000)",
        [world.vacantUnit, tenantRow[0]?.id],
      ));
      await addOwed(database, world);
      const [debt] = await database.query<{ id: string }>(
        "select charge_id as id from charge_balances where tenancy_id = $1 and open_kobo > 0 limit 1",
        [world.tenancy],
      );
      await asks(as(
        database,
        owner,
        "select record_offline_payment(array[$1]::uuid[], 'cash', 1000, (now() at time zone 'Africa/Lagos')::date::text, $2)",
        [debt?.id, crypto.randomUUID()],
      ));
      await prove(database, owner, "nin");
      await prove(database, accountant, "nin");
      const account = await payableAccount(database, world);
      await hold(database, "pay_out", "none");
      await hold(database, "pay_out", "identity", 1);
      const anew = await createUser(database, "late");
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
        [world.org, anew],
      );
      await asks(requestPayout(database, { user: anew }, world.org, account, 1000));
    });

    await t.step("a stale listing comes back by whoever may publish", async () => {
      const [{ id } = { id: "" }] = await database.query<{ id: string }>(
        "select id from listings where status = 'published' and org_id = $1",
        [world.org],
      );
      const statusAs = async (by: { user: string }) =>
        (await as<{ status: string }>(database, by, "select status from confirm_listing($1)", [
          id,
        ]))[0]?.status;
      assertEquals(await statusAs(agent), "published", "it is on the market");
      await database.query(
        "update listings set confirm_by = now() - interval '1 minute' where id = $1",
        [id],
      );
      await database.query("select private.mark_stale_listings() where $1", [true]);
      assertEquals(await problem(statusAs(agent)), ["PT403", "trust.level_missing", "listing_id"]);
      assertEquals(await statusAs(owner), "published");
    });

    await t.step("several payouts of a day ask for what one as large does", async () => {
      await hold(database, "pay_out", "none", 1);
      await hold(database, "pay_out", "identity", 3000);
      const [{ id: account } = { id: "" }] = await database.query<{ id: string }>(
        "select id from payee_accounts where org_id = $1 and status = 'approved' order by id desc limit 1",
        [world.org],
      );
      const anew = { user: await createUser(database, "later") };
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
        [world.org, anew.user],
      );
      const client_id = crypto.randomUUID();
      const ask = (kobo: number, changes = {}) =>
        requestPayout(database, anew, world.org, account, kobo, changes);
      const missing = (field: string) => ["PT403", "trust.level_missing", field];
      assertEquals(await problem(ask(3000)), missing("amount_kobo"));
      const first = await ask(2000, { client_id });
      assertEquals(await problem(ask(1000)), missing("amount_kobo"));
      assertEquals((await ask(2000, { client_id })).id, first.id, "a repeat is no second one");
      const second = await requestPayout(database, owner, world.org, account, 1000);
      const decide = (by: { user: string }, name: string, id: string, reason = {}) =>
        decidePayout(database, by, name, { payout_id: id, ...reason });
      assertEquals(
        await problem(decide(anew, "approve_payout", second.id)),
        missing("payout_id"),
      );
      await decide(anew, "withdraw_payout", first.id, { reason: "Another day" });
      assertEquals((await decide(anew, "approve_payout", second.id)).status, "approved");
      assertEquals(await problem(ask(2000)), missing("amount_kobo"), "what was approved counts");
      await database.query(
        "update payouts set decided_at = now() - interval '25 hours' where id = $1",
        [second.id],
      );
      assertEquals((await ask(2000)).status, "requested", "a day later it does not");
    });

    await t.step("an organization asks a level of applicants", async () => {
      const set = (by: { user: string }, level: string | null) =>
        as(database, by, "select set_applicant_level($1, $2)", [world.org, level]);
      assertEquals((await refusal(set(tenant, "identity"))).hint, "auth.forbidden");
      assertEquals((await problem(set(owner, null)))[1], "trust.bad_rule");
      await set(owner, "identity");
      const [asked] = await as<{ level: string }>(
        database,
        "visitor",
        "select level::text from applicant_levels where org_id = $1",
        [world.org],
      );
      assertEquals(asked?.level, "identity", "everybody reads it before they begin");
      const person = { user: await createUser(database, "applicant") };
      const [listing] = await database.query<{ id: string }>(
        "select id from listings where status = 'published' and org_id = $1",
        [world.org],
      );
      const [begun] = await as<{ id: string }>(
        database,
        person,
        "select id from start_application($1)",
        [listing?.id],
      );
      await as(
        database,
        person,
        "select save_application($1, (now() + interval '60 days')::date::text, 12, 'Nurse', 'A hospital', '3m_to_6m')",
        [begun?.id],
      );
      const submit = () => as(database, person, "select submit_application($1)", [begun?.id]);
      assertEquals(await problem(submit()), [
        "PT403",
        "application.level_missing",
        "application_id",
      ]);
      await prove(database, person, "nin");
      await submit();
    });

    await t.step("badges say what was checked and when, to whom may know", async () => {
      // The name under which it was.
      await as(database, owner, "update profiles set display_name = 'Ada Obi' where id = $1", [
        owner.user,
      ]);
      const badges = async (by: { user: string }, user: string) =>
        (await as<{ checked: { what: string; on: string; until: string | null }[] }>(
          database,
          by,
          "select checked from badges_of_people(array[$1]::uuid[])",
          [user],
        ))[0]?.checked;
      assertEquals((await badges(accountant, owner.user))?.map((it) => it.what), ["email", "nin"]);
      assert((await badges(owner, owner.user))?.every((it) => /^\d{4}-\d\d-\d\d$/.test(it.on)));
      assertEquals(await badges(stranger, staff.user), undefined, "nobody learns of strangers");
      const ofOrg = async (org: string | null) =>
        (await as<{ checked: { what: string }[] }>(
          database,
          "visitor",
          "select checked from badges_of_organizations(array[$1]::uuid[])",
          [org],
        ))[0]?.checked.map((it) => it.what);
      assertEquals(await ofOrg(world.org), ["owner_nin"]);
      assertEquals(await ofOrg(null), undefined);
      const [page] = await as<{ page: { listed_by_checked: { what: string }[] } }>(
        database,
        "visitor",
        "select listing_page(id) as page from listings where status = 'published' and org_id = $1",
        [world.org],
      );
      assertEquals(page?.page.listed_by_checked.map((it) => it.what), ["owner_nin"]);
      for (const name of ["badges_of_people", "badges_of_organizations"]) {
        assertEquals(
          (await problem(as(
            database,
            owner,
            `select * from ${name}(array(select gen_random_uuid() from generate_series(1, 201)))`,
          )))[1],
          "trust.too_many",
        );
      }
    });
  } finally {
    await close();
  }
});
