/** A person's export of their data: all of theirs once, nothing of others', and nobody else's to fetch. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, refusal } from "../actor.ts";
import { addDocument, reportPayment } from "../evidence.ts";
import { openWorld } from "../test_database.ts";
import type { World } from "../world.ts";
import { ask, claim, finish, list, make, read } from "./exporting.ts";
import { prove } from "./proven.ts";

async function inWorld(test: (database: Database, world: World) => Promise<void>): Promise<void> {
  const { database, world, close } = await openWorld();
  try {
    await test(database, world);
  } finally {
    await close();
  }
}

/** The names of the columns of each row. */
const keys = (rows: Record<string, unknown>[] | undefined) =>
  rows?.map((it) => Object.keys(it).sort());

const now = () => Math.floor(Date.now() / 1000);
const signedIn = (secondsAgo: number) => [
  { method: "password", timestamp: now() - secondsAgo },
];

/** Reads files of the bucket as somebody. */
const files = async (database: Database, who: Parameters<typeof as>[1]) =>
  (await as<{ name: string }>(
    database,
    who,
    "select name from storage.objects where bucket_id = 'data-exports' order by name",
  )).map(({ name }) => name);

Deno.test("only who is surely there asks for their data, and one is under way at a time", () =>
  inWorld(async (database, { people }) => {
    const { user } = people.tenant;
    await database.query(
      "update private.person_limits set burst = 100, per_hour = 1000 where action = 'request_data_export' and $1",
      [true],
    );
    const refused = async (who: Parameters<typeof ask>[1]) => {
      const { hint, detail } = await refusal(ask(database, who));
      return [hint, detail === "" ? undefined : JSON.parse(detail).within_s];
    };
    for (const nobody of ["visitor", "service"] as const) {
      assertEquals((await refusal(ask(database, nobody))).code, "42501");
    }
    assertEquals(
      (await refusal(database.query("select private.request_data_export()"))).hint,
      "auth.required",
    );
    for (
      const amr of [
        null,
        [],
        "now",
        {},
        ["password"],
        [{}],
        [{ method: "password" }],
        [{ timestamp: "9999999999" }],
        [{ timestamp: now() }],
        [{ method: null, timestamp: now() }],
        signedIn(16 * 60),
        // Whoever found the session open added an authenticator app of their own to it, or an address.
        ...["totp", "mfa/phone", "mfa/webauthn", "email_change", "token_refresh", "anonymous"]
          .map((method) => [...signedIn(16 * 60), { method, timestamp: now() }]),
      ]
    ) {
      for (const aal of ["aal1", "aal2", null, ""]) {
        assertEquals(await refused({ user, aal, amr }), ["auth.stale_sign_in", 900]);
      }
    }
    const asked = await ask(database, { user, aal: "aal1", amr: signedIn(60) });
    assertEquals(await ask(database, { user }), asked);
    await database.query(
      `insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at)
       values (gen_random_uuid(), $1, 'totp', 'verified', now(), now())`,
      [user],
    );
    // Who has a second factor is not surely there without it, however lately they signed in.
    assertEquals(
      (await refused({ user, aal: "aal1", amr: signedIn(1) }))[0],
      "auth.insufficient_assurance",
    );
    // Nor with it in a session that has been open for long: the factor may be that of whoever found it.
    const added = [...signedIn(16 * 60), { method: "totp", timestamp: now() }];
    for (const aal of ["aal1", "aal2"]) {
      assertEquals(await refused({ user, aal, amr: added }), ["auth.stale_sign_in", 900]);
    }
    const both = [...signedIn(60), { method: "totp", timestamp: now() }];
    assertEquals(await ask(database, { user, aal: "aal2", amr: both }), asked);
    for (const method of ["otp", "magiclink", "oauth", "sso/saml"]) {
      assertEquals(await ask(database, { user, amr: [{ method, timestamp: now() }] }), asked);
    }
    assertEquals((await list(database, { user })).map(({ id, state }) => [id, state]), [
      [asked, "under_way"],
    ]);
    assertEquals(await list(database, people.owner), []);
  }));

