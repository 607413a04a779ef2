import { assertEquals } from "@std/assert";
import { as, idFrom, problem, refusal } from "../actor.ts";
import { offerToRent } from "../deals/deals.ts";
import { begin, freshListing, onApplication, person, save } from "../deals/prospects.ts";
import { actsOf, inWorld } from "./in_world.ts";

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
    const remove = (despite: boolean | null) =>
      as(database, people.staff, "select delete_person($1, 'Asked by mail', $2)", [user, despite]);
    for (const despite of [false, null]) {
      const { hint, detail } = await refusal(remove(despite));
      assertEquals(hint, "person.open_matters");
      const { all } = JSON.parse(detail ?? "{}") as { all: { code: string; subject_id: string }[] };
      assertEquals(
        all.some((it) => it.code === "erasure.open_tenancy" && it.subject_id === tenancy),
        true,
      );
    }
    await remove(true);
    const before = await actsOf(database, user);
    assertEquals(await problem(remove(false)), ["PT409", "person.deleted", "person_id"]);
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

    await as(database, people.staff, "select delete_person($1, 'Asked by mail', true)", [me.user]);
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
