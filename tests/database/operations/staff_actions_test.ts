import { assertEquals, assertRejects } from "@std/assert";
import { as, idFrom, problem, refusal } from "../actor.ts";
import { advertise, offerToRent } from "../deals/deals.ts";
import { begin, freshListing, onApplication, person, save } from "../deals/prospects.ts";
import { openWorld, type TestDatabase } from "../test_database.ts";
import type { World } from "../world.ts";

type Database = TestDatabase["database"];

async function inWorld(test: (database: Database, world: World) => Promise<void>): Promise<void> {
  const { database, world, close } = await openWorld();
  try {
    await test(database, world);
  } finally {
    await close();
  }
}

/** How many acts of staff are about somebody or something. */
const actsOf = async (database: Database, subject: string) =>
  (await database.query("select from private.acts where subject_id = $1", [subject])).length;

const listingStates = async (database: Database, org: string) =>
  Object.fromEntries(
    (await database.query<{ title: string; status: string }>(
      "select id as title, status from listings where org_id = $1",
      [org],
    )).map(({ title, status }) => [title, status]),
  );

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
    assertEquals(await problem(lift()), ["PT409", "person.not_suspended", "person_id"]);
    assertEquals(await actsOf(database, people.tenant.user), before);
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

Deno.test("a decision that stands already is no act", () =>
  inWorld(async (database, world) => {
    const { people } = world;
    const { listing } = await advertise(database, world);
    const staff = (call: string, values: unknown[]) =>
      as<{ id: string }>(database, people.staff, call, values);
    await database.exec(
      "select private.note_payment_exception('unknown_reference', 'paystack', 'nobodys', 'nobodys', null, '{}')",
    );
    const [exception] = await database.query<{ id: string }>(
      "select id from payment_exceptions where reference = $1",
      ["nobodys"],
    );
    const acts: readonly [string, string, unknown[]][] = [
      ["review_listing", "select review_listing($1, 'suspend', 'It is not there')", [listing]],
      ["resolve_payment_exception", "select resolve_payment_exception($1, 'Sent back')", [
        exception?.id,
      ]],
    ];
    for (const [act, call, values] of acts) {
      for (let time = 0; time < 2; time++) await staff(call, values);
      assertEquals(
        await database.query(
          "select count(*)::int as acts from private.acts where act = $1 and subject_id = $2",
          [act, values[0]],
        ),
        [{ acts: 1 }],
        act,
      );
    }
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

Deno.test("a deleted person leaves what others need, without name and contact", () =>
  inWorld(async (database, { people, tenancy, payment, org }) => {
    const { user } = people.tenant;
    const count = async (sql: string) => (await database.query(sql, [user])).length;
    assertEquals(await count("select from messages where sender_id = $1") > 0, true);
    const receipts = await database.query("select * from receipts where payment_id = $1", [
      payment,
    ]);
    assertEquals(
      (await refusal(
        as(database, people.staff, "select delete_person($1, 'Asked')", [people.owner.user]),
      )).hint,
      "membership.last_owner",
    );
    const remove = () =>
      as(database, people.staff, "select delete_person($1, 'Asked by mail')", [user]);
    await remove();
    const before = await actsOf(database, user);
    assertEquals(await problem(remove()), ["PT409", "person.deleted", "person_id"]);
    assertEquals(await actsOf(database, user), before, "nothing was done, and no act is written");
    const [account] = await database.query(
      `select email, phone, encrypted_password, raw_user_meta_data::text as told, banned_until > now() as is_banned
       from auth.users where id = $1`,
      [user],
    );
    assertEquals(account, {
      email: `deleted-${user}@deleted.invalid`,
      phone: null,
      encrypted_password: null,
      told: "{}",
      is_banned: true,
    });
    assertEquals(await database.query("select display_name from profiles where id = $1", [user]), [
      { display_name: "Deleted account" },
    ]);
    for (
      const gone of [
        "favourites where user_id",
        "saved_searches where user_id",
        "notifications where user_id",
        "tenants where user_id",
        "memberships where user_id",
        "auth.identities where user_id",
      ]
    ) assertEquals(await count(`select from ${gone} = $1`), 0, gone);
    assertEquals(await count("select from messages where sender_id = $1") > 0, true);
    assertEquals(
      await database.query("select * from receipts where payment_id = $1", [payment]),
      receipts,
    );
    // The landlord's side goes on, and the record of the tenant stays theirs.
    const [kept] = await as(
      database,
      people.owner,
      "select full_name from tenants where org_id = $1 and id in (select tenant_id from tenancy_parties where tenancy_id = $2)",
      [org, tenancy],
    );
    assertEquals(typeof kept?.full_name, "string");
    assertEquals(
      (await refusal(
        as(database, people.staff, "select restore_person($1, 'Changed their mind')", [user]),
      )).hint,
      "person.deleted",
    );
  }));

Deno.test("a deleted person's deals end, and nothing of a failed application is kept", () =>
  inWorld(async (database, world) => {
    const { people } = world;
    const me = await person(database, "leaver");
    await database.exec(
      "create table if not exists auth.one_time_tokens (id uuid default gen_random_uuid(), user_id uuid)",
    );
    await database.query("insert into auth.one_time_tokens (user_id) values ($1)", [me.user]);
    await database.query(
      `insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at)
       values (gen_random_uuid(), $1, 'totp', 'verified', now(), now())`,
      [me.user],
    );
    const home = () => freshListing(database, world);
    const told = {
      employer: "St. Nicholas",
      note: "Quiet",
      household: [{ full_name: "Ada Obi", relationship: "sister", age: "adult" }],
      guarantors: [{ full_name: "Segun Obi", phone: "+2348031112222", relationship: "uncle" }],
    };
    const apply = async (listing: string) => {
      const { id } = await begin(database, me, listing);
      await save(database, me, id, told);
      await onApplication(database, me, "submit_application($1)", [id]);
      return id;
    };
    const decide = (act: string, id: string) => as(database, people.owner, `select ${act}`, [id]);
    const draft = (await begin(database, me, await home())).id;
    await save(database, me, draft, told);
    const atHome = await home();
    const sent = await apply(atHome);
    const shortlisted = await apply(await home());
    await decide("shortlist_application($1)", shortlisted);
    const offered = await apply(await home());
    await decide("shortlist_application($1)", offered);
    await decide(
      "offer_to_applicant($1, starts_on => (private.lagos_date() + 10)::text)",
      offered,
    );
    const reviewed = await apply(await home());
    await decide("decline_application($1, 'Let to a family')", reviewed);
    await as(database, me, "select ask_review($1, 'I am a family')", [reviewed]);
    const accepted = await apply(await home());
    await decide("shortlist_application($1)", accepted);
    await decide(
      "offer_to_applicant($1, starts_on => (private.lagos_date() + 10)::text)",
      accepted,
    );
    await as(
      database,
      me,
      "select accept_offer(id, 1) from offers where application_id = $1",
      [accepted],
    );
    const own = await offerToRent(database, me, await home());
    await as(database, me, "select enquire($1, 'Is it quiet?')", [atHome]);
    const slot = await idFrom(
      database,
      people.owner,
      "select id from offer_viewing($1, (now() + interval '2 days')::text, (now() + interval '49 hours')::text, 1)",
      [atHome],
    );
    await as(database, me, "select book_viewing($1)", [slot]);

    for (const application of [sent, accepted]) {
      await database.query(
        "insert into storage.objects (bucket_id, name) values ('application-documents', $1 || '/payslip.pdf')",
        [application],
      );
      await database.query(
        `insert into application_documents (org_id, application_id, kind, storage_path)
         select org_id, id, 'payslip', id || '/payslip.pdf' from applications where id = $1`,
        [application],
      );
    }

    await as(database, people.staff, "select delete_person($1, 'Asked by mail')", [me.user]);
    assertEquals(
      await database.query(
        "select path from private.abandoned_files where bucket = 'application-documents' and $1",
        [true],
      ),
      [{ path: `${sent}/payslip.pdf` }],
    );
    assertEquals(
      await database.query(
        `select application_id from application_documents where application_id in
           (select id from applications where applicant_id = $1)`,
        [me.user],
      ),
      [{ application_id: accepted }],
    );
    const states = await database.query<{ id: string; status: string }>(
      `select id, status::text from applications where applicant_id = $1
       union all select id, status::text from offers where offeror_id = $1 and application_id is null`,
      [me.user],
    );
    assertEquals(
      Object.fromEntries(states.map(({ id, status }) => [id, status])),
      {
        ...Object.fromEntries(
          [draft, sent, shortlisted, offered, reviewed, own.id].map((id) => [id, "withdrawn"]),
        ),
        [accepted]: "accepted",
      },
    );
    const statuses = async (from: string) =>
      (await database.query<{ status: string }>(`select distinct status::text from ${from} = $1`, [
        me.user,
      ])).map((it) => it.status);
    assertEquals(await statuses("viewings where user_id"), ["cancelled"]);
    assertEquals(await statuses("enquiries where enquirer_id"), ["closed"]);
    assertEquals((await statuses("offers where offeror_id")).sort(), ["accepted", "withdrawn"]);
    // The seat and the homes are others' again.
    await as(database, people.otherTenant, "select book_viewing($1)", [slot]);

    const kept = await database.query(
      `select distinct application_id from application_household where application_id in
         (select id from applications where applicant_id = $1)
       union select application_id from application_guarantors where application_id in
         (select id from applications where applicant_id = $1)`,
      [me.user],
    );
    assertEquals(kept, [{ application_id: accepted }], "what an accepted deal rests on stays");
    const facts = await database.query(
      "select distinct occupation, employer, note, review_reason from applications where applicant_id = $1 and status = 'withdrawn' order by 1, 4",
      [me.user],
    );
    assertEquals(facts, [
      { occupation: "Not kept", employer: null, note: null, review_reason: "Not kept" },
      { occupation: "Not kept", employer: null, note: null, review_reason: null },
      { occupation: null, employer: null, note: null, review_reason: null },
    ]);
    for (const table of ["one_time_tokens", "mfa_factors"]) {
      assertEquals(
        await database.query(`select from auth.${table} where user_id = $1`, [me.user]),
        [],
        table,
      );
    }
  }));

Deno.test("a suspended organization is off the market until it is restored", () =>
  inWorld(async (database, { people, org }) => {
    const before = await listingStates(database, org);
    const [shown] = Object.entries(before).find(([, status]) => status === "published") ?? [];
    // One was suspended on its own account: that stays.
    for (let time = 0; time < 2; time++) {
      await as(database, people.staff, "select suspend_organization($1, 'No mandate')", [org]);
    }
    const during = await listingStates(database, org);
    assertEquals(during[shown as string], "suspended");
    assertEquals(Object.values(during).includes("published"), false);
    const [unit] = await database.query<{ unit_id: string }>(
      "select unit_id from listings where id = $1",
      [shown],
    );
    const [written] = await as<{ id: string }>(
      database,
      people.owner,
      `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
       values ($1, $2, 'sale', 'For sale', 9000000000, 'total') returning id`,
      [org, unit!.unit_id],
    );
    const [moved] = await as(
      database,
      people.owner,
      "select status from move_listing($1, 'published')",
      [
        written!.id,
      ],
    );
    assertEquals(moved?.status, "pending_review", "what it would publish waits for staff");
    await as(database, people.staff, "select restore_organization($1, 'Mandates shown')", [org]);
    const after = await listingStates(database, org);
    assertEquals(after, { ...before, [written!.id]: "pending_review" });
    const told = await database.query(
      `select kind from notifications
       where org_id = $1 and kind in ('listing_suspended', 'listing_approved', 'listing_returned')`,
      [org],
    );
    assertEquals(told, [], "of its listings nobody is told one by one");
    // Every member, whatever they may do there; nobody else.
    for (const who of ["owner", "manager", "accountant", "agent", "stranger"] as const) {
      const news = await database.query<{ kind: string; reason: string | null }>(
        `select kind, payload ->> 'reason' as reason from notifications
         where user_id = $1 and org_id = $2 and kind like 'organization\\_%' order by id`,
        [people[who].user, org],
      );
      assertEquals(
        news.map(({ kind, reason }) => `${kind}: ${reason}`),
        who === "stranger"
          ? []
          : ["organization_suspended: No mandate", "organization_restored: null"],
        who,
      );
    }
  }));

Deno.test("an organization is made once by a double click, and again when it is meant", () =>
  inWorld(async (database, { people }) => {
    const make = (name = "Bello Homes") =>
      as<{ id: string }>(
        database,
        people.stranger,
        "select id from create_organization('owner', $1, '4 Akoka Road, Yaba')",
        [name],
      ).then(([made]) => made!.id);
    const [first, second] = await Promise.all([make(), make()]);
    assertEquals(first, second);
    assertEquals(await make("Other Homes") === first, false);
    await database.query(
      "update organizations set created_at = now() - interval '2 minutes' where id = $1",
      [
        first,
      ],
    );
    assertEquals(await make() === first, false);
  }));

Deno.test("my_hats says in one call who somebody is everywhere", () =>
  inWorld(async (database, { people, org, tenancy }) => {
    type Hats = Record<"memberships" | "tenancies" | "applications", Record<string, unknown>[]> & {
      is_staff: boolean;
      person: { id: string } | null;
      unread: { conversations: number; notifications: number };
    };
    const hats = async (who: { user: string }) =>
      (await as<{ my_hats: Hats }>(database, who, "select my_hats()"))[0]!.my_hats;
    const owner = await hats(people.owner);
    assertEquals(owner.memberships.map((it) => [it.org_id, it.role]), [[org, "owner"]]);
    const [known] = await database.query<{ permissions: string[] }>(
      "select array_agg(permission::text order by permission) as permissions from private.role_permissions where role = 'agent'",
    );
    const agent = await hats(people.agent);
    assertEquals(agent.memberships[0]?.["permissions"], known?.permissions);
    await database.query("update notifications set read_at = null where user_id = $1", [
      people.agent.user,
    ]);
    const [waits] = await as<{ conversations: number; notifications: number }>(
      database,
      people.agent,
      `select (select count(*)::int from my_unread()) as conversations,
         (select count(*)::int from notifications) as notifications`,
    );
    assertEquals((await hats(people.agent)).unread, waits);
    await as(
      database,
      people.agent,
      "select read_notifications(array(select id from notifications))",
    );
    assertEquals((await hats(people.agent)).unread.notifications, 0);
    assertEquals([owner.is_staff, owner.tenancies, owner.person?.id], [
      false,
      [],
      people.owner.user,
    ]);
    const tenant = await hats(people.tenant);
    assertEquals(tenant.tenancies.map((it) => [it.tenancy_id, it.org_id]), [[tenancy, org]]);
    assertEquals(tenant.memberships, []);
    assertEquals((await hats(people.staff)).is_staff, true);
    const [mine] = await database.query<{ applications: number }>(
      "select count(*)::int as applications from applications where applicant_id = $1",
      [people.otherTenant.user],
    );
    assertEquals((await hats(people.otherTenant)).applications.length, mine!.applications);
    await assertRejects(() => as(database, "visitor", "select my_hats()"));
  }));