Deno.test("an export holds what is theirs, and nothing of others", () =>
  inWorld(async (database, { people, conversation, tenancy }) => {
    const { tenant, owner } = people;
    await as(database, owner, "select send_message($1, 'The owner speaks', gen_random_uuid())", [
      conversation,
    ]);
    await as(database, tenant, "select send_message($1, 'The tenant speaks', gen_random_uuid())", [
      conversation,
    ]);
    await prove(database, tenant, "nin");
    await database.query(
      "insert into public.reports (subject, person_id, reported_by, reason, note) values ('person', $1, $2, 'harassment', 'A secret of the one who reports')",
      [tenant.user, owner.user],
    );
    const id = await ask(database, tenant);
    const { tables, index } = await make(database);
    const text = JSON.stringify(tables);
    assert(text.includes("The tenant speaks"));
    for (
      const others of ["The owner speaks", "A secret of the one", owner.user, people.staff.user]
    ) {
      assertEquals(text.includes(others), false, others);
    }
    const [me] = await database.query<{ email: string }>(
      "select email from auth.users where id = $1",
      [tenant.user],
    );
    assertEquals((index.account as { email: string }).email, me!.email);
    const [verified] = tables["public.verification_cases.user_id"]!;
    assertEquals([verified!.last_four, verified!.kind], ["1234", "nin"]);
    assertEquals(tables["public.tenancies.id"]!.map((it) => it.id), [tenancy]);
    assertEquals(tables["public.receipts.payment_id"]!.length > 0, true);
    for (const row of Object.values(tables).flat()) {
      for (const name of Object.keys(row)) {
        assertEquals(
          /(token|secret|sealed|fingerprint)(?!.*_at$)|decided_by/.test(name),
          false,
          name,
        );
      }
    }
    // The index counts what the parts hold, and says of all that is withheld why.
    const contents = index.contents as { name: string; rows: number; is_reduced: boolean }[];
    assertEquals(
      Object.fromEntries(contents.map((it) => [it.name, it.rows])),
      Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length])),
    );
    const withheld = index.withheld as { name: string; why: string }[];
    assertEquals(
      withheld.find((it) => it.name === "public.reports.person_id")?.why.startsWith("Who reported"),
      true,
    );
    const [ready] = await list(database, tenant);
    assertEquals([ready!.id, ready!.state, ready!.rows], [
      id,
      "ready",
      Object.values(tables).flat().length,
    ]);
    assertEquals(
      await database.query(
        "select kind, subject_id, payload ? 'expires_at' as says_when from notifications where user_id = $1 and kind = 'data_export_ready'",
        [tenant.user],
      ),
      [{ kind: "data_export_ready", subject_id: id, says_when: true }],
    );
  }));

Deno.test("of signals they are given those that they are told of", () =>
  inWorld(async (database, { people }) => {
    const { user } = people.tenant;
    await database.query(
      `insert into private.signals (kind, subject, subject_id, user_id, matter, evidence, weight, state, held_until, decided_at, reason)
       select 'identity_shared', 'person', $1::uuid, $1::uuid, matter, '{"with": "another"}', 80, state, held_until,
         case when state <> 'open' then now() end, case when state <> 'open' then 'Because of ' || matter end
       from (values ('watched', 'open', null), ('cleared', 'dismissed', null), ('held', 'open', now() + interval '1 day'),
         ('let go', 'dismissed', now()), ('confirmed', 'confirmed', null)) as one (matter, state, held_until)`,
      [user],
    );
    await ask(database, { user });
    const { tables, index } = await make(database);
    const given = tables["private.signals.user_id"]!;
    assertEquals(given.map(({ reason }) => reason ?? "held").sort(), [
      "Because of confirmed",
      "Because of let go",
      "held",
    ]);
    const listed = await as<{ id: string }>(database, { user }, "select id from my_signals()");
    assertEquals(given.map(({ id }) => id).sort(), listed.map(({ id }) => id).sort());
    assertEquals(JSON.stringify(tables).includes("another"), false);
    // That there are such rows is said to everybody, and how many to nobody.
    const withheld = (index.withheld as { name: string }[]).map(({ name }) => name);
    assertEquals(withheld.includes("private.signals.user_id"), true);
    const contents = index.contents as { name: string; rows: number }[];
    assertEquals(contents.find(({ name }) => name === "private.signals.user_id")?.rows, 3);
  }));

