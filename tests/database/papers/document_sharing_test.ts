import { assert, assertEquals } from "@std/assert";
import { type Actor, as } from "../actor.ts";
import { type Access, confirmEmail, inWorld, readers, refusal, share } from "./shared_documents.ts";
import { addDocument, createUser, type Person } from "../world.ts";

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

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
      "update auth.users set email_confirmed_at = null where id = $1 returning email",
      [people.stranger.user],
    );
    const contact = account?.email ?? "";
    const access = await share(database, people.owner, document, {
      contact: ` ${contact.toUpperCase()} `,
    });
    assertEquals(await share(database, people.owner, document, { contact }), access);
    // Whoever only claims an address has not shown that it is theirs.
    assertEquals((await readers(database, world, document)).includes("stranger"), false);
    await confirmEmail(database, people.stranger);
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
    const told = await as(
      database,
      people.otherTenant,
      "select 1 from notifications where kind = 'document_shared' and subject_id = $1",
      [document],
    );
    assertEquals(told.length, 1);
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

Deno.test("sharing tells nobody who has an account, and works for who comes later", () =>
  inWorld(async (database, world) => {
    const { people, org, unit } = world;
    const known = await confirmEmail(database, people.stranger);
    const answers = [];
    for (const contact of [known, "nobody@example.ng"]) {
      const document = await addDocument(database, people.owner, { org, unit_id: unit });
      const access = await share(database, people.owner, document, { contact });
      answers.push({ ...access, id: "", document_id: "", contact: "", created_at: "" });
    }
    assertEquals(answers[0], answers[1]);
    const document = await addDocument(database, people.owner, { org, unit_id: unit });
    await share(database, people.owner, document, { contact: "later@example.ng" });
    const later = { user: await createUser(database, "later") };
    const reads = async () =>
      (await as(database, later, "select 1 from documents where id = $1", [document])).length;
    await database.query(
      "update auth.users set email = 'later@example.ng', email_confirmed_at = null where id = $1",
      [later.user],
    );
    assertEquals(await reads(), 0);
    await confirmEmail(database, later);
    assertEquals(await reads(), 1);
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
      [people.owner, { contact: "08031234567" }, "document.bad_share", "contact"],
      [people.owner, { tenancy_id: unit }, "document.unknown_reader", "tenancy_id"],
      [
        people.owner,
        { tenancy_id: tenancy, expires_at: "2020-01-01T00:00:00Z" },
        "document.bad_share",
        "expires_at",
      ],
      [
        people.owner,
        { tenancy_id: tenancy, expires_at: "infinity" },
        "value.bad_time",
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
