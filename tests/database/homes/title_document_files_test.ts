import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

Deno.test("scans are private to the organization, which can add but not replace them", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const upload = (by: Actor, name: string) =>
      as(
        database,
        by,
        "insert into storage.objects (bucket_id, name) values ('title-documents', $1) returning id",
        [
          name,
        ],
      );
    const path = `${org}/deed-1.pdf`;
    assertEquals((await upload(people.manager, path)).length, 1);
    const refused: [Actor, string][] = [
      [people.agent, `${org}/deed-2.pdf`],
      [people.otherOwner, `${org}/deed-2.pdf`],
      [people.tenant, `${org}/deed-2.pdf`],
      ["visitor", `${org}/deed-2.pdf`],
      [people.owner, `${org}/page.html`],
      [people.owner, `${org}/../${crypto.randomUUID()}/deed.pdf`],
      [people.owner, "deed.pdf"],
      [people.owner, `${crypto.randomUUID()}/deed.pdf`],
    ];
    for (const [by, name] of refused) {
      assertEquals((await refusal(upload(by, name))).code, "42501", name);
    }
    const visible = async (by: Actor) =>
      (await as(database, by, "select 1 from storage.objects where name = $1", [path])).length;
    for (const by of [people.agent, people.accountant, people.staff]) {
      assertEquals(await visible(by), 1);
    }
    for (const by of [people.otherOwner, people.tenant, people.stranger, "visitor"] as const) {
      assertEquals(await visible(by), 0);
    }
    for (
      const sql of [
        "update storage.objects set name = $1 where name = $1 returning 1",
        "delete from storage.objects where name = $1 returning 1",
      ]
    ) {
      assertEquals(await as(database, people.owner, sql, [path]), []);
    }
    const [bucket] = await database.query(
      "select public, file_size_limit::int as bytes from storage.buckets where id = $1",
      ["title-documents"],
    );
    assertEquals(bucket, { public: false, bytes: 10 * 1024 * 1024 });
  } finally {
    await close();
  }
});