Deno.test("what somebody did for an organization is only a trace", () =>
  inWorld(async (database, { people, org }) => {
    await ask(database, people.owner);
    const { tables, index } = await make(database);
    const [trace] = tables["public.tenancies.created_by"]!;
    assertEquals(Object.keys(trace!).sort(), ["created_at", "id", "org_id"]);
    assertEquals(trace!.org_id, org);
    assertEquals(
      (index.contents as { name: string; is_reduced: boolean }[])
        .find((it) => it.name === "public.tenancies.created_by")?.is_reduced,
      true,
    );
  }));

Deno.test("what they recorded and signed for an organization's side is a trace, and for their own is whole", () =>
  inWorld(async (database, { people, org, tenancy }) => {
    const { tenant, manager } = people;
    const [owed] = await database.query<{ id: string }>(
      `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
       values ($1, $2, 'utility', private.lagos_date(), 7319420, 'Water') returning id`,
      [org, tenancy],
    );
    await as(
      database,
      manager,
      "select record_offline_payment(array[$1::uuid], 'cash', 7319420, private.lagos_date()::text, gen_random_uuid(), note => 'A word in the books')",
      [owed!.id],
    );
    await as(database, manager, "select ask_virtual_account($1)", [tenancy]);
    const [due] = await database.query<{ id: string }>(
      `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
       values ($1, $2, 'utility', private.lagos_date(), 7000, 'Light') returning id`,
      [org, tenancy],
    );
    await reportPayment(database, tenant, org, { charge: due!.id, kobo: 7000 });
    await database.exec(
      `set session_replication_role = replica;
       insert into inspection_signatures (org_id, inspection_id, round, content_hash, side, signer_id, signer_name, outcome, remark)
       select '${org}', gen_random_uuid(), 1, repeat('a', 64), side::inspection_side, who::uuid, 'A name', 'agreed', 'Said by the ' || side
       from (values ('owner', '${manager.user}'), ('tenant', '${tenant.user}')) as one (side, who);
       set session_replication_role = origin`,
    );
    // Who left has no books to take along.
    await as(database, people.owner, "delete from memberships where user_id = $1", [manager.user]);
    const trace = ["created_at", "id", "org_id"];
    await ask(database, manager);
    const left = await make(database);
    assertEquals(keys(left.tables["public.offline_payments.reported_by"]), [trace]);
    assertEquals(keys(left.tables["public.virtual_accounts.asked_by"]), [trace]);
    assertEquals(keys(left.tables["public.inspection_signatures.signer_id"]), [["id", "org_id"]]);
    const text = JSON.stringify(left.tables);
    // So many figures stand in no id by chance.
    for (const kept of ["A word in the books", "Said by the owner", "7319420"]) {
      assertEquals(text.includes(kept), false, kept);
    }
    await ask(database, tenant);
    const { tables } = await make(database);
    assertEquals(tables["public.offline_payments.reported_by"]!.map((it) => it.claimed_kobo), [
      7000,
    ]);
    assertEquals(
      tables["public.inspection_signatures.signer_id"]!.map((it) => it.remark).filter((it) =>
        it !== null
      ),
      ["Said by the tenant"],
    );
  }));

