/** Being forgotten: asked, thought over, done once, and what is kept said. */
import { assert, assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { begin, freshListing, onApplication, person, save, submitted } from "../deals/prospects.ts";
import { openWorld, type TestDatabase } from "../test_database.ts";
import { createOrganization, type World } from "../world.ts";
import { ask as askExport, make } from "./exporting.ts";
import { claim } from "../words/outbox.ts";
import { prove } from "./proven.ts";

type Database = TestDatabase["database"];

async function inWorld(test: (database: Database, world: World) => Promise<void>): Promise<void> {
  const { database, world, close } = await openWorld();
  try {
    await test(database, world);
  } finally {
    await close();
  }
}

interface Told {
  id: string;
  state: string;
  refusal: string | null;
  decision_reason: string | null;
  erase_at: string;
}

const one = async <Row>(database: Database, who: Actor, call: string, parameters: unknown[] = []) =>
  (await as<{ told: Row }>(database, who, `select ${call} as told`, parameters))[0]!.told;
const ask = (database: Database, who: Actor) =>
  one<Told>(database, who, "request_erasure(true, 'I move away')");
const mine = (database: Database, who: Actor) => one<Told | null>(database, who, "my_erasure()");

/** The days to think it over are past. */
const pass = (database: Database) =>
  database.query(
    "update private.erasure_requests set erase_at = now(), next_try_at = now() where next_try_at is not null and $1",
    [true],
  );
const run = async (database: Database) => {
  const [row] = await database.query<{ done: number }>(
    "select private.erase_due() as done where $1",
    [true],
  );
  return row!.done;
};

/** Their turn comes: accounts are shut, and a minute later emptied. */
const come = async (database: Database) => {
  for (let step = 0; step < 2; step++) {
    await pass(database);
    await run(database);
  }
};

/** How an account stands: shut for a day, for good, or open. */
const ban = async (database: Database, who: { user: string }) => {
  const [row] = await database.query<{ ban: string }>(
    `select case when banned_until > now() + interval '1 year' then 'for good'
       when banned_until > now() + interval '23 hours' then 'for a day' else 'open' end as ban
     from auth.users where id = $1`,
    [who.user],
  );
  return row!.ban;
};

/** The tenancies and books of a tenant are closed, as if years had passed. */
const settle = (database: Database, tenant: string) =>
  database.exec(`
    set session_replication_role = replica;
    update tenancies set status = 'ended', ended_on = greatest(starts_on, private.lagos_date())
    where id in (select tenancy_id from private.tenancy_people where user_id = '${tenant}');
    update charges set paid_kobo = amount_kobo
    where tenancy_id in (select tenancy_id from private.tenancy_people where user_id = '${tenant}') and reverses_id is null;
    set session_replication_role = origin`);

const blockersOf = async (database: Database, who: Actor) =>
  (await one<{ blockers: { code: string; field: string }[] }>(database, who, "erasure_preview()"))
    .blockers.map(({ code, field }) => `${code} ${field}`).sort();

Deno.test("what stands in the way is said, with the row that it is about", () =>
  inWorld(async (database, { people, org, tenancy }) => {
    const { tenant, owner, stranger } = people;
    assertEquals(
      (await blockersOf(database, tenant)).includes("erasure.open_tenancy tenancy_id"),
      true,
    );
    assertEquals(await problem(ask(database, tenant)), [
      "PT409",
      "erasure.open_tenancy",
      "tenancy_id",
    ]);
    const { detail } = await refusal(ask(database, tenant));
    assertEquals(JSON.parse(detail).subject_id, tenancy);
    assertEquals(await blockersOf(database, owner), ["membership.last_owner org_id"]);
    assertEquals(await problem(ask(database, owner)), ["PT409", "membership.last_owner", "org_id"]);
    await settle(database, tenant.user);
    assertEquals(await blockersOf(database, tenant), []);
    // Owed, held, under way: each by itself.
    const [owed] = await database.query<{ id: string }>(
      `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
       values ($1, $2, 'utility', private.lagos_date(), 5000, 'Water') returning id`,
      [org, tenancy],
    );
    assertEquals(await blockersOf(database, tenant), ["erasure.money_owed tenancy_id"]);
    await database.exec(
      `set session_replication_role = replica; update charges set is_reversed = true where id = '${
        owed!.id
      }'; set session_replication_role = origin`,
    );
    assertEquals(await blockersOf(database, tenant), []);
    await database.exec(
      `set session_replication_role = replica;
       insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, paid_kobo, description)
       values ('${org}', '${tenancy}', 'caution_deposit', private.lagos_date(), 90000, 90000, 'Deposit');
       insert into payments (org_id, tenancy_id, payer_id, method, reference, status, amount_kobo)
       values ('${org}', '${tenancy}', '${tenant.user}', 'paystack', 'EST-UNDERWAY-0001', 'pending', 700),
         ('${org}', '${tenancy}', '${tenant.user}', 'paystack', 'EST-OPENED-0001', 'created', 800);
       set session_replication_role = origin`,
    );
    assertEquals(await blockersOf(database, tenant), [
      "erasure.money_held payment_id",
      "erasure.money_held payment_id",
      "erasure.money_held tenancy_id",
    ]);
    const refusedWith = JSON.parse((await refusal(ask(database, tenant))).detail);
    assertEquals(refusedWith.all.map((it: { amount_kobo: number }) => it.amount_kobo).sort(), [
      700,
      800,
      90000,
    ]);
    assertEquals(await blockersOf(database, stranger), []);
    assertEquals(await mine(database, stranger), null);
    for (const nobody of ["visitor", "service"] as const) {
      assertEquals((await refusal(ask(database, nobody))).code, "42501");
    }
    assertEquals(
      await problem(as(database, stranger, "select request_erasure(true, repeat('x', 1001))")),
      ["PT400", "erasure.bad_reason", "reason"],
    );
    for (const understood of [false, null]) {
      assertEquals(
        await problem(as(database, stranger, "select request_erasure($1)", [understood])),
        ["PT400", "erasure.not_understood", "understood"],
      );
    }
    assertEquals(
      (await refusal(ask(database, { ...stranger, amr: null }))).hint,
      "auth.stale_sign_in",
    );
  }));

Deno.test("whoever asks has days to think better of it, and is told at once", () =>
  inWorld(async (database, { people }) => {
    const { stranger, tenant } = people;
    const asked = await ask(database, stranger);
    assertEquals(asked.state, "cooling_off");
    const days = (Date.parse(asked.erase_at) - Date.now()) / 86_400_000;
    assert(days > 6.9 && days <= 7, `${days} days`);
    assertEquals((await ask(database, stranger)).id, asked.id);
    assertEquals(await run(database), 0);
    assertEquals(
      await database.query(
        "select channel::text, status::text from private.deliveries where user_id = $1 and kind = 'erasure_asked' order by 1",
        [stranger.user],
      ),
      [{ channel: "email", status: "queued" }, { channel: "sms", status: "queued" }],
    );
    // Nobody takes back, or sees, what is another's.
    assertEquals(
      (await refusal(one(database, tenant, "revoke_erasure()"))).hint,
      "erasure.not_found",
    );
    assertEquals(await mine(database, tenant), null);
    for (let time = 0; time < 2; time++) {
      assertEquals((await one<Told>(database, stranger, "revoke_erasure()")).state, "revoked");
    }
    await pass(database);
    assertEquals(await run(database), 0);
    assertEquals(
      await database.query(
        "select reason from private.erasure_requests where user_id = $1",
        [stranger.user],
      ),
      [{ reason: null }],
    );
    const again = await ask(database, stranger);
    assert(again.id !== asked.id);
    // What came between stands in the way on the day too.
    await createOrganization(database, stranger, "Alone Homes");
    await pass(database);
    assertEquals(await run(database), 1);
    const refused = await mine(database, stranger);
    assertEquals([refused!.state, refused!.refusal], ["refused", "membership.last_owner"]);
    assertEquals(
      await database.query(
        "select kind from notifications where user_id = $1 and kind like 'erasure%' order by id",
        [stranger.user],
      ),
      [
        { kind: "erasure_asked" },
        { kind: "erasure_revoked" },
        { kind: "erasure_asked" },
        { kind: "erasure_refused" },
      ],
    );
  }));

/** A person with a trail, whose affairs are settled. */
async function leaver(database: Database, world: World): Promise<{ user: string }> {
  const { tenant } = world.people;
  await settle(database, tenant.user);
  await database.query(
    "update auth.users set email_confirmed_at = now() where id = $1 and email_confirmed_at is null",
    [tenant.user],
  );
  await prove(database, tenant, "nin");
  await as(database, tenant, "select send_message($1, 'I said this', gen_random_uuid())", [
    world.conversation,
  ]);
  const draft = await begin(database, tenant, await freshListing(database, world));
  await save(database, tenant, draft.id, { employer: "St. Nicholas", note: "Quiet" });
  await onApplication(database, tenant, "submit_application($1)", [draft.id]);
  await database.query(
    `insert into storage.objects (bucket_id, name, owner_id) values
       ('application-documents', $1 || '/payslip.pdf', $2), ('uploads', $2 || '/selfie.jpg', $2), ('uploads', gen_random_uuid() || '/other.jpg', null)`,
    [draft.id, tenant.user],
  );
  await database.query(
    `insert into application_documents (org_id, application_id, kind, storage_path)
     select org_id, id, 'payslip', id || '/payslip.pdf' from applications where id = $1`,
    [draft.id],
  );
  await askExport(database, tenant);
  await make(database);
  return tenant;
}

/** A category of a summary. */
interface Counted {
  category: string;
  kept: number;
  erased: number;
}

/** How many rows of each entry of the list are a person's. */
const rowsOf = async (database: Database, person: string, erasure: string) =>
  Object.fromEntries(
    (await database.query<{ name: string; found: number | null }>(
      `select entry.relation || '.' || entry.column_name as name,
         private.count_personal(entry.relation, entry.column_name, $1::uuid)::int as found
       from private.personal_data as entry where entry.export <> 'account' and entry.erasure = $2`,
      [person, erasure],
    )).map(({ name, found }) => [name, found]),
  );

Deno.test("somebody is forgotten as the list says, and what is kept is said", () =>
  inWorld(async (database, world) => {
    const { user } = await leaver(database, world);
    const { staff } = world.people;
    const [account] = await database.query<{ email: string; name: string }>(
      "select email, (select display_name from profiles where id = $1) as name from auth.users where id = $1",
      [user],
    );
    const kept = await rowsOf(database, user, "kept");
    assertEquals(kept["public.messages.sender_id"]! > 0, true);
    const preview = await one<{ categories: Counted[] }>(
      database,
      { user },
      "erasure_preview()",
    );
    const whole = await database.query<Counted>(
      "select category, erased::int, kept::int from private.personal_summary($1, false) order by 1",
      [user],
    );
    const asked = await ask(database, { user });
    await come(database);
    for (const erasure of ["deleted", "unlinked"]) {
      for (const [name, found] of Object.entries(await rowsOf(database, user, erasure))) {
        assertEquals([name, found], [name, 0]);
      }
    }
    // What is kept is kept: every row of it that there was, but for what led to them through a record of others.
    const after = await rowsOf(database, user, "kept");
    for (const [name, found] of Object.entries(kept)) {
      if (/\.(tenancy_id|tenant_id|id)$/.test(name)) continue;
      assertEquals([name, (after[name] ?? 0) >= (found ?? 0)], [name, true]);
    }
    // Nothing of the account says who it was.
    const ofAccount = JSON.stringify(
      await database.query(
        `select to_jsonb(account) as account, (select to_jsonb(me) from profiles as me where me.id = account.id) as me,
           (select jsonb_agg(one) from verification_cases as one where one.user_id = account.id) as cases,
           (select jsonb_agg(one) from invitations as one where one.accepted_by = account.id) as invitations,
           (select jsonb_agg(one) from private.erasure_requests as one where one.user_id = account.id) as requests
         from auth.users as account where account.id = $1`,
        [user],
      ),
    );
    for (const gone of [account!.email, "I move away", "Ada", "Obi"]) {
      assertEquals(ofAccount.includes(gone), false, gone);
    }
    // The last message goes where they were, and nothing else is about them.
    const letters = await database.query<{ address: string; kept: string }>(
      "select address, fields ->> 'kept' as kept from private.deliveries where kind = 'erasure_done' and subject_id = $1",
      [asked.id],
    );
    assertEquals(letters.map(({ address }) => address), [account!.email]);
    assert(/six years, until \d+ \w+ 20\d\d/.test(letters[0]!.kept), letters[0]!.kept);
    const taken = (await claim(database, "email", 100)).filter((it) => it.kind === "erasure_done");
    assertEquals(taken.map((it) => it.to), [account!.email]);
    assert(taken[0]!.text.includes("six years"), taken[0]!.text);
    // Its files are known until they are gone.
    const paths = await database.query<{ path: string }>(
      "select path from private.erasure_files where request_id = $1 order by path",
      [asked.id],
    );
    assert(paths.some(({ path }) => path.endsWith("/selfie.jpg")));
    assert(paths.some(({ path }) => path.endsWith("/payslip.pdf")));
    assert(paths.some(({ path }) => path.includes("/index-")));
    assertEquals(paths.some(({ path }) => path.endsWith("/other.jpg")), false);
    const record = async () =>
      (await as<
        {
          state: string;
          kept: { category: string; kept: number; erased: number; why: string; until: string }[];
        }
      >(
        database,
        staff,
        "select state, kept from list_erasures() where id = $1",
        [asked.id],
      ))[0]!;
    assertEquals((await record()).state, "erasing_files");
    await pass(database);
    await run(database);
    assertEquals((await record()).state, "erasing_files");
    const swept = await database.query<{ bucket: string; path: string }>(
      "select bucket, path from service.files_to_sweep(1000) union select bucket, path from private.abandoned_files where $1",
      [true],
    );
    for (const { path } of paths) assert(swept.some((it) => it.path === path), path);
    await database.query(
      "delete from storage.objects where name = any (array(select path from private.abandoned_files)) and $1",
      [true],
    );
    await pass(database);
    assertEquals(await run(database), 1);
    const outcome = await record();
    assertEquals(outcome.state, "done");
    // What was said before is what was done, but for what the request itself brought.
    const same = (rows: readonly Counted[]) =>
      rows.filter(({ category }) => category !== "settings" && category !== "requests")
        .map(({ category, erased, kept }) => [category, erased, kept]);
    assertEquals(same(outcome.kept), same(whole));
    // What they saw is that, without what is withheld from them.
    const names = (rows: readonly Counted[]) => same(rows).map(([category]) => category);
    assertEquals(names(preview.categories), names(whole));
    for (const seen of preview.categories) {
      const all = whole.find(({ category }) => category === seen.category)!;
      assert(seen.erased <= all.erased && seen.kept <= all.kept, seen.category);
    }
    assertEquals(outcome.kept.find((it) => it.category === "messages")!.until, null);
    assert(outcome.kept.find((it) => it.category === "money")!.why.startsWith("Books"));
    await pass(database);
    assertEquals(await run(database), 0);
    assertEquals(
      (await refusal(
        as(database, staff, "select restore_person($1, 'Changed their mind')", [user]),
      )).hint,
      "person.deleted",
    );
  }));

Deno.test("what breaks at any step leaves nothing done, and is tried again", () =>
  inWorld(async (database, world) => {
    const { user } = await leaver(database, world);
    const bystander = await person(database, "bystander");
    const asked = await ask(database, { user });
    await ask(database, bystander);
    // A step fails, late in the work: as if the server had been killed there.
    const steps = [
      "private.forget_signals(uuid)",
      "private.forget_contacts(uuid)",
      "private.send_message(text, message_channel, text, uuid, uuid, jsonb, locale)",
    ];
    const before = await rowsOf(database, user, "deleted");
    for (const step of steps) {
      const name = step.slice(0, step.indexOf("("));
      await database.exec(`
        alter function ${step} rename to held_back;
        create function ${step} returns void language plpgsql set search_path = '' as $$ begin raise 'killed'; end $$`);
      await come(database);
      assertEquals(await rowsOf(database, user, "deleted"), before, step);
      assertEquals(await ban(database, { user }), "open", step);
      const [left] = await database.query(
        `select note, erased_at, (select count(*)::int from private.erasure_keeps where request_id = $1) as keeps,
           (select count(*)::int from private.deliveries where kind = 'erasure_done' and subject_id = $1) as letters
         from private.erasure_requests where id = $1`,
        [asked.id],
      );
      assertEquals([step, left], [step, { note: "killed", erased_at: null, keeps: 0, letters: 0 }]);
      await database.exec(
        `drop function ${step}; alter function private.held_back${
          step.slice(step.indexOf("("))
        } rename to ${name.slice("private.".length)}`,
      );
    }
    await come(database);
    const [left] = await database.query(
      "select note, erased_at is not null as is_done from private.erasure_requests where id = $1",
      [asked.id],
    );
    assertEquals(left, { note: null, is_done: true });
    // Staff and the clock do the same: whoever comes second finds it done.
    assertEquals(
      (await refusal(
        as(database, world.people.staff, "select delete_person($1, 'Asked by mail too')", [user]),
      )).hint,
      "person.deleted",
    );
    assertEquals((await mine(database, bystander))!.state, "erasing_files");
  }));

Deno.test("nobody learns from it that they were reported, blocked or watched", () =>
  inWorld(async (database, { people, conversation }) => {
    const { tenant, owner, stranger } = people;
    await as(database, tenant, "select send_message($1, 'Something rude', gen_random_uuid())", [
      conversation,
    ]);
    const seen = async ({ user }: { user: string }) => [
      await one<Record<string, unknown>>(database, { user }, "erasure_preview()"),
      // The last message says the same.
      (await database.query("select * from private.personal_summary($1, true)", [user])).length,
    ];
    const before = [await seen(tenant), await seen(stranger)];
    for (const { user } of [tenant, stranger]) {
      await database.query(
        "insert into public.reports (subject, person_id, reported_by, reason, note) values ('person', $1, $2, 'scam', 'Sold it twice')",
        [user, owner.user],
      );
      await database.query("insert into public.blocks (blocker_id, blocked_id) values ($1, $2)", [
        owner.user,
        user,
      ]);
      await database.query(
        `insert into private.signals (kind, subject, subject_id, user_id, matter, evidence, weight)
         values ('identity_shared', 'person', $1::uuid, $1::uuid, 'watched', '{}', 80)`,
        [user],
      );
    }
    assertEquals([await seen(tenant), await seen(stranger)], before);
    const [whole] = await database.query<{ erased: number; kept: number }>(
      "select erased::int, kept::int from private.personal_summary($1, false) where category = 'safety'",
      [stranger.user],
    );
    assertEquals(whole, { erased: 1, kept: 2 });
    // What they are told of counts.
    await database.query(
      "update private.signals set held_until = now() + interval '1 day' where user_id = $1",
      [stranger.user],
    );
    const [told] = await seen(stranger) as [
      { is_decided_by_staff: boolean; categories: Counted[] },
    ];
    assertEquals(
      [told.is_decided_by_staff, told.categories.find((it) => it.category === "safety")?.kept],
      [true, 1],
    );
  }));

Deno.test("staff decide where something open concerns the person, and say why", () =>
  inWorld(async (database, { people }) => {
    const { stranger, staff, owner } = people;
    await database.query(
      "insert into public.reports (subject, person_id, reported_by, reason, note) values ('person', $1, $2, 'scam', 'Sold it twice')",
      [stranger.user, owner.user],
    );
    const asked = await ask(database, stranger);
    await pass(database);
    assertEquals([await run(database), await run(database)], [1, 0]);
    assertEquals((await mine(database, stranger))!.state, "waits_for_staff");
    assertEquals(
      await database.query(
        "select what, subject_id, about from private.staff_worklist where what = 'request to be forgotten' and $1",
        [true],
      ),
      [{ what: "request to be forgotten", subject_id: asked.id, about: "report" }],
    );
    const decide = (
      who: Actor,
      decision: string | null,
      reason: string | null,
      until: string | null = null,
    ) =>
      as(database, who, "select decide_erasure($1, $2::text::erasure_decision, $3, $4)", [
        asked.id,
        decision,
        reason,
        until,
      ]);
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    for (const nobody of [stranger, owner, { ...staff, aal: "aal1" }]) {
      assert((await refusal(decide(nobody, "erase", "Because"))).hint.startsWith("auth."));
    }
    assertEquals((await problem(decide(staff, "erase", null)))[1], "staff.bad_reason");
    assertEquals((await problem(decide(staff, null, "Because")))[1], "erasure.bad_decision");
    for (const until of [null, inDays(-1), inDays(800)]) {
      assertEquals(await problem(decide(staff, "hold", "Because", until)), [
        "PT400",
        "erasure.bad_hold",
        "look_again_at",
      ]);
    }
    assertEquals((await problem(decide(staff, "erase", "Because", inDays(3))))[2], "look_again_at");
    assertEquals(
      (await problem(
        as(database, staff, "select decide_erasure(gen_random_uuid(), 'erase', 'Because')"),
      ))[1],
      "erasure.not_found",
    );
    await decide(staff, "hold", "The police ask for it, case 12345678901", inDays(10));
    const held = (await mine(database, stranger))!;
    assertEquals([held.state, held.decision_reason?.includes("12345678901")], [
      "cooling_off",
      false,
    ]);
    assertEquals(await run(database), 0);
    // A hold is made shorter, and lifted; the days to think it over are left to them.
    const left = async () =>
      Math.round(
        (Date.parse((await mine(database, stranger))!.erase_at) - Date.now()) / 86_400_000,
      );
    await database.query(
      "update private.erasure_requests set asked_at = now() where id = $1",
      [asked.id],
    );
    assertEquals(await left(), 10);
    for (const [days, after] of [[20, 20], [8, 8], [2, 7]] as const) {
      await decide(staff, "hold", "The police ask for it", inDays(days));
      assertEquals(await left(), after);
    }
    await decide(staff, "hold", "The police ask for it", inDays(20));
    await decide(staff, "erase", "The police have what they need");
    assertEquals(await left(), 7);
    assertEquals(await run(database), 0);
    await decide(staff, "hold", "One more question", inDays(10));
    await pass(database);
    await run(database);
    assertEquals((await mine(database, stranger))!.state, "waits_for_staff");
    await decide(staff, "erase", "The report is about a message, which stays");
    await come(database);
    assertEquals(
      (await database.query<{ told: string }>(
        "select private.erasure_as_told(one) ->> 'state' as told from private.erasure_requests as one where id = $1",
        [asked.id],
      ))[0]!.told,
      "erasing_files",
    );
    assertEquals((await problem(decide(staff, "erase", "Because")))[1], "erasure.over");
    assertEquals(
      await database.query(
        "select act, subject_id from private.acts where act = 'decide_erasure' and $1",
        [true],
      ),
      Array.from({ length: 8 }, () => ({ act: "decide_erasure", subject_id: asked.id })),
    );
    // Staff who are concerned leave it to others.
    const own = await ask(database, staff);
    assertEquals(
      (await problem(
        as(database, staff, "select decide_erasure($1, 'erase', 'Because')", [own.id]),
      ))[1],
      "moderation.own",
    );
    assertEquals(
      (await refusal(as(database, owner, "select * from list_erasures()"))).hint,
      "auth.forbidden",
    );
    for (const most of [null, 0, 201]) {
      assertEquals(
        (await problem(as(database, staff, "select * from list_erasures(null, $1)", [most])))[1],
        "staff.bad_page",
      );
    }
  }));

Deno.test("an account is shut before it is emptied, and opened where it is not", () =>
  inWorld(async (database, { people }) => {
    const { stranger, staff } = people;
    const suspend = (who: { user: string }) =>
      as(database, staff, "select suspend_person($1, 'Two passports')", [who.user]);
    const next = async () => {
      await pass(database);
      await run(database);
    };
    const asked = await ask(database, stranger);
    await next();
    assertEquals([(await mine(database, stranger))!.state, await ban(database, stranger)], [
      "due",
      "for a day",
    ]);
    // Not again before its minute is over; and nothing is begun meanwhile.
    assertEquals(await run(database), 0);
    assertEquals(
      (await refusal(createOrganization(database, stranger, "Late Homes"))).hint,
      "person.suspended",
    );
    // Staff hold it: the account is open.
    const decide = (id: string, decision: string, until: string | null) =>
      as(
        database,
        staff,
        "select decide_erasure($1, $2::text::erasure_decision, 'A question', $3)",
        [
          id,
          decision,
          until,
        ],
      );
    await decide(asked.id, "hold", new Date(Date.now() + 8.64e7).toISOString());
    assertEquals(await ban(database, stranger), "open");
    await next();
    assertEquals(await ban(database, stranger), "for a day");
    // That it goes on is no reason not to wait for what has begun.
    await decide(asked.id, "erase", null);
    assertEquals(await run(database), 0);
    // What was begun before is seen now, and the account is open again.
    await database.query(
      `insert into public.organizations (kind, name, address, created_by) values ('owner', 'Alone Homes', '1 Broad Street', $1)`,
      [stranger.user],
    );
    await database.query(
      `insert into public.memberships (org_id, user_id, role)
       select id, created_by, 'owner' from public.organizations where created_by = $1`,
      [stranger.user],
    );
    await next();
    assertEquals([(await mine(database, stranger))!.refusal, await ban(database, stranger)], [
      "membership.last_owner",
      "open",
    ]);

    // Who is suspended, before or after theirs is shut, is staff's to let go.
    const before = await person(database, "before");
    const after = await person(database, "after");
    await ask(database, before);
    await ask(database, after);
    await suspend(before);
    await next();
    await suspend(after);
    await next();
    for (const who of [before, after]) {
      assertEquals(
        await database.query(
          "select id, matters, waits_since is not null as waits from private.erasure_requests where user_id = $1",
          [who.user],
        ),
        [{ id: (await mine(database, who))!.id, matters: ["suspended"], waits: true }],
      );
      assertEquals(await ban(database, who), "for good");
    }
    await decide((await mine(database, before))!.id, "erase", null);
    await come(database);
    assertEquals((await mine(database, before))!.state, "erasing_files");
  }));

Deno.test("of two who are forgotten at once each request knows its own files", () =>
  inWorld(async (database) => {
    const two = [await person(database, "one"), await person(database, "two")];
    for (const who of two) {
      await database.query(
        "insert into storage.objects (bucket_id, name, owner_id) values ('uploads', $1 || '/selfie.jpg', $1)",
        [who.user],
      );
      await ask(database, who);
    }
    await come(database);
    for (const who of two) {
      assertEquals(
        await database.query(
          `select file.path from private.erasure_files as file
           join private.erasure_requests as request on request.id = file.request_id where request.user_id = $1`,
          [who.user],
        ),
        [{ path: `${who.user}/selfie.jpg` }],
      );
    }
  }));

Deno.test("whom staff delete has no request left", () =>
  inWorld(async (database, { people }) => {
    const { staff, owner } = people;
    const waiting = await person(database, "waiting");
    const thinking = await person(database, "thinking");
    await database.query(
      "insert into public.reports (subject, person_id, reported_by, reason, note) values ('person', $1, $2, 'scam', 'Sold it twice')",
      [waiting.user, owner.user],
    );
    await ask(database, waiting);
    await pass(database);
    await run(database);
    await ask(database, thinking);
    for (const who of [waiting, thinking]) {
      await as(database, staff, "select delete_person($1, 'Asked by mail')", [who.user]);
      assertEquals((await mine(database, who))!.state, "erasing_files");
    }
    assertEquals(
      await database.query(
        `select count(*)::int as requests, count(distinct kept.request_id)::int as kept,
           (select count(*)::int from private.staff_worklist where what = 'request to be forgotten') as left
         from private.erasure_requests as request
         left join (select distinct request_id from private.erasure_keeps) as kept on kept.request_id = request.id where $1`,
        [true],
      ),
      [{ requests: 2, kept: 2, left: 0 }],
    );
    await pass(database);
    await run(database);
    for (const who of [waiting, thinking]) {
      assertEquals((await mine(database, who))!.state, "done");
    }
  }));

Deno.test("a guarantor is forgotten where the application came to nothing", () =>
  inWorld(async (database, world) => {
    const guarantor = await person(database, "guarantor");
    const applications: string[] = [];
    for (const name of ["over", "live"]) {
      const id = await submitted(
        database,
        await person(database, name),
        await freshListing(database, world),
      );
      await database.query(
        `insert into application_guarantors (org_id, application_id, full_name, phone, relationship, status, answered_at, answered_by)
         select org_id, id, 'Bisi Ola', '+2348030000001', 'Aunt', 'confirmed', now(), $2 from applications where id = $1`,
        [id, guarantor.user],
      );
      applications.push(id);
    }
    await database.query("select private.move_application($1, 'withdrawn', 'Found another')", [
      applications[0],
    ]);
    await ask(database, guarantor);
    await come(database);
    assertEquals(
      await database.query(
        "select application_id from application_guarantors where answered_by = $1",
        [guarantor.user],
      ),
      [{ application_id: applications[1] }],
    );
  }));
