import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface Photo {
  readonly id: string;
  readonly side: string;
  readonly round: number;
  readonly item_id: string | null;
  readonly path: string;
}

Deno.test("both sides add photos to an inspection, and only they see them", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org, tenancy } = world;
    await as(
      database,
      people.owner,
      "select cancel_inspection(id) from inspections where tenancy_id = $1",
      [tenancy],
    );
    const digest = (n: number) => n.toString(16).padStart(64, "0");
    const call = async (by: Actor, sql: string, ...parameters: unknown[]) =>
      (await as<{ id: string; content_hash: string }>(database, by, sql, parameters))[0] as {
        id: string;
        content_hash: string;
      };
    const { id } = await call(
      people.manager,
      "select * from schedule_inspection($1, 'move_in', now()::text)",
      tenancy,
    );
    await call(
      people.manager,
      `select save_inspection($1, '[{"room": "Hall", "item": "Door", "condition": "good"}]')`,
      id,
    );
    const [door] = await as<{ id: string }>(
      database,
      people.manager,
      "select id from inspection_items where inspection_id = $1",
      [id],
    );
    const pathOf = (by: { user: string }, name: string) => `inspections/${id}/${by.user}/${name}`;
    const prepare = (
      by: { user: string },
      path = pathOf(by, "new.jpg"),
      item: string | null = null,
    ) =>
      as<{ org_id: string; known: Photo | null }>(
        database,
        "service",
        "select * from service.prepare_inspection_photo($1, $2, $3, $4)",
        [by.user, id, path, item],
      );
    const add = async (
      by: { user: string },
      n: number,
      facts: { item?: string | undefined; caption?: string; taken?: string } = {},
    ) =>
      (await as<Photo>(
        database,
        "service",
        `select * from service.add_inspection_photo($1, $2, $3, $4, $5, 1600, 1200, $6, $7, $8, $9, $10)`,
        [
          by.user,
          id,
          pathOf(by, `${n}.jpg`),
          digest(n),
          digest(n + 1000),
          `${org}/${id}/${digest(n + 1000)}/large.webp`,
          `${org}/${id}/${digest(n + 1000)}/thumbnail.webp`,
          facts.item ?? null,
          facts.caption ?? null,
          facts.taken ?? null,
        ],
      ))[0] as Photo;
    const seen = async (by: Actor) =>
      (await as(database, by, "select 1 from inspection_photos where inspection_id = $1", [id]))
        .length;
    const offer = () => call(people.manager, "select * from offer_inspection($1)", id);

    await t.step("members add photos to a draft, and the same one is there once", async () => {
      const photo = await add(people.manager, 1, { item: door?.id, caption: " The door " });
      assertEquals([photo.side, photo.round, photo.item_id], ["owner", 1, door?.id]);
      assertEquals((await add(people.owner, 1)).id, photo.id);
      const [known] = await prepare(people.manager, pathOf(people.manager, "1.jpg"));
      assertEquals([known?.org_id, known?.known?.id], [org, photo.id]);
      assertEquals([await seen(people.accountant), await seen(people.tenant)], [1, 0]);
    });

    await t.step("a photo's facts and its upload are refused by the field", async () => {
      const bad = (field: string) => ["PT400", "inspection.bad_fact", field];
      assertEquals(
        await problem(add(people.owner, 2, { caption: "x".repeat(201) })),
        bad("caption"),
      );
      assertEquals(
        await problem(add(people.owner, 2, { taken: "2199-01-01T00:00:00Z" })),
        bad("taken_at"),
      );
      assertEquals(await problem(add(people.owner, 2, { taken: "05/12/2026" })), [
        "PT400",
        "value.bad_time",
        "taken_at",
      ]);
      const unknown = crypto.randomUUID();
      assertEquals(await problem(add(people.owner, 2, { item: unknown })), bad("item_id"));
      assertEquals(await problem(prepare(people.owner, undefined, unknown)), bad("item_id"));
      for (
        const path of [
          `${org}/1.jpg`,
          pathOf(people.manager, "1.jpg"),
          `inspections/${unknown}/${people.owner.user}/1.jpg`,
          pathOf(people.owner, "../1.jpg"),
          pathOf(people.owner, "a/1.jpg"),
          pathOf(people.owner, ""),
          "",
        ]
      ) {
        assertEquals(
          await problem(prepare(people.owner, path)),
          ["PT422", "media.bad_path", "upload_path"],
          path,
        );
      }
    });

    await t.step("others add nothing, and learn nothing of a draft", async () => {
      for (const by of [people.accountant, people.agent]) {
        assertEquals((await problem(prepare(by)))[1], "auth.forbidden");
        assertEquals((await problem(add(by, 3)))[1], "auth.forbidden");
      }
      for (const by of [people.tenant, people.otherTenant, people.otherOwner, people.stranger]) {
        assertEquals(await problem(prepare(by)), [
          "PT404",
          "inspection.not_found",
          "inspection_id",
        ]);
      }
      const direct = "select service.prepare_inspection_photo($1, $2, 'x')";
      assertEquals(
        (await problem(as(database, people.owner, direct, [people.owner.user, id])))[0],
        "42501",
      );
    });

    await t.step(
      "an offered inspection takes the tenant's photos and no more of the owner's",
      async () => {
        const offered = await offer();
        assertEquals(await problem(add(people.owner, 4)), [
          "PT409",
          "inspection.frozen",
          "inspection_id",
        ]);
        const photo = await add(people.tenant, 1);
        assertEquals(
          [photo.side, photo.round],
          ["tenant", 1],
          "the same photo, for the other side",
        );
        assertEquals((await problem(prepare(people.otherTenant)))[1], "inspection.not_found");
        const [content] = await as<{ content: string }>(
          database,
          people.tenant,
          "select content from inspection_contents where inspection_id = $1",
          [id],
        );
        assertEquals(JSON.parse(content?.content ?? "").photos, [
          { sha256: digest(1001), position: 1, caption: "The door", taken_at: null },
        ]);
        await call(people.tenant, "select dispute_inspection($1, 'It does not close')", id);
        assertEquals((await problem(add(people.tenant, 5)))[1], "inspection.not_ready");
        assertEquals((await add(people.owner, 6)).round, 2, "open for correction");
        const [signature] = await as<{ photo_hashes: string[]; content_hash: string }>(
          database,
          people.owner,
          "select photo_hashes, content_hash from inspection_signatures where inspection_id = $1",
          [id],
        );
        assertEquals(signature, {
          photo_hashes: [digest(1001)],
          content_hash: offered.content_hash,
        });
        const again = await offer();
        await add(people.tenant, 7);
        await call(people.tenant, "select sign_inspection($1, $2)", id, again.content_hash);
        assertEquals((await problem(add(people.tenant, 8)))[1], "inspection.not_ready");
      },
    );

    await t.step("nobody changes or deletes a photo", async () => {
      for (
        const sql of [
          "update inspection_photos set caption = 'x' where inspection_id = $1",
          "update inspection_photos set item_id = null where inspection_id = $1 and item_id is not null",
          "delete from inspection_photos where inspection_id = $1",
        ]
      ) {
        assertEquals((await problem(as(database, people.owner, sql, [id])))[0], "42501");
        assertEquals((await problem(as(database, "service", sql, [id])))[0], "PT409", sql);
      }
    });

    await t.step("an item that leaves the list leaves its photos with the inspection", async () => {
      await call(people.owner, "select dispute_inspection($1, 'There is a window too')", id);
      await call(
        people.owner,
        `select save_inspection($1, '[{"room": "Hall", "item": "Window", "condition": "good"}]')`,
        id,
      );
      const rows = await as<Photo>(
        database,
        people.owner,
        "select * from inspection_photos where inspection_id = $1 order by id",
        [id],
      );
      assertEquals(rows.map((it) => [it.side, it.round, it.item_id]), [
        ["owner", 1, null],
        ["tenant", 1, null],
        ["owner", 2, null],
        ["tenant", 2, null],
      ]);
    });

    await t.step(
      "the bucket is private to both sides, and written by the service alone",
      async () => {
        const path = `${org}/${id}/${digest(1001)}/large.webp`;
        const write =
          "insert into storage.objects (bucket_id, name) values ('inspection-photos', $1)";
        for (const by of [people.owner, people.tenant, "visitor"] as const) {
          assertEquals((await problem(as(database, by, write, [path])))[0], "42501");
        }
        await as(database, "service", write, [path]);
        const visible = async (by: Actor) =>
          (await as(database, by, "select 1 from storage.objects where name = $1", [path])).length;
        for (const by of [people.owner, people.accountant, people.tenant]) {
          assertEquals(await visible(by), 1);
        }
        for (
          const by of [people.otherTenant, people.otherOwner, people.stranger, "visitor"] as const
        ) {
          assertEquals(await visible(by), 0);
        }
        for (
          const sql of [
            "update storage.objects set name = 'x' where name = $1 returning 1",
            "delete from storage.objects where name = $1 returning 1",
          ]
        ) assertEquals(await as(database, people.owner, sql, [path]), []);
        const [bucket] = await database.query(
          "select public, allowed_mime_types::text as types from storage.buckets where id = $1",
          ["inspection-photos"],
        );
        assertEquals(bucket, { public: false, types: "{image/webp}" });
      },
    );

    await t.step("originals go to a folder of one's own, while photos are taken", async () => {
      const upload = (by: { user: string }, path: string) =>
        as(
          database,
          by,
          "insert into storage.objects (bucket_id, name, owner_id) values ('uploads', $1, $2)",
          [path, by.user],
        );
      const mine = pathOf(people.manager, "a.jpg");
      await upload(people.manager, mine);
      for (
        const [by, path] of [
          [people.manager, pathOf(people.owner, "a.jpg")],
          [people.manager, `inspections/${crypto.randomUUID()}/${people.manager.user}/a.jpg`],
          [people.accountant, pathOf(people.accountant, "a.jpg")],
          [people.tenant, pathOf(people.tenant, "a.jpg")],
          [people.stranger, pathOf(people.stranger, "a.jpg")],
        ] as const
      ) assertEquals((await problem(upload(by, path)))[0], "42501");
      await offer();
      await upload(people.tenant, pathOf(people.tenant, "b.jpg"));
      assertEquals(
        (await problem(upload(people.manager, pathOf(people.manager, "b.jpg"))))[0],
        "42501",
      );
      const visible = async (by: Actor) =>
        (await as(
          database,
          by,
          "select 1 from storage.objects where bucket_id = 'uploads' and $1",
          [
            true,
          ],
        )).length;
      assertEquals(
        [await visible(people.manager), await visible(people.tenant), await visible(people.owner)],
        [1, 1, 0],
      );
    });

    await t.step("photos that come at the same moment are each there once", async () => {
      const added = await Promise.all(
        [50, 51, 52, 52, 52, 51].map((n) => add(people.tenant, n)),
      );
      assertEquals(new Set(added.map((photo) => photo.id)).size, 3);
    });

    await t.step("three hundred photos are the most", async () => {
      for (let n = await seen(people.tenant); n < 300; n++) await add(people.tenant, 200 + n);
      for (const attempt of [() => add(people.tenant, 900), () => prepare(people.tenant)]) {
        assertEquals(await problem(attempt()), [
          "PT409",
          "inspection.too_many_photos",
          "inspection_id",
        ]);
      }
      assertEquals((await add(people.tenant, 50)).side, "tenant", "a repeat is no new photo");
    });
  } finally {
    await close();
  }
});
