import { assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";

interface Photo {
  readonly id: string;
  readonly position: number;
  readonly sha256: string;
}

Deno.test("photos of listings keep their rules", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const [draft] = await as<{ id: string }>(
      database,
      people.owner,
      `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
       values ($1, $2, 'sale', 'Flat for sale in Yaba', 9000000000, 'total') returning id`,
      [org, world.vacantUnit],
    );
    const listing = draft?.id ?? "";
    const digest = (n: number) => n.toString(16).padStart(64, "0");
    const sizesOf = (n: number) =>
      JSON.stringify([
        { width: 320, height: 240, path: `${org}/${listing}/${digest(n)}/320.webp`, bytes: 9000 },
      ]);
    const add = async (n: number, by: { user: string } = people.owner, path = `${org}/${n}.jpg`) =>
      (await as<Photo>(
        database,
        "service",
        `select * from service.add_listing_media(acting_user => $1, listing_id => $2, upload_path => $3, sha256 => $4,
           width => 1600, height => 1200, sizes => $5::text::jsonb, alt_text => ' Front ')`,
        [by.user, listing, path, digest(n), sizesOf(n)],
      ))[0] as Photo;
    const prepare = (by: { user: string }, path = `${org}/new.jpg`) =>
      as<{ org_id: string; known: Photo | null }>(
        database,
        "service",
        "select * from service.prepare_listing_media($1, $2, $3)",
        [by.user, listing, path],
      );
    const photos = async (by: Actor) =>
      (await as<{ id: string; position: number }>(
        database,
        by,
        "select id, position from listing_media where listing_id = $1 order by position",
        [listing],
      )).map((photo) => photo.id);
    const order = (by: Actor, ids: readonly string[]) =>
      as<Photo>(database, by, "select * from order_media($1, $2::text::uuid[])", [
        listing,
        `{${ids.join(",")}}`,
      ]);

    await t.step(
      "photos line up in the order in which they come, the first as the cover",
      async () => {
        for (const n of [1, 2, 3]) assertEquals((await add(n)).position, n);
      },
    );

    await t.step("the same photo again is the one that is there", async () => {
      const [first] = await photos(people.owner);
      const again = await add(1, people.manager, `${org}/again.jpg`);
      assertEquals([again.id, again.position], [first, 1]);
      const [known] = await prepare(people.manager, `${org}/again.jpg`);
      assertEquals(known?.known?.id, first);
    });

    await t.step("an original that goes straight to the store is expected, for a day", async () => {
      const expect = (by: { user: string }, name = "front.jpg") =>
        as<{ path: string }>(
          database,
          "service",
          "select service.expect_listing_upload($1, $2, $3) as path",
          [by.user, listing, name],
        );
      const path = `${org}/front.jpg`;
      assertEquals(await expect(people.owner), [{ path }]);
      assertEquals(await expect(people.owner), [{ path }]);
      const waiting = () =>
        database.query(
          "select bucket, path from service.files_to_sweep() where bucket = 'originals' and $1",
          [true],
        );
      assertEquals(await waiting(), []);
      await database.query(
        "update private.abandoned_files set abandoned_at = abandoned_at - interval '25 hours' where bucket = $1",
        ["originals"],
      );
      assertEquals(await waiting(), [{ bucket: "originals", path: `originals/${path}` }]);
      await database.query("delete from private.abandoned_files where bucket = $1", ["originals"]);
      assertEquals((await refusal(expect(people.stranger))).hint, "listing.not_found");
      assertEquals((await refusal(expect(people.accountant))).hint, "auth.forbidden");
      assertEquals((await refusal(expect(people.owner, "../x"))).hint, "media.bad_path");
    });

    await t.step("photos of other listings that look alike are found by their hashes", async () => {
      const look = (media: string, hash: string | null) =>
        database.query("update listing_media set perceptual_hash = $2 where id = $1", [
          media,
          hash,
        ]);
      const [mine = "", other = ""] = await photos(people.owner);
      const [elsewhere] = await database.query<{ id: string }>(
        "select id from listing_media where listing_id <> $1",
        [listing],
      );
      const there = elsewhere?.id ?? "";
      const found = (apart: number) =>
        database.query(
          "select media_id, is_same_file, apart from private.photos_like($1, $2)",
          [mine, apart],
        );
      assertEquals(await found(3), []);
      await look(mine, "0123456789abcdef");
      await look(other, "0123456789abcdef");
      for (
        const [hash, apart] of [
          ["0123456789abcdef", 0],
          ["0123456789abcdee", 1],
          ["1123456789abcdee", 2],
          ["1123446789abcdee", 3],
        ] as const
      ) {
        await look(there, hash);
        assertEquals(await found(3), [{ media_id: there, is_same_file: false, apart }], hash);
        assertEquals((await found(apart - 1)).length, 0, hash);
      }
      await look(there, "1123446788abcdee");
      assertEquals(await found(3), [], "four bits apart");
      await look(there, null);
      assertEquals(await found(3), []);
      const [hidden] = await database.query<{ n: number }>(
        `select count(*)::int as n from unnest(array['anon', 'authenticated']) as role
         where has_column_privilege(role, 'public.listing_media', 'perceptual_hash', 'select') and $1`,
        [true],
      );
      assertEquals(hidden?.n, 0);
    });

    await t.step(
      "photos of a draft are for members, and appear and go with the listing",
      async () => {
        const seen = async () => [
          (await photos("visitor")).length,
          (await photos(people.stranger)).length,
          (await photos(people.accountant)).length,
        ];
        assertEquals(await seen(), [0, 0, 3]);
        await as(database, people.owner, "select move_listing($1, 'published')", [listing]);
        assertEquals(await seen(), [3, 3, 3]);
        const late = await add(4);
        assertEquals(await seen(), [4, 4, 4], "one that is added to a published listing is seen");
        await as(database, people.owner, "select move_listing($1, 'paused')", [listing]);
        assertEquals(await seen(), [0, 0, 4]);
        await as(database, people.owner, "select remove_media($1)", [late.id]);
      },
    );

    await t.step("who added a photo, and from which upload, is not shown", async () => {
      for (const column of ["created_by", "upload_path", "sha256"]) {
        const refused = await refusal(
          as(database, people.stranger, `select ${column} from listing_media`),
        );
        assertEquals(refused.code, "42501");
      }
    });

    await t.step("a new order is taken whole, and its first photo is the cover", async () => {
      const [a, b, c] = await photos(people.owner) as [string, string, string];
      const ordered = await order(people.agent, [c, a, b]);
      assertEquals(ordered.map((photo) => [photo.id, photo.position]), [[c, 1], [a, 2], [b, 3]]);
      assertEquals(await photos(people.owner), [c, a, b]);
      const wrong: string[][] = [[], [c, a], [c, a, a], [c, a, b, b], [c, a, crypto.randomUUID()]];
      for (const ids of wrong) {
        const refused = await refusal(order(people.owner, ids));
        assertEquals([refused.code, refused.hint], ["PT422", "media.bad_order"]);
        assertEquals(JSON.parse(refused.detail), { field: "media_ids" });
      }
      assertEquals(await photos(people.owner), [c, a, b]);
    });

    await t.step("a removed photo closes the gap and leaves its files to be deleted", async () => {
      const [c, a, b] = await photos(people.owner) as [string, string, string];
      await as(database, people.owner, "select remove_media($1)", [a]);
      assertEquals(await photos(people.owner), [c, b]);
      const abandoned = () =>
        as<{ path: string }>(
          database,
          "service",
          "select path from service.files_to_sweep() where bucket = 'listing-media'",
        );
      assertEquals(await abandoned(), [], "not at once: a photo may be on its way back");
      await database.exec(
        "update private.abandoned_files set abandoned_at = now() - interval '11 minutes'",
      );
      const paths = (await abandoned()).map((file) => file.path);
      assertEquals(paths.sort(), [1, 4].map((n) => JSON.parse(sizesOf(n))[0].path).sort());
      await prepare(people.owner);
      assertEquals(await abandoned(), [], "somebody is adding to the listing");
      assertEquals((await add(1)).position, 3, "it may come back");
      await database.exec(
        "update private.abandoned_files set abandoned_at = now() - interval '11 minutes'",
      );
      assertEquals((await abandoned()).length, 1, "what came back is kept");
      await as(database, "service", "select service.put_off_abandoned_files($1::text::text[])", [
        `{${paths.join(",")}}`,
      ]);
      assertEquals(await abandoned(), [], "somebody is deleting it");
      await database.exec(
        "update private.abandoned_files set abandoned_at = abandoned_at - interval '20 minutes 1 second'",
      );
      assertEquals((await abandoned()).length, 1, "in vain");
      await as(database, "service", "select service.forget_abandoned_files($1::text::text[])", [
        `{${paths.join(",")}}`,
      ]);
      assertEquals(await abandoned(), []);
    });

    await t.step("an upload of which nothing was made in a day is to be deleted", async () => {
      const upload = (name: string, age: string) =>
        database.query(
          `insert into storage.objects (bucket_id, name, created_at)
           values ('uploads', $1, now() - $2::text::interval)`,
          [`${world.org}/${name}`, age],
        );
      await upload("left.jpg", "25 hours");
      await upload("fresh.jpg", "23 hours");
      const left = await as<{ path: string }>(
        database,
        "service",
        "select path from service.files_to_sweep() where bucket = 'uploads'",
      );
      assertEquals(left, [{ path: `${world.org}/left.jpg` }]);
      const refused = await refusal(
        as(database, people.owner, "select * from service.files_to_sweep()"),
      );
      assertEquals(refused.code, "42501");
    });

    await t.step("what a photo shows is written by those who write listings", async () => {
      const [first] = await photos(people.owner) as [string];
      const write = (by: Actor, text: string | null) =>
        as<{ alt_text: string }>(
          database,
          by,
          "select alt_text from describe_media($1, $2)",
          [first, text],
        );
      assertEquals(await write(people.agent, " The front, from the street "), [
        { alt_text: "The front, from the street" },
      ]);
      assertEquals(await problem(write(people.accountant, "x")), [
        "PT403",
        "auth.forbidden",
        undefined,
      ]);
      assertEquals((await problem(write(people.otherOwner, "x")))[1], "media.not_found");
      assertEquals(await problem(write(people.agent, "x".repeat(201))), [
        "PT422",
        "media.bad_alt_text",
        "alt_text",
      ]);
      assertEquals(await write(people.owner, null), [{ alt_text: "" }]);
      for (const set of ["position = 7", "alt_text = 'By hand, past the lock'"]) {
        const direct = as(database, people.owner, `update listing_media set ${set}`);
        assertEquals((await refusal(direct)).code, "42501");
      }
    });

    await t.step("only those who write the listing add, order and remove", async () => {
      const [first] = await photos(people.owner) as [string];
      const ids = await photos(people.owner);
      const attempts = (by: { user: string }) => [
        () => add(9, by),
        () => prepare(by),
        () => order(by, ids),
        () => as(database, by, "select remove_media($1)", [first]),
      ];
      for (const attempt of attempts(people.accountant)) {
        assertEquals((await refusal(attempt())).hint, "auth.forbidden");
      }
      for (const by of [people.stranger, people.otherOwner]) {
        const codes = [];
        for (const attempt of attempts(by)) codes.push((await refusal(attempt())).hint);
        assertEquals(codes, [
          "listing.not_found",
          "listing.not_found",
          "listing.not_found",
          "media.not_found",
        ]);
      }
      const direct = as(
        database,
        people.owner,
        "select service.prepare_listing_media($1, $2, $3)",
        [
          people.owner.user,
          listing,
          `${org}/1.jpg`,
        ],
      );
      assertEquals((await refusal(direct)).code, "42501");
    });

    await t.step(
      "an upload outside the organization's folder is refused by the field",
      async () => {
        const paths = [
          `${crypto.randomUUID()}/1.jpg`,
          `${org}/../1.jpg`,
          `${org}/a/b.jpg`,
          `${org}/`,
          `${org}/.jpg`,
          `/${org}/1.jpg`,
          `${org}/a\nb.jpg`,
          "",
        ];
        for (const path of paths) {
          const refused = await refusal(prepare(people.owner, path));
          assertEquals([refused.code, refused.hint, path], ["PT422", "media.bad_path", path]);
          assertEquals(JSON.parse(refused.detail), { field: "upload_path" });
        }
      },
    );

    await t.step(
      "photos that come at the same moment get a place each, the same photo one",
      async () => {
        const held = (await photos(people.owner)).length;
        const added = await Promise.all(
          [50, 51, 52, 53, 53, 53].map((n, i) => add(n, people.owner, `${org}/at-once-${i}.jpg`)),
        );
        assertEquals(added.map((photo) => photo.position).sort((a, b) => a - b).at(-1), held + 4);
        assertEquals(new Set(added.map((photo) => photo.id)).size, 4);
        const remove = (id: string) => as(database, people.owner, "select remove_media($1)", [id]);
        await Promise.all([...new Set(added.map((photo) => photo.id))].map(remove));
        const places = await as<{ position: number }>(
          database,
          people.owner,
          "select position from listing_media where listing_id = $1 order by position",
          [listing],
        );
        assertEquals(places.map((photo) => photo.position), places.map((_, i) => i + 1));
        assertEquals(places.length, held);
      },
    );

    await t.step("thirty photos are the most", async () => {
      const held = (await photos(people.owner)).length;
      for (let n = held + 1; n <= 30; n++) await add(100 + n);
      for (const attempt of [() => add(200), () => prepare(people.owner)]) {
        const refused = await refusal(attempt());
        assertEquals([refused.code, refused.hint], ["PT409", "media.too_many"]);
        assertEquals(JSON.parse(refused.detail), { field: "listing_id" });
      }
      assertEquals((await add(130)).position, 30, "a repeat is no new photo");
    });

    await t.step(
      "uploads are written under the writer's own organizations, and seen by nobody else",
      async () => {
        const upload = (by: { user: string }, path: string) =>
          as(
            database,
            by,
            "insert into storage.objects (bucket_id, name, owner_id) values ('uploads', $1, $2)",
            [path, by.user],
          );
        const seen = async (by: Actor) =>
          (await as(
            database,
            by,
            "select 1 from storage.objects where bucket_id in ('uploads', 'listing-media')",
          )).length;
        await upload(people.agent, `${org}/mine.jpg`);
        const outsider = { user: await createUser(database, "outsider") };
        for (
          const [by, path] of [
            [outsider, `${org}/x.jpg`],
            [people.otherOwner, `${org}/x.jpg`],
            [people.accountant, `${org}/x.jpg`],
            [people.agent, "x.jpg"],
            [people.agent, `${crypto.randomUUID()}/x.jpg`],
          ] as const
        ) {
          assertEquals((await refusal(upload(by, path))).code, "42501");
        }
        const published = as(
          database,
          people.owner,
          "insert into storage.objects (bucket_id, name) values ('listing-media', $1)",
          [`${org}/x.webp`],
        );
        assertEquals((await refusal(published)).code, "42501");
        await as(
          database,
          "service",
          "insert into storage.objects (bucket_id, name) values ('listing-media', $1)",
          [`${org}/y.webp`],
        );
        assertEquals(
          [await seen(people.agent), await seen(people.owner), await seen("visitor")],
          [1, 0, 0],
          "the public bucket cannot be listed",
        );
      },
    );
  } finally {
    await close();
  }
});