Deno.test("of what an organization has about them they are given what they may read", () =>
  inWorld(async (database, { people, org, tenancy }) => {
    const { tenant, owner } = people;
    const [who] = await database.query<{ id: string; email: string }>(
      `select tenant.id, lower(account.email) as email
       from tenants as tenant join auth.users as account on account.id = tenant.user_id where tenant.user_id = $1`,
      [tenant.user],
    );
    await database.query(
      "update auth.users set email_confirmed_at = coalesce(email_confirmed_at, now()) where id = $1",
      [tenant.user],
    );
    const paper = () => addDocument(database, owner, { org, tenant_id: who!.id });
    const [shared, kept, away, over] = [await paper(), await paper(), await paper(), await paper()];
    for (const id of [shared, away, over]) {
      await as(database, owner, "select share_document($1, contact => $2)", [id, who!.email]);
    }
    await database.query("update documents set retired_at = now() where id = $1", [away]);
    await database.query(
      "update document_access set revoked_at = now() where document_id = $1",
      [over],
    );
    await database.exec(
      `set session_replication_role = replica;
       insert into inspections (org_id, tenancy_id, kind, scheduled_for, round, content_hash)
       select '${org}', '${tenancy}', 'routine', now() + n * interval '1 day', n, case when n > 0 then repeat('a', 64) end
       from generate_series(0, 1) as n;
       set session_replication_role = origin`,
    );
    await ask(database, tenant);
    const { tables } = await make(database);
    const ids = (name: string) => (tables[name] ?? []).map((it) => it.id).sort();
    assertEquals(ids("public.documents.tenant_id"), [shared]);
    assertEquals(JSON.stringify(tables).includes(kept!), false);
    // As much as they read in the API, and no more.
    const readable = async (sql: string) =>
      (await as<{ id: string }>(database, tenant, sql)).map(({ id }) => id).sort();
    assertEquals(
      ids("public.documents.tenant_id"),
      await readable("select id from documents where tenant_id is not null"),
    );
    const inspections = ids("public.inspections.tenancy_id");
    assertEquals(inspections, await readable("select id from inspections"));
    assertEquals(inspections.length > 0, true);
    const [drafts] = await database.query<{ n: number }>(
      "select count(*)::int as n from inspections where tenancy_id = $1 and round = 0",
      [tenancy],
    );
    assertEquals(drafts!.n > 0, true);
  }));

Deno.test("parts are bounded, and hold each row once whatever their size", () =>
  inWorld(async (database, { people }) => {
    const { user } = people.tenant;
    await database.query(
      `insert into public.notifications (user_id, kind, title, subject_id, payload)
       select $1::uuid, 'search_matched', 'Number ' || n, gen_random_uuid(), '{}' from generate_series(1, 537) as n`,
      [user],
    );
    // A table whose key has several columns, of several types.
    await database.query(
      `insert into public.notification_preferences (user_id, kind, channel, mode)
       select $1::uuid, kind, channel, 'at_once' from public.notification_kinds
       cross join unnest(enum_range(null::message_channel)) as channel where is_told limit 130`,
      [user],
    );
    await ask(database, { user });
    const whole = await make(database);
    const sorted = (tables: typeof whole.tables) =>
      Object.fromEntries(
        Object.entries(tables).filter(([name]) => !/data_exports|notifications/.test(name))
          .map(([name, rows]) => [name, rows.map((it) => JSON.stringify(it)).sort()]),
      );
    assertEquals(whole.tables["public.notifications.user_id"]!.length >= 537, true);
    for (
      const [rows, bytes] of [[1, 4_000_000], [7, 4_000_000], [100, 4_000_000], [10_000, 1_000]]
    ) {
      await database.query(
        "update private.privacy_rules set rows_of_part = $1::int, bytes_of_part = $2::int",
        [rows, bytes],
      );
      if (rows === 1) {
        await database.query("delete from public.notifications where user_id = $1", [user]);
      }
      await ask(database, { user });
      const small = await make(database);
      assertEquals(sorted(small.tables), sorted(whole.tables), `${rows} rows, ${bytes} bytes`);
      assertEquals(small.parts >= Object.values(small.tables).flat().length / rows!, true);
    }
  }));

