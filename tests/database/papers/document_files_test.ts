import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { addDocument } from "../world.ts";

Deno.test("who reads a document reads its file, until the very same grant ends", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org, property, tenancy } = world;
    const fileOf = async (document: string) => {
      const [row] = await database.query<{ storage_path: string }>(
        "select storage_path from documents where id = $1",
        [document],
      );
      await as(
        database,
        "service",
        "insert into storage.objects (bucket_id, name) values ('documents', $1)",
        [row?.storage_path],
      );
      return row?.storage_path ?? "";
    };
    const visible = async (by: Actor, name: string) =>
      (await as(
        database,
        by,
        "select 1 from storage.objects where bucket_id = 'documents' and name = $1",
        [name],
      )).length === 1;
    const insurance = await addDocument(database, people.owner, { org, property_id: property });
    const file = await fileOf(insurance);
    for (const by of [people.owner, people.manager, people.accountant, people.agent]) {
      assertEquals(await visible(by, file), true);
    }
    for (
      const by of [
        people.tenant,
        people.otherTenant,
        people.otherOwner,
        people.stranger,
        people.staff,
        "visitor",
      ] as const
    ) assertEquals(await visible(by, file), false);

    const [access] = await as<{ id: string }>(
      database,
      people.owner,
      "select id from share_document($1, $2, expires_at => (now() + interval '1 hour')::text)",
      [insurance, tenancy],
    );
    assertEquals([await visible(people.tenant, file), await visible(people.otherTenant, file)], [
      true,
      false,
    ]);
    await database.query("update document_access set expires_at = now() where id = $1", [
      access?.id,
    ]);
    assertEquals(await visible(people.tenant, file), false);
    await as(database, people.owner, "select share_document($1, $2)", [insurance, tenancy]);
    assertEquals(await visible(people.tenant, file), true);
    await as(database, people.owner, "select unshare_document($1)", [access?.id]);
    assertEquals(await visible(people.tenant, file), false);
    await as(database, people.owner, "select share_document($1, $2)", [insurance, tenancy]);
    await as(database, people.owner, "select retire_document($1)", [insurance]);
    assertEquals([await visible(people.tenant, file), await visible(people.owner, file)], [
      false,
      true,
    ]);

    const identity = await fileOf(
      await addDocument(database, people.tenant, { org, tenancy_id: tenancy, kind: "identity" }),
    );
    for (
      const [by, sees] of [
        [people.tenant, true],
        [people.manager, true],
        [people.agent, false],
        [people.accountant, false],
        [people.otherTenant, false],
      ] as const
    ) assertEquals(await visible(by, identity), sees);

    // Nobody but the documents function writes here, and nothing is replaced or deleted.
    for (const by of [people.owner, people.tenant]) {
      const refused = await refusal(
        as(database, by, "insert into storage.objects (bucket_id, name) values ('documents', $1)", [
          `${org}/paper.pdf`,
        ]),
      );
      assertEquals(refused.code, "42501");
    }
    for (
      const sql of [
        "update storage.objects set name = $1 where name = $1 returning 1",
        "delete from storage.objects where name = $1 returning 1",
      ]
    ) assertEquals(await as(database, people.owner, sql, [file]), []);
    const buckets = await database.query(
      `select id, public, file_size_limit::int as bytes, 'application/pdf' = any (allowed_mime_types) as pdf
       from storage.buckets where id in ('documents', 'uploads') order by id`,
    );
    assertEquals(buckets, [
      { id: "documents", public: false, bytes: 15 * 1024 * 1024, pdf: true },
      { id: "uploads", public: false, bytes: 15 * 1024 * 1024, pdf: true },
    ]);
  } finally {
    await close();
  }
});

Deno.test("everyone signed in uploads to a folder of their own, which nobody else sees", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const upload = (by: Exclude<Actor, string>, name: string) =>
      as(
        database,
        by,
        "insert into storage.objects (bucket_id, name, owner_id) values ('uploads', $1, $2) returning id",
        [name, by.user],
      );
    const path = `${people.tenant.user}/paper.pdf`;
    assertEquals((await upload(people.tenant, path)).length, 1);
    const visible = async (by: Actor) =>
      (await as(database, by, "select 1 from storage.objects where name = $1", [path])).length;
    assertEquals(await visible(people.tenant), 1);
    for (const by of [people.owner, people.otherTenant, people.staff, "visitor"] as const) {
      assertEquals(await visible(by), 0);
    }
    for (
      const name of [
        `${people.owner.user}/paper.pdf`,
        `${people.tenant.user}/../${people.owner.user}/paper.pdf`,
        `${people.tenant.user}/deep/paper.pdf`,
        `${people.tenant.user}/.hidden`,
        `${org}/paper.pdf`,
        "paper.pdf",
      ]
    ) assertEquals((await refusal(upload(people.tenant, name))).code, "42501", name);
    const remove = (by: Actor) =>
      as(database, by, "delete from storage.objects where name = $1 returning 1", [path]);
    assertEquals((await remove(people.owner)).length, 0);
    assertEquals((await remove(people.tenant)).length, 1);
    // The organization's folder stays the one of its photos.
    assertEquals((await upload(people.agent, `${org}/front.jpg`)).length, 1);
  } finally {
    await close();
  }
});
