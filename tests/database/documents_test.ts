import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../local/database/database.ts";
import { type Actor, as, problem } from "./actor.ts";
import { openTestDatabase } from "./test_database.ts";
import { addDocument, buildWorld, type Person, type World } from "./world.ts";

async function inWorld(test: (database: Database, world: World) => Promise<void>): Promise<void> {
  const { database, close } = await openTestDatabase();
  try {
    await test(database, await buildWorld(database));
  } finally {
    await close();
  }
}

/** Which people of the world read a document. */
async function readers(database: Database, world: World, document: string): Promise<string[]> {
  const seeing: string[] = [];
  for (const [name, person] of Object.entries(world.people)) {
    const rows = await as(database, person, "select id from documents where id = $1", [document]);
    if (rows.length > 0) seeing.push(name);
  }
  return seeing;
}

interface Access {
  readonly id: string;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}

async function share(
  database: Database,
  by: Actor,
  document: string,
  to: { tenancy_id?: string; contact?: string; expires_at?: string },
): Promise<Access> {
  const [access] = await as<Access>(
    database,
    by,
    "select * from share_document($1, $2, $3, $4)",
    [document, to.tenancy_id ?? null, to.contact ?? null, to.expires_at ?? null],
  );
  if (access === undefined) throw new Error("Expected a grant");
  return access;
}

/** Code and field of a refusal. */
async function refusal(work: Promise<unknown>) {
  const [, code, field] = await problem(work);
  return { code, field };
}