Deno.test("a worker that dies leaves nothing but a file to sweep, and the next one goes on", () =>
  inWorld(async (database, { people }) => {
    const { tenant } = people;
    await database.query("update private.privacy_rules set rows_of_part = 3 where $1", [true]);
    const id = await ask(database, tenant);
    const late = (await claim(database))!;
    const first = (await read(database, late))!;
    assertEquals(first.part, 1);
    assertEquals(await claim(database), undefined);
    // Killed after it wrote its file: its lease runs out.
    const expire = () =>
      database.query("update private.data_exports set next_try_at = now() where id = $1", [id]);
    await expire();
    const next = (await claim(database))!;
    assertEquals([next.id, next.tries], [id, 2]);
    // It was not dead after all, and is too late with everything.
    assertEquals(await read(database, late), undefined);
    assertEquals(await finish(database, late, first), false);
    const again = (await read(database, next))!;
    assertEquals(again.part, 1);
    assert(again.path !== first.path);
    assertEquals(await finish(database, next, again), true);
    // Said twice it is said once.
    assertEquals(await finish(database, next, again), false);
    const left = await database.query<{ path: string }>(
      "select path from private.abandoned_files where bucket = 'data-exports' and $1",
      [true],
    );
    assertEquals(left, [{ path: first.path }]);
    await expire();
    const { index } = await make(database);
    const [ready] = await list(database, tenant);
    assertEquals(ready!.state, "ready");
    assertEquals((index.files as unknown[]).length, ready!.files!.length - 1);
    // Eight workers that come back without a part are enough: its person may ask again.
    const doomed = await ask(database, tenant);
    for (let time = 0; time < 8; time++) {
      await claim(database);
      await database.query("update private.data_exports set next_try_at = now() where id = $1", [
        doomed,
      ]);
    }
    assertEquals(await claim(database), undefined);
    assertEquals((await list(database, tenant))[0]!.state, "failed");
    assert(await ask(database, tenant) !== doomed);
  }));

Deno.test("its files are fetched by its person alone, for a week, and then go", () =>
  inWorld(async (database, { people }) => {
    const { tenant, otherTenant, owner, staff } = people;
    await ask(database, tenant);
    await make(database);
    const mine = (await list(database, tenant))[0]!.files!.map(({ path }) => path).sort();
    assertEquals(await files(database, tenant), mine);
    for (const other of [otherTenant, owner, staff, "visitor"] as const) {
      assertEquals(await files(database, other), []);
    }
    // Nor in a session that somebody found open, whatever was added to it.
    for (
      const amr of [null, signedIn(16 * 60), [...signedIn(960), {
        method: "totp",
        timestamp: now(),
      }]]
    ) {
      assertEquals(await files(database, { user: tenant.user, aal: "aal2", amr }), []);
    }
    // With a second factor on the account an open session of one factor is not enough.
    const weak = { user: tenant.user, aal: "aal1" };
    assertEquals(await files(database, weak), mine);
    await database.query(
      `insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at)
       values (gen_random_uuid(), $1, 'totp', 'verified', now(), now())`,
      [tenant.user],
    );
    assertEquals([await files(database, weak), await files(database, tenant)], [[], mine]);
    await database.query("update private.data_exports set expires_at = now() where $1", [true]);
    assertEquals(await files(database, tenant), []);
    const [expired] = await list(database, tenant);
    assertEquals([expired!.state, expired!.files], ["expired", null]);
    await database.query(
      "update private.data_export_files set kept_from = now() - interval '7 days 1 second' where $1",
      [true],
    );
    const gone = async () => {
      const [row] = await database.query<{ gone: number }>(
        "select private.apply_retention() as gone where $1",
        [true],
      );
      return row!.gone;
    };
    while (await gone() > 0);
    assertEquals(
      (await database.query<{ path: string }>(
        "select path from private.abandoned_files where bucket = 'data-exports' and $1 order by path",
        [true],
      )).map(({ path }) => path),
      mine,
    );
  }));
