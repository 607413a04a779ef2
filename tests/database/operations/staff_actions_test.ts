import { assertEquals, assertRejects } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { actsOf, inWorld } from "./in_world.ts";

Deno.test("only staff suspend, restore and delete, with a reason that is kept", () =>
  inWorld(async (database, { people, org }) => {
    const acts = ["suspend_person", "restore_person", "delete_person"]
      .map((act) => [act, people.stranger.user] as const)
      .concat(["suspend_organization", "restore_organization"].map((act) => [act, org] as const));
    for (const [act, subject] of acts) {
      const call = (who: { user: string } | "visitor", reason: string | null) =>
        as(database, who, `select ${act}($1, $2)`, [subject, reason]);
      assertEquals((await refusal(call(people.owner, "Because"))).hint, "auth.forbidden", act);
      await assertRejects(() => call("visitor", "Because"));
      for (const reason of [null, "", "  ", "no", "x".repeat(1001)]) {
        assertEquals(
          await problem(call(people.staff, reason)),
          ["PT400", "staff.bad_reason", "reason"],
          `${act} ${reason}`,
        );
      }
    }
    assertEquals(await database.query("select from private.acts where act <> 'change_rules'"), []);
    for (const [act] of acts) {
      for (const subject of [null, "0190a6f0-0000-7000-8000-0000000000ff"]) {
        const { hint } = await refusal(
          as(database, people.staff, `select ${act}($1, 'Because')`, [subject]),
        );
        assertEquals(hint, act.endsWith("person") ? "person.not_found" : "organization.not_found");
      }
    }
    // SQL in Studio is staff too; what comes through the API with nobody's token is not.
    await database.query("select suspend_person($1, 'Because')", [people.stranger.user]);
    await assertRejects(() =>
      as(database, "service", "select suspend_person($1, 'Because')", [people.stranger.user])
    );
    assertEquals(
      await database.query(
        "select actor_id, actor_role, act, reason from private.acts where act <> 'change_rules'",
      ),
      [{ actor_id: null, actor_role: "postgres", act: "suspend_person", reason: "Because" }],
    );
    await assertRejects(() => database.query("delete from private.acts"));
  }));

Deno.test("a suspended person writes nothing, and goes on once restored", () =>
  inWorld(async (database, { people, conversation, org }) => {
    const say = () =>
      as(
        database,
        people.tenant,
        "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), 'Hello')",
        [org, conversation],
      );
    for (let time = 0; time < 2; time++) {
      await as(database, people.staff, "select suspend_person($1, 'Rude')", [people.tenant.user]);
    }
    assertEquals((await refusal(say())).hint, "person.suspended");
    assertEquals(
      (await refusal(as(database, people.tenant, "select enquire($1, 'Is it free?')", [null])))
        .hint,
      "person.suspended",
    );
    const lift = () =>
      as(database, people.staff, "select restore_person($1, 'Said sorry')", [people.tenant.user]);
    await lift();
    const before = await actsOf(database, people.tenant.user);
    await lift();
    assertEquals(await actsOf(database, people.tenant.user), before, "it stands: no act");
    assertEquals(
      await problem(
        as(database, people.staff, "select restore_person($1, 'Never was')", [people.owner.user]),
      ),
      ["PT409", "person.not_suspended", "person_id"],
    );
    await say();
    assertEquals(
      (await refusal(
        as(database, people.staff, "select suspend_person($1, 'Mistake')", [people.staff.user]),
      )).hint,
      "person.yourself",
    );
  }));

