import { assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { age, begin, freshListing, onApplication, save } from "./prospects.ts";
import { openWorld } from "../test_database.ts";

Deno.test("files of an application are seen by who must decide, for as long as they must", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const me = people.stranger;
    const { id } = await begin(database, me, await freshListing(database, world));
    await save(database, me, id);
    const upload = (by: Actor, name: string) =>
      as(
        database,
        by,
        "insert into storage.objects (bucket_id, name) values ('application-documents', $1) returning id",
        [name],
      );
    const add = async (by: Actor, path: string | null, kind: string | null = "payslip") =>
      (await as<{ id: string }>(
        database,
        by,
        "select id from add_application_document($1, $2, $3)",
        [id, kind, path],
      ))[0]?.id;
    const on = (by: Actor, call: string) => onApplication(database, by, call, [id]);
    const path = `${id}/payslip.pdf`;
    const outsiders = [people.otherOwner, people.otherTenant, people.accountant, people.staff];
    const visible = async (by: Actor) =>
      [
        await as(database, by, "select 1 from storage.objects where name = $1", [path]),
        by === "visitor" ? [] : await as(
          database,
          by,
          "select 1 from application_documents where storage_path = $1",
          [path],
        ),
      ].map((rows) => rows.length);

    await t.step("the applicant alone adds to the application's own folder", async () => {
      await upload(me, path);
      const added = await add(me, path);
      assertEquals(await add(me, path), added, "safe to repeat");
      const refused: [Actor, string][] = [
        ...[...outsiders, people.owner, "visitor" as const].map((by): [Actor, string] => [
          by,
          `${id}/forged.pdf`,
        ]),
        [me, `${id}/page.html`],
        [me, "payslip.pdf"],
        [me, `${crypto.randomUUID()}/payslip.pdf`],
        [me, `${id}/../${crypto.randomUUID()}/payslip.pdf`],
      ];
      for (const [by, name] of refused) {
        assertEquals((await refusal(upload(by, name))).code, "42501", name);
      }
      const [bucket] = await database.query(
        "select public, file_size_limit::int as bytes, to_json(allowed_mime_types) as types from storage.buckets where id = $1",
        ["application-documents"],
      );
      assertEquals(bucket, {
        public: false,
        bytes: 10 * 1024 * 1024,
        types: ["application/pdf", "image/jpeg", "image/png"],
      });
    });

    await t.step("a file is named only when it is there", async () => {
      const missing = ["PT404", "application.upload_not_found", "storage_path"];
      const elsewhere = `${crypto.randomUUID()}/payslip.pdf`;
      await database.query(
        "insert into storage.objects (bucket_id, name) values ('application-documents', $1)",
        [elsewhere],
      );
      for (const wrong of [`${id}/not-there.pdf`, elsewhere, null]) {
        assertEquals(await problem(add(me, wrong)), missing);
      }
      await upload(me, `${id}/letter.pdf`);
      assertEquals(await problem(add(me, `${id}/letter.pdf`, null)), [
        "PT400",
        "application.bad_fact",
        "kind",
      ]);
      assertEquals(await problem(add(people.owner, path)), [
        "PT404",
        "application.not_found",
        "application_id",
      ]);
    });

    await t.step("a draft's files are the applicant's alone", async () => {
      assertEquals(await visible(me), [1, 1]);
      for (const by of [...outsiders, people.owner, people.agent, "visitor"] as Actor[]) {
        assertEquals(await visible(by), [0, 0]);
      }
    });

    await t.step("submitted, they are seen by members who read deals", async () => {
      await on(me, "submit_application($1)");
      for (const by of [me, people.owner, people.manager, people.agent]) {
        assertEquals(await visible(by), [1, 1]);
      }
      for (const by of [...outsiders, "visitor"] as Actor[]) {
        assertEquals(await visible(by), [0, 0]);
      }
      await upload(me, `${id}/later.png`);
    });

    await t.step("at most twenty are named", async () => {
      for (let n = 1; n < 20; n++) {
        await upload(me, `${id}/${n}.jpg`);
        await add(me, `${id}/${n}.jpg`, "other");
      }
      assertEquals(await problem(add(me, `${id}/later.png`)), [
        "PT409",
        "application.too_many_files",
        "storage_path",
      ]);
    });

    await t.step("nothing is added after the decision; nobody replaces or deletes", async () => {
      await on(people.agent, "shortlist_application($1)");
      assertEquals((await refusal(upload(me, `${id}/too-late.pdf`))).code, "42501");
      assertEquals((await problem(add(me, `${id}/later.png`)))[1], "application.decided");
      for (const by of [me, people.owner]) {
        for (
          const sql of [
            "update storage.objects set name = $1 where name = $1 returning 1",
            "delete from storage.objects where name = $1 returning 1",
          ]
        ) assertEquals(await as(database, by, sql, [path]), []);
      }
    });

    await t.step(
      "90 days after the end members see them no longer, unless asked to look again",
      async () => {
        await on(people.agent, "decline_application($1, 'Let to a family')");
        await age(database, id, 89);
        assertEquals(await visible(people.owner), [1, 1]);
        await age(database, id, 91);
        assertEquals(await visible(people.owner), [0, 0]);
        assertEquals(await visible(me), [1, 1]);
        const [kept] = await as(
          database,
          people.owner,
          "select status from applications where id = $1",
          [id],
        );
        assertEquals(kept, { status: "declined" }, "that they declined it stays");
        await on(me, "ask_review($1, 'Please look at the payslip')");
        assertEquals(await visible(people.owner), [1, 1]);
      },
    );
  } finally {
    await close();
  }
});