/** The person's confirmed address. */
async function confirmEmail(database: Database, person: { user: string }): Promise<string> {
  const [account] = await database.query<{ email: string }>(
    "update auth.users set email_confirmed_at = now() where id = $1 returning email",
    [person.user],
  );
  return account?.email ?? "";
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

Deno.test("members read a document by what it is about, and papers of identity by the right to let", () =>
  inWorld(async (database, world) => {
    const { people, org, property, unit, tenancy } = world;
    const everyone = ["owner", "manager", "accountant", "agent"];
    const [tenant] = await database.query<{ id: string }>(
      "select id from tenants where user_id = $1",
      [people.tenant.user],
    );
    const subjects = [
      { property_id: property },
      { unit_id: unit },
      { tenancy_id: tenancy },
      { tenant_id: tenant?.id ?? "" },
    ];
    for (const subject of subjects) {
      const document = await addDocument(database, people.owner, { org, ...subject });
      assertEquals(await readers(database, world, document), everyone);
    }
    // An agent's role without lettings: what is about people is not for it, what is about houses is.
    await database.query(
      "delete from private.role_permissions where role = 'agent' and permission = 'tenancies.read'",
    );
    const about = await addDocument(database, people.owner, { org, tenancy_id: tenancy });
    assertEquals(await readers(database, world, about), ["owner", "manager", "accountant"]);
    for (const subject of subjects) {
      const identity = await addDocument(database, people.owner, {
        org,
        kind: "identity",
        ...subject,
      });
      assertEquals(await readers(database, world, identity), ["owner", "manager"]);
    }
  }));

Deno.test("a document shared with a tenancy is read by its tenants until the grant ends", () =>
  inWorld(async (database, world) => {
    const { people, org, property, tenancy } = world;
    const document = await addDocument(database, people.manager, { org, property_id: property });
    const members = ["owner", "manager", "accountant", "agent"];
    assertEquals(await readers(database, world, document), members);
    const access = await share(database, people.manager, document, {
      tenancy_id: tenancy,
      expires_at: inAnHour(),
    });
    const withTenant = ["owner", "manager", "accountant", "agent", "tenant"];
    assertEquals(await readers(database, world, document), withTenant);
    await database.query(
      "update document_access set expires_at = now() - interval '1 second' where id = $1",
      [access.id],
    );
    assertEquals(await readers(database, world, document), members);
    // The same grant with a new time comes back to life instead of standing twice.
    const again = await share(database, people.manager, document, { tenancy_id: tenancy });
    assertEquals([again.id, again.expires_at], [access.id, null]);
    assertEquals(await readers(database, world, document), withTenant);
    for (let i = 0; i < 2; i++) {
      const [gone] = await as<Access>(
        database,
        people.manager,
        "select * from unshare_document($1)",
        [access.id],
      );
      assert(gone?.revoked_at !== null);
      assertEquals(await readers(database, world, document), members);
    }
    const anew = await share(database, people.manager, document, { tenancy_id: tenancy });
    assert(anew.id !== access.id, "what was taken back stays on record");
    const told = await as<{ payload: { document_title: string } }>(
      database,
      people.tenant,
      "select payload from notifications where kind = 'document_shared' and subject_id = $1",
      [document],
    );
    assertEquals(told.length, 3, "once for each time that it could be read anew");
    assertEquals(told[0]?.payload.document_title, "A paper");
    const audited = await database.query(
      `select action from private.audit_log
       where table_name = 'public.document_access' and row_id = $1 order by id`,
      [access.id],
    );
    assertEquals(audited.map((row) => row.action), ["INSERT", "UPDATE", "UPDATE", "UPDATE"]);
  }));

Deno.test("a document is shared with one person by confirmed address or number", () =>
  inWorld(async (database, world) => {
    const { people, org, unit } = world;
    const document = await addDocument(database, people.owner, { org, unit_id: unit });
    const [account] = await database.query<{ email: string }>(
      "select email from auth.users where id = $1",
      [people.stranger.user],
    );
    const contact = account?.email ?? "";
    const claimed = await refusal(share(database, people.owner, document, { contact }));
    assertEquals([claimed.code, claimed.field], ["document.unknown_reader", "contact"]);
    await confirmEmail(database, people.stranger);
    const access = await share(database, people.owner, document, {
      contact: ` ${contact.toUpperCase()} `,
    });
    assertEquals(await share(database, people.owner, document, { contact }), access);
    assertEquals(await readers(database, world, document), [
      "owner",
      "manager",
      "accountant",
      "agent",
      "stranger",
    ]);
    await database.query(
      "update auth.users set phone = '2348035556666', phone_confirmed_at = now() where id = $1",
      [people.otherTenant.user],
    );
    await share(database, people.owner, document, { contact: "+2348035556666" });
    assert((await readers(database, world, document)).includes("otherTenant"));
    // Each sees their own grant, members of the organization all of them.
    const grants = async (by: Person) =>
      (await as(database, people[by], "select 1 from document_access where document_id = $1", [
        document,
      ])).length;
    assertEquals(
      [await grants("stranger"), await grants("agent"), await grants("otherOwner")],
      [1, 2, 0],
    );
  }));

Deno.test("what cannot be shared is refused by the field", () =>
  inWorld(async (database, world) => {
    const { people, org, unit, tenancy } = world;
    const document = await addDocument(database, people.owner, { org, unit_id: unit });
    const member = await confirmEmail(database, people.agent);
    const cases: [Actor, Parameters<typeof share>[3], string, string | undefined][] = [
      [people.owner, {}, "document.bad_share", "contact"],
      [people.owner, { tenancy_id: tenancy, contact: "a@b.ng" }, "document.bad_share", "contact"],
      [people.owner, { contact: member }, "document.bad_share", "contact"],
      [people.owner, { contact: "no@body.ng" }, "document.unknown_reader", "contact"],
      [people.owner, { tenancy_id: unit }, "document.unknown_reader", "tenancy_id"],
      [
        people.owner,
        { tenancy_id: tenancy, expires_at: "2020-01-01" },
        "document.bad_share",
        "expires_at",
      ],
      [
        people.owner,
        { tenancy_id: tenancy, expires_at: "infinity" },
        "document.bad_share",
        "expires_at",
      ],
      [people.accountant, { tenancy_id: tenancy }, "auth.forbidden", undefined],
      [people.otherOwner, { tenancy_id: tenancy }, "document.not_found", "document_id"],
      [people.tenant, { tenancy_id: tenancy }, "document.not_found", "document_id"],
      [people.staff, { tenancy_id: tenancy }, "document.not_found", "document_id"],
    ];
    for (const [by, to, code, field] of cases) {
      const refused = await refusal(share(database, by, document, to));
      assertEquals([refused.code, refused.field], [code, field]);
    }
    const identity = await addDocument(database, people.owner, {
      org,
      unit_id: unit,
      kind: "identity",
    });
    const hidden = await refusal(
      share(database, people.agent, identity, { tenancy_id: tenancy }),
    );
    assertEquals(hidden.code, "document.not_found");
    const access = await share(database, people.owner, document, { tenancy_id: tenancy });
    for (
      const [by, code, field] of [
        [people.tenant, "document.access_not_found", "access_id"],
        [people.otherOwner, "document.access_not_found", "access_id"],
        [people.agent, "auth.forbidden", undefined],
      ] as const
    ) {
      const refused = await refusal(
        as(database, by, "select unshare_document($1)", [access.id]),
      );
      assertEquals([refused.code, refused.field], [code, field]);
    }
  }));

Deno.test("a tenant adds to their own tenancy, for the landlord's side and themselves", () =>
  inWorld(async (database, world) => {
    const { people, org, unit, tenancy } = world;
    const added = await addDocument(database, people.tenant, { org, tenancy_id: tenancy });
    assertEquals(await readers(database, world, added), [
      "owner",
      "manager",
      "accountant",
      "agent",
      "tenant",
    ]);
    const identity = await addDocument(database, people.tenant, {
      org,
      tenancy_id: tenancy,
      kind: "identity",
    });
    assertEquals(await readers(database, world, identity), ["owner", "manager", "tenant"]);
    const refusals: [{ user: string }, Parameters<typeof addDocument>[2], string, string][] = [
      [people.otherTenant, { org, tenancy_id: tenancy }, "document.unknown_subject", "tenancy_id"],
      [people.tenant, { org, unit_id: unit }, "document.unknown_subject", "unit_id"],
      [people.otherOwner, { org, unit_id: unit }, "document.unknown_subject", "unit_id"],
      [people.owner, { org }, "document.bad_fact", "property_id"],
      [
        people.owner,
        { org, unit_id: unit, tenancy_id: tenancy },
        "document.bad_fact",
        "tenancy_id",
      ],
      [
        people.owner,
        { org, unit_id: unit, expires_on: "1999-12-31" },
        "document.bad_fact",
        "expires_on",
      ],
    ];
    for (const [by, what, code, field] of refusals) {
      const refused = await refusal(addDocument(database, by, what));
      assertEquals([refused.code, refused.field], [code, field]);
    }
    for (const [by, kind] of [[people.agent, "notice"], [people.accountant, "identity"]] as const) {
      const refused = await refusal(
        addDocument(database, by, { org, tenancy_id: tenancy, kind }),
      );
      assertEquals(refused.code, "auth.forbidden");
    }
    for (let i = 2; i < 50; i++) {
      await addDocument(database, people.tenant, { org, tenancy_id: tenancy });
    }
    const full = await refusal(addDocument(database, people.tenant, { org, tenancy_id: tenancy }));
    assertEquals([full.code, full.field], ["document.too_many", "tenancy_id"]);
    const unready = await refusal(
      as(
        database,
        "service",
        "select service.prepare_document($1, 'letter', $2, tenancy_id => $3)",
        [people.tenant.user, `${people.tenant.user}/new.pdf`, tenancy],
      ),
    );
    assertEquals(unready.code, "document.too_many", "before the file is copied");
  }));

Deno.test("the same file on the same subject by the same person is one document until it is put away", () =>
  inWorld(async (database, { people, org, tenancy, unit }) => {
    const sha256 = "ab".repeat(32);
    const what = { org, tenancy_id: tenancy, sha256 };
    const first = await addDocument(database, people.tenant, what);
    assertEquals(await addDocument(database, people.tenant, { ...what, kind: "letter" }), first);
    assert(await addDocument(database, people.owner, what) !== first);
    assert(await addDocument(database, people.owner, { org, unit_id: unit, sha256 }) !== first);
    await as(database, people.tenant, "select retire_document($1)", [first]);
    assert(await addDocument(database, people.tenant, what) !== first);
  }));

Deno.test("a repeat finds what an upload became, for its sender and its subject only", () =>
  inWorld(async (database, { people, org, tenancy, unit }) => {
    const document = await addDocument(database, people.owner, { org, tenancy_id: tenancy });
    const [row] = await database.query<{ upload_path: string }>(
      "select upload_path from documents where id = $1",
      [document],
    );
    const prepare = (user: string, path: unknown, about: { tenancy?: string; unit?: string }) =>
      as<{ org_id: string; known: { id: string } | null }>(
        database,
        "service",
        `select * from service.prepare_document($1, 'agreement', $2, tenancy_id => $3, unit_id => $4)`,
        [user, path, about.tenancy ?? null, about.unit ?? null],
      );
    const path = row?.upload_path;
    const [known] = await prepare(people.owner.user, path, { tenancy });
    assertEquals([known?.org_id, known?.known?.id], [org, document]);
    const [other] = await prepare(people.owner.user, path, { unit });
    assertEquals(other?.known, null);
    const bad = [path, "", null, `${people.manager.user}/a/b.pdf`, `${people.manager.user}/../x`];
    for (const foreign of bad) {
      const refused = await refusal(prepare(people.manager.user, foreign, { tenancy }));
      assertEquals([refused.code, refused.field], ["document.bad_path", "upload_path"]);
    }
  }));

Deno.test("what is put away is read by the organization and who added it, and shared no more", () =>
  inWorld(async (database, world) => {
    const { people, org, tenancy } = world;
    const document = await addDocument(database, people.owner, { org, tenancy_id: tenancy });
    await share(database, people.owner, document, { tenancy_id: tenancy });
    const retire = (by: Actor, id = document) =>
      as(database, by, "select retire_document($1)", [id]);
    for (
      const [by, code] of [
        [people.tenant, "document.not_found"],
        [people.otherOwner, "document.not_found"],
        [people.agent, "auth.forbidden"],
      ] as const
    ) assertEquals((await refusal(retire(by))).code, code);
    await retire(people.manager);
    await retire(people.manager);
    assertEquals(await readers(database, world, document), [
      "owner",
      "manager",
      "accountant",
      "agent",
    ]);
    const refused = await refusal(share(database, people.owner, document, { tenancy_id: tenancy }));
    assertEquals([refused.code, refused.field], ["document.retired", "document_id"]);
    const own = await addDocument(database, people.tenant, { org, tenancy_id: tenancy });
    await retire(people.tenant, own);
    assert((await readers(database, world, own)).includes("tenant"));
  }));

Deno.test("a member who leaves takes no document along, not even what they added", () =>
  inWorld(async (database, world) => {
    const { people, org, tenancy } = world;
    const document = await addDocument(database, people.manager, { org, tenancy_id: tenancy });
    await database.query("delete from memberships where user_id = $1", [people.manager.user]);
    assertEquals(await readers(database, world, document), ["owner", "accountant", "agent"]);
  }));

Deno.test("members are told 30 and 7 days before a paper expires, once each", () =>
  inWorld(async (database, world) => {
    const { people, org, property } = world;
    const expires_on = "2027-06-30";
    const document = await addDocument(database, people.owner, {
      org,
      property_id: property,
      kind: "insurance",
      expires_on,
    });
    const told = async (today: string, by: Actor = people.manager) => {
      await database.query("select private.remind_of_expiring_documents($1)", [today]);
      return (await as<{ days: number }>(
        database,
        by,
        `select (payload ->> 'days_left')::int as days from notifications
         where kind = 'document_expiring' and subject_id = $1 order by id`,
        [document],
      )).map((row) => row.days);
    };
    assertEquals(await told("2027-05-30"), []);
    assertEquals(await told("2027-05-31"), [30]);
    assertEquals(await told("2027-05-31"), [30]);
    assertEquals(await told("2027-06-22"), [30]);
    // Nothing ran on the 23rd: the next day makes it good.
    assertEquals(await told("2027-06-24"), [30, 6]);
    assertEquals(await told("2027-06-30"), [30, 6]);
    assertEquals(await told("2027-07-01"), [30, 6]);
    assertEquals(await told("2027-07-01", people.owner), [30, 6]);
    assertEquals(await told("2027-07-01", people.agent), [], "who may not change it is not told");
    const late = await addDocument(database, people.owner, {
      org,
      property_id: property,
      expires_on,
    });
    await as(database, people.owner, "select retire_document($1)", [late]);
    await told("2027-06-29");
    assertEquals(
      (await database.query("select 1 from private.document_reminders where document_id = $1", [
        late,
      ])).length,
      0,
    );
  }));

Deno.test({
  name: "many at once make one document, one grant, one reminder",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  fn: () =>
    inWorld(async (database, { people, org, tenancy }) => {
      const twelve = <Value>(work: () => Promise<Value>) =>
        Promise.all(Array.from({ length: 12 }, work));
      const what = {
        org,
        tenancy_id: tenancy,
        sha256: "cd".repeat(32),
        expires_on: "2027-06-30",
      };
      const documents = new Set(await twelve(() => addDocument(database, people.owner, what)));
      assertEquals(documents.size, 1);
      const [document = ""] = documents;
      const grants = await twelve(() =>
        share(database, people.owner, document, { tenancy_id: tenancy })
      );
      assertEquals(new Set(grants.map((grant) => grant.id)).size, 1);
      await twelve(() =>
        database.query("select private.remind_of_expiring_documents('2027-06-20')")
      );
      const told = await database.query<{ kind: string; times: number }>(
        `select kind, count(*)::int as times from notifications where subject_id = $1
         group by kind order by kind`,
        [document],
      );
      assertEquals(told, [
        // The owner and the manager; the tenant.
        { kind: "document_expiring", times: 2 },
        { kind: "document_shared", times: 1 },
      ]);
    }),
});