Deno.test("a suspended person is told why, once, and of another reason nobody makes a second one", () =>
  inWorld(async (database, { people }) => {
    const person = people.tenant.user;
    const told = () =>
      database.query(
        `select kind, payload ->> 'reason' as reason from notifications
         where user_id = $1 and kind in ('person_suspended', 'person_restored') order by id`,
        [person],
      );
    const suspend = (reason: string) =>
      as(database, people.staff, "select suspend_person($1, $2)", [person, reason]);
    await suspend("Asked for money outside the platform");
    const acts = await actsOf(database, person);
    await suspend("Asked for money outside the platform");
    assertEquals(await actsOf(database, person), acts);
    assertEquals(await problem(suspend("Rude")), [
      "PT409",
      "person.already_suspended",
      "reason",
    ]);
    // A report about somebody who is suspended already can be decided.
    const [report] = await database.query<{ id: string }>(
      `insert into reports (subject, person_id, reported_by, reason, note)
       values ('person', $1, $2, 'scam', 'Took my money') returning id`,
      [person, people.stranger.user],
    );
    await as(database, people.staff, "select decide_report($1, 'suspended', 'They did')", [
      report?.id,
    ]);
    assertEquals(await told(), [{
      kind: "person_suspended",
      reason: "Asked for money outside the platform",
    }]);
    assertEquals(
      await database.query(
        `select channel, status from private.deliveries
         where user_id = $1 and kind = 'person_suspended' order by channel`,
        [person],
      ),
      [{ channel: "sms", status: "queued" }, { channel: "email", status: "queued" }],
    );
    // A ban that ends by itself is no suspension of ours; an account that is gone has none.
    const [passing, gone] = [people.stranger.user, people.manager.user];
    await database.query(
      `update auth.users set banned_until = now() + interval '1 day',
         deleted_at = case when id = $2 then now() end where id in ($1, $2)`,
      [passing, gone],
    );
    await as(database, people.staff, "select suspend_person($1, 'They did it too')", [passing]);
    assertEquals(
      await database.query(
        "select banned_until = private.for_good() as is from auth.users where id = $1",
        [
          passing,
        ],
      ),
      [{ is: true }],
    );
    const suspendGone = as(database, people.staff, "select suspend_person($1, 'They did')", [gone]);
    assertEquals((await problem(suspendGone))[1], "person.deleted");
    await as(database, people.staff, "select restore_person($1, 'Paid back')", [person]);
    assertEquals((await told()).map(({ kind }) => kind), ["person_suspended", "person_restored"]);
  }));

Deno.test("a suspended person changes, deletes and uploads nothing, and no edge function does it for them", () =>
  inWorld(async (database, { people, org, property, listing }) => {
    await as(database, people.staff, "select suspend_person($1, 'Fraud')", [people.owner.user]);
    const { owner } = people;
    const written = await database.query<{ change: string }>(
      `select format('update %I set %I = %2$I where true', table_name, min(column_name)) as change
       from information_schema.column_privileges
       where table_schema = 'public' and grantee = 'authenticated' and privilege_type = 'UPDATE' and $1
       group by table_name
       union all
       select format('delete from %I where true', table_name) from information_schema.table_privileges
       where table_schema = 'public' and grantee = 'authenticated' and privilege_type = 'DELETE'`,
      [true],
    );
    assertEquals(written.length >= 15, true);
    const own = new Set([
      "listings",
      "organizations",
      "profiles",
      "properties",
      "tenants",
      "units",
    ]);
    for (const { change } of written) {
      const [verb, table] = change.split(" ");
      // Those are counted row by row: of none of theirs there is nothing to refuse.
      const rows = verb === "delete" || !own.has(table!) ? 1 : (await database.query(
        `select from ${table} where $1`,
        [true],
      )).length;
      assertEquals(rows > 0, true, change);
      const { code, hint } = await refusal(as(database, owner, change));
      assertEquals([code, hint], ["PT403", "person.suspended"], change);
    }
    assertEquals(
      (await refusal(
        as(database, owner, "update memberships set role = 'owner' where user_id = $1", [
          people.agent.user,
        ]),
      )).hint,
      "person.suspended",
    );
    const folders = [["uploads", org], ["uploads", owner.user], ["title-documents", org]];
    const put = ([bucket, folder]: string[]) =>
      as(
        database,
        owner,
        "insert into storage.objects (bucket_id, name, owner_id) values ($1, $2 || '/' || gen_random_uuid() || '.jpg', $3)",
        [bucket, folder, owner.user],
      );
    for (const folder of folders) {
      assertEquals((await refusal(put(folder))).code, "42501", String(folder));
    }
    const begin = (caller: string) =>
      as<{ state: string }>(
        database,
        "service",
        "select state from service.begin_idempotent_request('POST /payee-accounts', $1, 'key-0123456789abcdef', repeat('a', 64))",
        [caller],
      );
    for (const caller of [owner.user, owner.user.toUpperCase()]) {
      const { code, hint } = await refusal(begin(caller));
      assertEquals([code, hint], ["PT403", "person.suspended"]);
    }
    assertEquals((await begin(people.manager.user))[0]?.state, "started");
    assertEquals((await begin("a job"))[0]?.state, "started");
    // Reading goes on, and so does everything once they are restored.
    assertEquals(
      (await as(database, owner, "select from listings where id = $1", [listing])).length,
      1,
    );
    await as(database, people.staff, "select restore_person($1, 'Cleared')", [owner.user]);
    for (const folder of folders) await put(folder);
    assertEquals((await begin(owner.user))[0]?.state, "started");
    await as(database, owner, "update properties set landmark = 'A gate' where id = $1", [
      property,
    ]);
    await as(database, owner, "delete from memberships where user_id = $1", [people.agent.user]);
  }));
