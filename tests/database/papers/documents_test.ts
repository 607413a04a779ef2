import { assert, assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { inWorld, readers, refusal } from "./shared_documents.ts";
import { addDocument } from "../world.ts";

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

Deno.test("a member who leaves takes no document along, not even what they added", () =>
  inWorld(async (database, world) => {
    const { people, org, tenancy } = world;
    const document = await addDocument(database, people.manager, { org, tenancy_id: tenancy });
    await database.query("delete from memberships where user_id = $1", [people.manager.user]);
    assertEquals(await readers(database, world, document), ["owner", "accountant", "agent"]);
  }));
